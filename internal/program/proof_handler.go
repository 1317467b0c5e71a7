package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// A handler is the closure of a context's entry, with what happens before the call of snd_pcm_period_elapsed() and what
// behind it.
type handler struct {
	w     *proofLayer
	c     *Context
	fns   map[*fn]bool
	off   map[*fn]map[relation]bool // functions that are not on the way to the call
	calls map[*fn][]*site           // of those that are: the calls that lead to it
}

// handlerOf gives the handler of a context.
func (w *proofLayer) handlerOf(c *Context) *handler {
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
	if h.calls[f] != nil || h.off[f][how] || !h.c.leaves.Meets(h.w.graph.LeavesOf(f.u.path)) {
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
func (w *proofLayer) readFrom(f *fn, x *site) []*site {
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

func overlaps(a, b map[string]bool) bool { return len(a) > 0 && len(b) > 0 && overlap(a, b) }
