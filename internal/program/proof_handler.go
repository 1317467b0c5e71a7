package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// A relation says where in a handler something happens, seen from its call of snd_pcm_period_elapsed().
type relation uint8

const (
	never     relation = iota
	elsewhere          // in a branch that does not lead to the call, or comes from it
	ahead              // before the call
	behind             // after it, on the same way
)

// A pathStep is one function on the way from a handler to its call of snd_pcm_period_elapsed(), and the call that leads
// on.
type pathStep struct {
	f    *fn
	call *site
}

// A handler is the closure of a context's entry, with what happens before the call of snd_pcm_period_elapsed() and what
// behind it.
type handler struct {
	w     *World
	c     *Context
	fns   map[*fn]bool
	off   map[*fn]map[relation]bool // functions that are not on the way to the call
	calls map[*fn][]*site           // of those that are: the calls that lead to it
}

// handlerOf gives the handler of a context.
func (w *World) handlerOf(c *Context) *handler {
	if h := w.handlers[c]; h != nil {
		return h
	}
	h := &handler{w: w, c: c, fns: map[*fn]bool{}, off: map[*fn]map[relation]bool{}, calls: map[*fn][]*site{}}
	w.handlers[c] = h
	for i, s := range c.steps {
		h.fns[s.f] = true
		h.calls[s.f] = append(h.calls[s.f], s.call)
		if i+1 < len(c.steps) {
			next := c.steps[i+1].f
			for _, call := range w.callsIn(s.f) {
				if call != s.call && slices.Contains(w.driverCallees(call), next) {
					h.calls[s.f] = append(h.calls[s.f], call)
				}
			}
		}
	}
	for _, s := range c.steps {
		for _, call := range w.callsIn(s.f) {
			if slices.Contains(h.calls[s.f], call) {
				continue
			}
			how := h.inPath(s.f, call.e.Pos)
			for _, g := range w.driverCallees(call) {
				h.mark(g, how)
			}
		}
	}
	return h
}

// mark notes a function, and what it calls, as one that runs at some point of the handler.
func (h *handler) mark(f *fn, how relation) {
	if h.calls[f] != nil || h.off[f][how] || !h.c.leaves.Meets(h.w.graph.leavesOf(f.u.path)) {
		return
	}
	if h.off[f] == nil {
		h.off[f] = map[relation]bool{}
	}
	h.off[f][how], h.fns[f] = true, true
	for _, call := range h.w.callsIn(f) {
		for _, g := range h.w.driverCallees(call) {
			h.mark(g, how)
		}
	}
}

// at says where in the handler a place is.
func (h *handler) at(s *site) relation {
	f := s.fn()
	if f == nil || !h.fns[f] {
		return never
	}
	if h.calls[f] != nil {
		return h.inPath(f, s.e.Pos)
	}
	for _, how := range []relation{behind, ahead, elsewhere} {
		if h.off[f][how] {
			return how
		}
	}
	return never
}

// inPath says where a place in a function that leads to the call is: behind only if it is behind all calls that do.
func (h *handler) inPath(f *fn, p cparse.Pos) relation {
	out := behind
	for _, call := range h.calls[f] {
		out = min(out, h.w.relate(f, call.e.Pos, p))
	}
	return out
}

// changes says where the handler changes a place, behind the call if it does so there at all.
func (h *handler) changes(loc place) relation {
	out := never
	for _, c := range h.w.changesOf(loc, h.c.Registered.File) {
		out = max(out, h.at(c.site))
	}
	return out
}

// raisesFirst tells whether nobody but the handler itself, before its call, makes others wait for a place.
func (h *handler) raisesFirst(loc place) bool {
	first := false
	for _, c := range h.w.changesOf(loc, h.c.Registered.File) {
		if !c.raises() {
			continue
		}
		if h.at(c.site) != ahead {
			return false
		}
		first = true
	}
	return first
}

// does says where the handler makes one of some calls on an object.
func (h *handler) does(calls, object map[string]bool) relation {
	out := never
	for _, name := range sortedNames(calls) {
		for _, c := range h.w.callsOfName(name, h.c.Registered.File) {
			if f := c.fn(); f == nil || !h.fns[f] || c.kid(1) == nil {
				continue
			}
			if theirs := h.w.objectKeys(c.kid(1), nil); len(theirs) > 0 && overlap(object, theirs) {
				out = max(out, h.at(c))
			}
		}
	}
	return out
}

func (h *handler) touches(calls, object map[string]bool) bool { return h.does(calls, object) != never }

// holds tells whether the handler has a lock where it makes the call, and what members it tests with it held.
func (h *handler) holds(lock map[string]bool) (tested []*site, held bool) {
	w := h.w
	for _, s := range h.c.steps {
		if s.call == nil {
			continue
		}
		from := s.f.d.Pos
		if !held {
			if from, held = h.takes(s, lock); !held {
				continue
			}
		}
		for _, r := range w.rootsOf(s.f) {
			if r.root.kind != cparse.StmtCond || r.root.stmt == nil || r.e.Pos < from || r.e.Pos > s.call.e.Pos {
				continue
			}
			walkSite(r, func(x *site) { tested = append(tested, w.readFrom(s.f, x)...) })
		}
	}
	return tested, held
}

// readFrom gives the place that an expression names, or of a local variable those that it was read from.
func (w *World) readFrom(f *fn, x *site) []*site {
	if x.e.Kind != cparse.Member && x.e.Kind != cparse.Ident {
		return nil
	}
	if _, v, local := f.local(x.e.Name, x.e.Pos); x.e.Kind == cparse.Ident && local && v != nil {
		return w.localDefs(f, x.e.Name)
	}
	return []*site{x}
}

// takes finds where a function on the way takes a lock that it still has at the call.
func (h *handler) takes(s pathStep, lock map[string]bool) (cparse.Pos, bool) {
	w := h.w
	at, held := cparse.Pos(0), false
	stmts, _ := w.outline(s.f)
	for _, c := range w.callsIn(s.f) {
		name := calledName(c)
		l, takes := kernelapi.Locks[name]
		if c.e.Pos >= s.call.e.Pos || !takes && !kernelapi.Releases[name] {
			continue
		}
		object := c.kid(1)
		if takes {
			object = lockOf(c)
		}
		if object == nil || !overlaps(lock, w.objectKeys(object, nil)) {
			continue
		}
		guard := takes && (l.Release == "" || c.kid(0).e.Kind != cparse.Ident || kernelapi.Locks[c.kid(0).e.Name] != l)
		switch {
		case guard:
			held = held || scopeHolds(stmts, c.e.Pos, s.call.e.Pos)
		case !scopeHolds(stmts, c.e.Pos, s.call.e.Pos): // in a branch of its own
		default:
			held = takes
		}
		if takes && held {
			at = c.e.Pos
		}
	}
	return at, held
}

// scopeHolds tells whether the innermost list of statements around one place, or the statement that it is the head of,
// also has another one, further on.
func scopeHolds(list []*cparse.Block, p, q cparse.Pos) bool {
	for _, b := range list {
		if !b.Span().Contains(p) {
			continue
		}
		for _, in := range [][]*cparse.Block{b.Body, b.Else} {
			if within(in, p) {
				return within(in, q) && scopeHolds(in, p, q)
			}
		}
		return b.Kind != cparse.BlockCompound || b.Head == (cparse.Span{}) || b.Span().Contains(q)
	}
	return true
}

func within(list []*cparse.Block, p cparse.Pos) bool {
	return slices.ContainsFunc(list, func(b *cparse.Block) bool { return b.Span().Contains(p) })
}

func overlaps(a, b map[string]bool) bool { return len(a) > 0 && len(b) > 0 && overlap(a, b) }

// An outlined function has been cut into statements.
type outlined struct {
	stmts []*cparse.Block
	body  cparse.Pos
}

// outline gives the statements of a function.
func (w *World) outline(f *fn) ([]*cparse.Block, cparse.Pos) {
	o, ok := w.outlines[f]
	if !ok {
		o.stmts, o.body = cparse.Outline(w.textOf(f), f.d)
		w.outlines[f] = o
	}
	return o.stmts, o.body
}

// relate says where in a function a place is, seen from another one that is reached.
func (w *World) relate(f *fn, from, p cparse.Pos) relation {
	if p <= from {
		return ahead
	}
	stmts, body := w.outline(f)
	if body == 0 {
		return elsewhere
	}
	return w.relateIn(f, stmts, from, p)
}

func (w *World) relateIn(f *fn, list []*cparse.Block, from, p cparse.Pos) relation {
	for _, b := range list {
		if !b.Span().Contains(from) {
			continue
		}
		for _, in := range [][]*cparse.Block{b.Body, b.Else} {
			switch {
			case !within(in, from):
			case within(in, p):
				return w.relateIn(f, in, from, p)
			case b.Span().Contains(p) && !b.Head.Contains(p):
				return elsewhere // the other branch
			}
		}
		if b.Span().Contains(p) || w.leads(f, list, from, p) == falls {
			return behind
		}
		return elsewhere
	}
	return behind
}

// exclusive tells whether two places in one function are never both reached: they stand in different branches, or between
// them is a return.
func (w *World) exclusive(a, b *site) bool {
	from, p := a.e.Pos, b.e.Pos
	if p < from {
		from, p = p, from
	}
	return from != p && w.relate(a.fn(), from, p) == elsewhere
}

// A wayOut says how a list of statements is left behind a place in it.
type wayOut uint8

const (
	falls  wayOut = iota // to what follows it
	breaks               // out of the loop or switch that it is in
	goes                 // by a return or a goto, past the place that is asked for
)

// leads says how a list of statements is left behind a place in it, before another place is met.
func (w *World) leads(f *fn, list []*cparse.Block, from, p cparse.Pos) wayOut {
	for i, b := range list {
		if !b.Span().Contains(from) {
			continue
		}
		for _, in := range [][]*cparse.Block{b.Body, b.Else} {
			if !within(in, from) {
				continue
			}
			out := w.leads(f, in, from, p)
			if out == goes || out == breaks && b.Kind != cparse.BlockLoop && b.Kind != cparse.BlockSwitch {
				return out
			}
		}
		for _, next := range list[i+1:] {
			if next.Start >= p || next.Span().Contains(p) {
				return falls
			}
			if out, jumps := w.jumps(f, next, p); jumps {
				return out
			}
		}
	}
	return falls
}

// jumps tells whether a statement always jumps, and how that is seen from a place further on.
func (w *World) jumps(f *fn, b *cparse.Block, p cparse.Pos) (wayOut, bool) {
	switch b.Kind {
	case cparse.BlockReturn:
		return goes, true
	case cparse.BlockCompound:
		if len(b.Body) > 0 {
			return w.jumps(f, b.Body[len(b.Body)-1], p)
		}
	case cparse.BlockJump:
		label, isGoto := gotoLabel(string(w.source(f.u)[b.Start:b.End]))
		switch {
		case !isGoto:
			return breaks, true
		case w.labelAt(f, label) > p:
			return goes, true
		}
		return falls, true
	}
	return falls, false
}

// gotoLabel gives the label that a goto names.
func gotoLabel(text string) (string, bool) {
	rest, ok := strings.CutPrefix(text, "goto")
	return strings.Trim(rest, " \t\n;"), ok
}

// labelAt gives the place of a label in a function, 0 when there is none.
func (w *World) labelAt(f *fn, label string) cparse.Pos {
	stmts, _ := w.outline(f)
	src := w.source(f.u)
	at := cparse.Pos(0)
	var walk func(list []*cparse.Block)
	walk = func(list []*cparse.Block) {
		for _, b := range list {
			if b.Kind == cparse.BlockLabel && strings.TrimRight(string(src[b.Start:b.End]), ": \t") == label {
				at = b.Start
			}
			walk(b.Body)
			walk(b.Else)
		}
	}
	walk(stmts)
	return at
}
