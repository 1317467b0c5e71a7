package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// shaking notes a call that may wait for something that a handler does: a completion, an event, a lock.
func (s *stopWalk) shaking(fr *frame, c *site, name string) bool {
	add := func(x shake) bool {
		x.site, x.frame, x.calls = c, fr, fr.entered()
		s.shakes = append(s.shakes, &x)
		return true
	}
	if kernelapi.CompletionWaits[name] || kernelapi.EventWaits[name] != (kernelapi.EventWait{}) {
		s.deeds = append(s.deeds, Deed{Pos: c.pos(), Function: fr.f.name(), Call: s.w.spelled(c)})
	}
	if kernelapi.CompletionWaits[name] {
		return add(shake{kind: shakeCompletion, object: c.kid(1)})
	}
	if e, ok := kernelapi.EventWaits[name]; ok {
		x := shake{kind: shakeEvent}
		if e.Queue >= 0 {
			x.object = c.kid(e.Queue + 1)
		}
		for i := e.Condition + 1; i < len(c.kids); i++ {
			x.members = append(x.members, s.looksAt(c.kid(i), 0)...)
		}
		return add(x)
	}
	if _, ok := kernelapi.Locks[name]; ok {
		return add(shake{kind: shakeLock, object: lockOf(c)})
	}
	return kernelapi.Releases[name]
}

// lockOf gives the lock that a call or a guard takes: guard(class)(lock), scoped_guard(class, lock), spin_lock(lock).
func lockOf(c *site) *site {
	if curried, guard := kernelapi.Guards[c.kid(0).e.Name]; guard && !curried {
		return c.kid(2)
	}
	return c.kid(1)
}

// looksAt lists the members that the value of an expression depends on, through functions at hand that give one.
func (s *stopWalk) looksAt(x *site, depth int) []*site {
	var out []*site
	switch x.e.Kind {
	case cparse.Member:
		return []*site{x}
	case cparse.Call:
		if name := calledName(x); name != "" {
			if _, known := s.w.api().CannotBlock(name); !known && depth < 3 {
				for _, g := range s.callees(x) {
					for _, r := range s.w.returns(g) {
						out = append(out, s.looksAt(r, depth+1)...)
					}
				}
			}
			if kernelapi.CannotWait[name] == kernelapi.Touches {
				return out
			}
		}
	case cparse.Ident:
		if f := x.fn(); f != nil && depth < 3 {
			if _, v, ok := f.local(x.e.Name, x.e.Pos); ok && v != nil {
				for _, d := range s.w.localDefs(f, x.e.Name) {
					out = append(out, s.looksAt(d, depth+1)...)
				}
				return out
			}
		}
		if s.w.lookupVar(x.u(), x.e.Name) != nil {
			out = append(out, x)
		}
		return out
	}
	for i := range x.kids {
		out = append(out, s.looksAt(x.kid(i), depth)...)
	}
	return out
}

// loops notes the loops of a function that pass time between two looks at a member.
func (s *stopWalk) loops(fr *frame) {
	stmts, body := s.w.outline(fr.f)
	if body == 0 {
		return
	}
	var walk func(list []*cparse.Block)
	walk = func(list []*cparse.Block) {
		for _, b := range list {
			if b.Kind == cparse.BlockLoop {
				s.loop(fr, b)
			}
			walk(b.Body)
			walk(b.Else)
		}
	}
	walk(stmts)
}

// loop notes one loop: what its head and the tests in it look at. A for_each_...() passes no time by itself.
func (s *stopWalk) loop(fr *frame, b *cparse.Block) {
	var looks []*site
	var at *site
	passes := len(b.Body) == 0
	for _, r := range s.w.rootsOf(fr.f) {
		if !b.Span().Contains(r.e.Pos) {
			continue
		}
		if b.Head.Contains(r.e.Pos) && at == nil {
			at = r
		}
		if r.root.kind == cparse.StmtCond && r.root.stmt != nil {
			looks = append(looks, s.looksAt(r, 0)...)
		}
		walkSite(r, func(x *site) {
			if x.e.Kind == cparse.Call && kernelapi.Sleeps(calledName(x)) {
				passes = true
			}
		})
	}
	if at == nil {
		for _, r := range s.w.rootsOf(fr.f) {
			if b.Span().Contains(r.e.Pos) {
				at = r
				break
			}
		}
	}
	if passes && at != nil && len(looks) > 0 {
		s.shakes = append(s.shakes, &shake{site: at, kind: shakePoll, frame: fr, members: looks, calls: fr.entered()})
	}
}

// asked tells whether a call is what a loop looks at to end: in its head, or in a test within one that has no other end.
// A loop over many objects that looks at each once does not wait for any.
func (s *stopWalk) asked(c *site) bool {
	if c.root.kind != cparse.StmtCond {
		return false
	}
	stmts, _ := s.w.outline(c.root.fn)
	return s.askedIn(stmts, c)
}

func (s *stopWalk) askedIn(list []*cparse.Block, c *site) bool {
	return slices.ContainsFunc(list, func(b *cparse.Block) bool {
		switch {
		case !b.Span().Contains(c.e.Pos):
			return false
		case b.Kind == cparse.BlockLoop && (b.Head.Contains(c.e.Pos) || s.endless(c.root.fn, b)):
			return true
		}
		return s.askedIn(b.Body, c) || s.askedIn(b.Else, c)
	})
}

// endless tells whether the head of a loop has no end: for (;;), while (true).
func (s *stopWalk) endless(f *fn, b *cparse.Block) bool {
	return !slices.ContainsFunc(s.w.rootsOf(f), func(r *site) bool {
		return b.Head.Contains(r.e.Pos) && len(r.kids) > 0
	})
}

// walkSite calls a function for an expression and all within.
func walkSite(s *site, do func(*site)) {
	do(s)
	for i := range s.kids {
		walkSite(&s.kids[i], do)
	}
}

// handshake judges whether one place waits for what a context's handler does behind its call of snd_pcm_period_elapsed().
func (s *stopWalk) handshake(x *shake, h *handler) (contract.Cover, string) {
	switch x.kind {
	case shakeCompletion:
		return s.completion(x, h)
	case shakeLock:
		return s.lock(x, h)
	}
	a, why := s.members(x, h)
	if x.kind == shakeEvent && a == contract.NotWaited {
		return s.event(x, h)
	}
	return a, why
}

// members judges a wait for members: a counter or a flag that the handler changes behind the call.
func (s *stopWalk) members(x *shake, h *handler) (contract.Cover, string) {
	result, why := contract.NotWaited, ""
	for _, m := range x.members {
		loc := s.w.placeOf(m)
		if loc == (place{}) {
			continue
		}
		switch h.changes(loc) {
		case behind:
			if !s.w.raised(loc, h, s.from) {
				continue // nothing raises it: the loop ends at once
			}
			x.on = m
			if h.raisesFirst(loc) {
				s.note("between the start of " + h.c.Entry + "() and its first line nothing says that it runs: " + s.w.spelled(m) +
					" is raised by the handler itself")
			}
			return contract.Proved, ""
		case ahead, elsewhere:
			result, why = contract.Trusted, h.c.Entry+"() changes "+s.w.spelled(m)+" before it calls snd_pcm_period_elapsed(), or where it does not"
		}
	}
	return result, why
}

// shown is the expression that shows a handshake best: of a loop, what it looks at.
func (x *shake) shown() *site {
	if x.kind != shakePoll || x.on == nil {
		return x.site
	}
	s := x.on
	for s.up != nil {
		s = s.up
	}
	return s
}

func (s *stopWalk) note(text string) {
	if !slices.Contains(s.notes, text) {
		s.notes = append(s.notes, text)
	}
}

// event judges a wait_event() whose condition the handler does not change: by who wakes it.
func (s *stopWalk) event(x *shake, h *handler) (contract.Cover, string) {
	if x.object == nil {
		if len(x.members) == 0 {
			return contract.NotWaited, "" // it polls a register
		}
		return contract.Trusted, "who changes what " + calledName(x.site) + "() waits for is not known"
	}
	mine := s.w.objectKeys(x.object, x.calls)
	if len(mine) == 0 || h.touches(kernelapi.Wakes, mine) {
		return contract.Trusted, h.c.Entry + "() wakes " + s.w.spelled(x.object) + ", and what the wait depends on was not understood"
	}
	if s.onlyAnother(kernelapi.Wakes, mine, h) {
		return contract.NotWaited, ""
	}
	return contract.Trusted, "nothing at hand that runs as a handler wakes " + s.w.spelled(x.object)
}

// completion judges a wait for a completion.
func (s *stopWalk) completion(x *shake, h *handler) (contract.Cover, string) {
	if x.object == nil {
		return contract.Trusted, "what " + calledName(x.site) + "() waits for was not understood"
	}
	mine := s.w.objectKeys(x.object, x.calls)
	spelled := s.w.spelled(x.object)
	switch how := h.does(kernelapi.Completes, mine); {
	case len(mine) == 0:
		return contract.Trusted, "who completes " + spelled + " is not known"
	case how == behind && s.w.reinitialised(mine, s.from):
		return contract.Proved, ""
	case how == behind:
		return contract.Trusted, "nothing reinitialises " + spelled + ", so a period that ended before ends the wait"
	case how != never:
		return contract.Trusted, h.c.Entry + "() completes " + spelled + " before it calls snd_pcm_period_elapsed(), or where it does not"
	}
	if s.onlyAnother(kernelapi.Completes, mine, h) {
		return contract.NotWaited, ""
	}
	return contract.Trusted, "nothing at hand that runs as a handler completes " + spelled
}

// onlyAnother tells whether some other handler does with an object what a wait needs, and the context's does not.
func (s *stopWalk) onlyAnother(calls map[string]bool, object map[string]bool, h *handler) bool {
	found := false
	for _, name := range sortedNames(calls) {
		for _, c := range s.w.callsOfName(name, s.from) {
			f := c.fn()
			if f == nil || c.kid(1) == nil {
				continue
			}
			if theirs := s.w.objectKeys(c.kid(1), nil); len(theirs) == 0 || !overlap(object, theirs) {
				continue
			}
			if h.fns[f] {
				return false
			}
			found = found || len(s.w.asyncCallers(f, s.leaves)) > 0
		}
	}
	return found
}

// reinitialised tells whether something at hand makes a completion wait again.
func (w *proofLayer) reinitialised(object map[string]bool, file string) bool {
	for _, name := range sortedNames(kernelapi.Reinits) {
		for _, c := range w.callsOfName(name, file) {
			if theirs := w.objectKeys(c.kid(1), nil); len(theirs) > 0 && overlap(object, theirs) {
				return true
			}
		}
	}
	return false
}

// lock judges a lock that the callback takes: whether the handler holds it across the call and tests under it what the
// stop has cleared.
func (s *stopWalk) lock(x *shake, h *handler) (contract.Cover, string) {
	if x.object == nil {
		return contract.Trusted, "it takes a lock that was not understood"
	}
	spelled := s.w.spelled(x.object)
	mine := s.w.objectKeys(x.object, x.calls)
	tested, held := h.holds(mine)
	if !held { // a lock may be anyone's: that another handler takes it, too, is no evidence
		return contract.Trusted, "it takes " + spelled + ", which " + h.c.Entry + "() does not hold where it calls snd_pcm_period_elapsed()"
	}
	for _, m := range tested {
		if s.cleared(m, x) {
			return contract.Proved, ""
		}
	}
	return contract.Trusted, "under " + spelled + " " + h.c.Entry + "() tests nothing that the stop has cleared"
}

// cleared tells whether .trigger, or the callback before it gives the lock back, changes a member.
func (s *stopWalk) cleared(m *site, x *shake) bool {
	loc := s.w.placeOf(m)
	if loc == (place{}) {
		return false
	}
	stops := s.w.closureOf(s.table, "trigger")
	for _, c := range s.w.changesOf(loc, s.from) {
		f := c.site.fn()
		if f == nil || !c.mayClear() || c.some && !s.fns[f] {
			continue
		}
		if stops[f] || s.fns[f] && (f != x.frame.f || s.beforeRelease(x, c.site)) {
			return true
		}
	}
	return false
}

// beforeRelease tells whether a place in the function that takes a lock comes before the lock is given back.
func (s *stopWalk) beforeRelease(x *shake, at *site) bool {
	mine := s.w.objectKeys(x.object, x.calls)
	for _, c := range s.w.callsIn(x.frame.f) {
		if name := calledName(c); !kernelapi.Releases[name] || c.e.Pos < x.site.e.Pos || c.kid(1) == nil {
			continue
		}
		if overlap(mine, s.w.objectKeys(c.kid(1), x.calls)) {
			return at.e.Pos < c.e.Pos
		}
	}
	return true // a guard
}
