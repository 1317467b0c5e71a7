package link

import (
	"fmt"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/internal/contract"
)

// This file looks for calls of PeriodElapsed that belong to no context and to no op: who runs them is not in sight.

// unstarted is a call of PeriodElapsed of which nobody knows who runs it.
type unstarted struct {
	pos    ir.Pos
	in     *fn
	value  bool // the call is made by whoever gets PeriodElapsed as a value
	tables map[*Table]bool
}

// findUnstarted collects them. Calls in tests are made by the test.
func (p *program) findUnstarted() {
	run := p.reached()
	for _, f := range p.order {
		if f.pkg.Std || p.isLib(f.pkg.Path) && !p.hasTables(f.pkg.Path) || run.funcs[f] || strings.HasSuffix(f.Pos.File, "_test.go") {
			continue
		}
		for _, c := range f.calls {
			if p.elapsedCall(c) || p.elapsedThrough(c) {
				p.unstarted = append(p.unstarted, p.unstartedAt(f, c))
			}
		}
	}
	p.findLeaving(run)
}

// findLeaving adds method values of PeriodElapsed that no context and no op calls: they leave what is in sight, as results
// do.
func (p *program) findLeaving(run runs) {
	for _, c := range p.cons {
		f := p.funcs[c.Func]
		if c.Kind != ir.Hold || !p.elapsed[c.Val.Func] || f == nil || c.pkg.Std || p.isLib(c.pkg.Path) && !p.hasTables(c.pkg.Path) || strings.HasSuffix(c.Pos.File, "_test.go") {
			continue
		}
		recv := p.global(p.offs[c.pkg], c.Val.Recv)
		if run.vals[funcVal{fn: c.Val.Func, recv: recv}] {
			continue
		}
		w := newWalker(p, &context{})
		w.record(&call{Call: &ir.Call{Pos: c.Pos}, fn: f}, p.pts[recv], nil)
		p.unstarted = append(p.unstarted, unstarted{c.Pos, f, true, w.ctx.streams})
	}
}

// elapsedThrough tells whether a call runs PeriodElapsed through a value or an interface.
func (p *program) elapsedThrough(c *call) bool {
	if c.Dyn == 0 && c.Iface == "" {
		return false
	}
	for _, ce := range p.callees(c, nil) {
		if p.elapsed[ce.key] {
			return true
		}
	}
	return false
}

// unstartedAt tells which tables such a call is about.
func (p *program) unstartedAt(f *fn, c *call) unstarted {
	x := &context{at: c, fn: f}
	w := newWalker(p, x)
	if p.elapsedCall(c) {
		w.hit(c, nil, nil)
	} else {
		w.hitBound(c, p.callees(c, nil), nil, nil)
	}
	return unstarted{c.Pos, f, false, x.streams}
}

// unresolved says which call of PeriodElapsed for the table's streams nothing in sight runs, "" for none.
func (p *program) unresolved(t *Table) string {
	for _, u := range p.unstarted {
		if u.tables[t] && u.value {
			return fmt.Sprintf("%s hands out PeriodElapsed, and nothing in sight calls it", u.in.Name)
		}
		if u.tables[t] {
			return fmt.Sprintf("nothing in sight calls %s, which calls PeriodElapsed", u.in.Name)
		}
	}
	return ""
}

// tableless adds to a result what the judged package declares as ops and nothing in sight hands to a library, when periods
// end in the package for streams of which no table was found.
func (p *program) tableless(r *Result) {
	if p.isLib(p.root.Path) || p.gaveUp || !p.endsForNobody() {
		return
	}
	add := func(name string, pos ir.Pos, iface bool) {
		if p.ownPos(pos) && !strings.HasSuffix(pos.File, "_test.go") {
			r.Tables = append(r.Tables, Status{Table: &Table{Name: name, Pos: pos, Iface: iface}, Status: contract.Unknown,
				Reason: "nothing in sight hands these ops to the PCM library"})
		}
	}
	for i := range p.root.Types {
		if t := &p.root.Types[i]; pathOf(t.Key) == p.root.Path && p.isOpsImpl(t.Key) && p.byKey[t.Key] == nil && !p.embedded(t.Key) {
			add(t.Name, t.Pos, true)
		}
	}
	for _, o := range p.sortedObjs() {
		if p.opsType[o.typ] && o.pkg == p.root && o.orig == nil && o.parent == nil && !p.registered(o) {
			add(o.val.Name, o.val.Pos, false)
		}
	}
}

// endsForNobody tells whether a call of PeriodElapsed in the judged package is tied to no table.
func (p *program) endsForNobody() bool {
	for _, x := range p.contexts {
		if x.pkg == p.root.Path && len(x.streams) == 0 {
			return true
		}
	}
	for _, u := range p.unstarted {
		if u.in.pkg == p.root && len(u.tables) == 0 {
			return true
		}
	}
	return false
}

// sortedObjs returns the objects in the order of their making.
func (p *program) sortedObjs() []*obj {
	var out []*obj
	for _, el := range p.elems {
		if el.obj != nil {
			out = append(out, el.obj)
		}
	}
	return out
}
