package link

import (
	"slices"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// verdict says whether a wait waits for a context.
type verdict int

const (
	no    verdict = iota // visibly for something else
	maybe                // not understood
	yes
)

// waitsFor judges one wait against one context.
func (p *program) waitsFor(w wait, x *context, depth int) verdict {
	switch {
	case w.dunno:
		return maybe
	case w.send:
		switch {
		case !anySame(w.id, x.gives):
			return no
		case buffered(w.id) && !w.loop && !p.sentElsewhere(w):
			return no // there is always a place free: nobody needs to take it
		}
		return maybe // a handshake, or a place that the context gives back
	case w.poll:
		return whether(anySame(w.id, x.writes) || anySame(w.id, x.ids))
	case w.kind == knowledge.WaitLock:
		if len(w.id.objs) == 0 {
			return maybe
		}
		return whether(waitsForLock(w, x.locks))
	case w.kind == knowledge.WaitIRQ:
		if !knowledge.IsIRQ(x.kind) {
			return no
		}
		if w.irq == "" && belongs(w.id, x.objs) {
			return yes
		}
		return sameNumber(p.resolve(w.irq, nil), p.resolve(x.irq, x.chain))
	}
	if anySame(w.id, x.ids) || belongs(w.id, x.objs) {
		return yes
	}
	if knowledge.ShutsDown(w.key) && knowledge.Serves(x.at.Static) && len(x.objs) == 0 {
		return maybe // the server of http.Handle
	}
	if w.own && knowledge.ClockChannel(w.id.field) {
		return no
	}
	if len(w.id.objs) == 0 {
		return maybe
	}
	if depth < 3 {
		if v := p.throughOthers(w, x, depth); v != no {
			return v
		}
	}
	if anySame(w.id, x.writes) {
		return maybe // a reply, not the end
	}
	for _, o := range w.id.objs {
		if o.fresh && !o.std && !sameType(o, x.objs) && !p.signaledAnywhere(w.id) {
			return maybe
		}
	}
	if w.own || knowledge.Waits("", w.what, false) == knowledge.NoWait || sameTypes(w.id.objs, x.objs) || !w.named() {
		return no
	}
	return maybe
}

// buffered tells that a channel was made with a buffer wherever it may come from.
func buffered(id ident) bool {
	return len(id.objs) > 0 && !slices.ContainsFunc(id.objs, func(o *obj) bool { return !o.val.Buffered })
}

// sentElsewhere tells whether others send on a channel too, so that its buffer can be full.
func (p *program) sentElsewhere(w wait) bool {
	if len(p.callersOf(w.fn.Key)) > 1 {
		return true
	}
	for _, f := range p.order {
		if f.pkg.Std || f == w.fn {
			continue
		}
		for _, pr := range f.Prims {
			if pr.Kind == ir.Send && same(w.id, p.identOf(p.global(f.off, pr.Node), nil)) {
				return true
			}
		}
	}
	return false
}

// named tells whether the wait was recognised by its name alone, so that its object may be a queue, not the work.
func (w wait) named() bool { return knowledge.Waits("", w.what, false) == knowledge.WaitObject }

func sameTypes(a, b []*obj) bool {
	for _, x := range a {
		if sameType(x, b) {
			return true
		}
	}
	return false
}

func sameType(o *obj, objs []*obj) bool {
	for _, x := range objs {
		if x.typ == o.typ && x.typ != "" {
			return true
		}
	}
	return false
}

func whether(b bool) verdict {
	if b {
		return yes
	}
	return no
}

func anySame(id ident, ids []ident) bool {
	for _, x := range ids {
		if same(id, x) {
			return true
		}
	}
	return false
}

// sameIRQ compares two interrupt numbers as the source spells them: constants, or the variables that they are in.
func sameIRQ(a, b string) verdict {
	switch {
	case a == b && a != "":
		return yes
	case a == "" || b == "":
		return maybe
	case (a[0] == '=') != (b[0] == '='):
		return maybe
	case a[0] == '=':
		return no
	}
	_, fa := cutLast(a)
	_, fb := cutLast(b)
	if fa == fb || hasAt(a) || hasAt(b) {
		return maybe
	}
	return no
}

// throughOthers judges a wait for a function that itself waits for the context: a supervisor.
func (p *program) throughOthers(w wait, x *context, depth int) verdict {
	for _, f := range p.order {
		if f.pkg.Std || x.visited[f] || !p.signalsAt(f, w.id) {
			continue
		}
		c := &collector{p: p, seen: map[string]int{}}
		c.visit(f, nil, nil, nil, nil)
		for _, inner := range c.out {
			if inner.dunno || inner.poll || inner.kind == knowledge.WaitLock {
				continue
			}
			if p.waitsFor(inner, x, depth+1) == yes {
				return yes
			}
		}
	}
	return no
}

// signalsAt tells whether a function wakes those who wait for an object.
func (p *program) signalsAt(f *fn, id ident) bool {
	for _, pr := range f.Prims {
		if pr.Kind != ir.Recv && same(id, p.identOf(p.global(f.off, pr.Node), nil)) {
			return true
		}
	}
	for _, c := range f.calls {
		if c.Recv != 0 && knowledge.Signals(c.Static) && same(id, p.identOf(p.global(f.off, c.Recv), nil)) {
			return true
		}
	}
	return false
}

func (p *program) signaledAnywhere(id ident) bool {
	for _, f := range p.order {
		if p.signalsAt(f, id) {
			return true
		}
	}
	return false
}

// syncedBy tells whether the table's SyncStop waits for the context, as far as can be told.
func (p *program) syncedBy(t *Table, x *context) bool {
	if len(t.ops["syncstop"]) == 0 {
		return false
	}
	known := false
	for _, op := range t.ops["syncstop"] {
		if f := p.funcs[op.fn]; f != nil {
			known = true
		}
	}
	if !known {
		// A promoted method of the library without a body in sight, or a function of another world.
		return true
	}
	for _, w := range p.syncWaits(t) {
		if p.waitsFor(w, x, 0) != no {
			return true
		}
	}
	return false
}

func (p *program) syncWaits(t *Table) []wait {
	if w, ok := p.syncCache[t]; ok {
		return w
	}
	w := p.waitsOf(t, "syncstop")
	p.syncCache[t] = w
	return w
}
