package link

import (
	"slices"
	"sort"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
)

// dropUnseen takes a SyncStop away that the core does not find when it asks for the optional interface: one of another
// spelling or signature, or one that only pointers have when a value is registered.
func (p *program) dropUnseen(t *Table) {
	if !t.Iface || t.lib == nil || len(t.lib.SyncShape) == 0 || p.types[t.Type] == nil {
		return
	}
	for _, m := range p.types[t.Type].Methods {
		if strings.EqualFold(m.Name, "SyncStop") && m.Name == t.lib.SyncName && sameShape(m.Shape, t.lib.SyncShape) && (t.pointer || !m.Ptr) {
			return
		}
	}
	t.hidden = t.ops["syncstop"]
	delete(t.ops, "syncstop")
}

func sameShape(a, b []string) bool {
	return slices.EqualFunc(a, b, func(x, y string) bool {
		x, y = strings.TrimLeft(x, "*"), strings.TrimLeft(y, "*")
		return x == y || x == "?" || y == "?"
	})
}

// syncStores decides whether SyncStop is set in every case.
func (p *program) syncStores(t *Table) {
	cond, always, opaque := false, false, false
	seen := map[*obj]bool{}
	var walk func(o *obj, depth int)
	walk = func(o *obj, depth int) {
		if o == nil || seen[o] || depth > 6 {
			return
		}
		seen[o] = true
		for _, s := range o.stores {
			if !strings.EqualFold(s.field, "SyncStop") || s.null {
				continue
			}
			if len(p.pts[s.src]) == 0 && !p.nilOnly(s.src, 0) {
				opaque = true
			}
			if s.cond && !(o.val.Pos == t.Pos && len(p.pts[s.src]) == 0) {
				cond = true
			} else {
				always = true
			}
		}
		for _, par := range o.parents {
			walk(par, depth+1)
		}
		for _, part := range o.parts {
			walk(part, depth+1)
		}
	}
	walk(t.obj, 0)
	t.cond = cond && !always
	t.opaque = opaque && len(t.ops["syncstop"]) == 0
	switch p.cleared(t.obj) {
	case yes:
		t.cond, t.opaque = false, false
		delete(t.ops, "syncstop")
	case maybe:
		t.cond = true
	}
}

// cleared tells whether the last assignments to an object's SyncStop take it away: yes, or under a condition.
func (p *program) cleared(o *obj) verdict {
	var own []store
	for _, s := range o.stores {
		if !strings.EqualFold(s.field, "SyncStop") {
			continue
		}
		if len(own) > 0 && s.fn != own[0].fn {
			return no // the order of functions is not known
		}
		own = append(own, s)
	}
	sort.SliceStable(own, func(i, j int) bool { return less(own[i].pos, own[j].pos) })
	v := no
	for i, s := range own {
		switch {
		case !s.null && !s.cond:
			v = no
		case s.null && !s.cond:
			v = yes
		case s.null && (i > 0 || len(o.parents) > 0):
			v = maybe
		}
	}
	if v == yes && len(own) == 1 && len(o.parents) == 0 {
		return no // nil in the literal; what was assigned elsewhere counts
	}
	return v
}

// nilOnly tells that a node, to which no function flows, is a parameter that gets nil wherever its function is called.
func (p *program) nilOnly(n, depth int) bool {
	calls := p.argsFor()[n]
	if len(calls) == 0 || depth > 4 {
		return false
	}
	for _, a := range calls {
		if !a.Nil && (a.node == 0 || len(p.pts[a.node]) > 0 || !p.nilOnly(a.node, depth+1)) {
			return false
		}
	}
	return true
}

// passed is an argument of a call.
type passed struct {
	ir.Arg
	node int
}

// argsFor lists what is passed to each parameter of a function by calls of its name.
func (p *program) argsFor() map[int][]passed {
	if p.args != nil {
		return p.args
	}
	p.args = map[int][]passed{}
	for _, f := range p.order {
		for _, c := range f.calls {
			g := p.funcs[c.Static]
			if g == nil || g.Variadic {
				continue
			}
			for i, a := range c.Args {
				if i < len(g.Params) && g.Params[i] != 0 {
					n := p.global(g.off, g.Params[i])
					p.args[n] = append(p.args[n], passed{a, p.global(f.off, a.Node)})
				}
			}
		}
	}
	return p.args
}
