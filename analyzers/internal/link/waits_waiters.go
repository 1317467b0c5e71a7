package link

import (
	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// Waiter is a method that waits for a context: that of whoever started it.
type Waiter struct {
	Call   ir.Pos // a call of a method of the same receiver
	Method string
	Closes bool     // it closes a channel, which can be done once
	Calls  []string // the methods of the same receiver that it calls for that
}

// waiters finds the methods that wait for a context and for nothing else, where a method of the same type started it.
func (p *program) waiters(x *context) []Waiter {
	starts := p.callersOf(x.fn.Key)
	if x.at.RecvType != "" {
		starts = append(starts[:len(starts):len(starts)], x.at)
	}
	var out []Waiter
	for _, c := range starts {
		if c.fn.pkg != p.root || c.Recv == 0 || c.Iface != "" || p.isLib(c.Pkg) {
			continue
		}
		t := p.types[recvType(c.Static)]
		if t == nil {
			continue
		}
		for _, m := range t.Methods {
			if g := p.funcs[m.Func]; g != nil && len(g.Types) == 0 && m.Own && knowledge.SoundsLikeWait(m.Name) && p.onlyWaitsFor(g, c, x) {
				closes, by := p.closes(g)
				out = append(out, Waiter{c.Pos, m.Name, closes, by})
			}
		}
	}
	return out
}

// closes tells whether a method closes a channel, itself or by methods of the same receiver, which it returns.
func (p *program) closes(g *fn) (closes bool, by []string) {
	w := newWalker(p, &context{})
	w.walk(g, nil, nil)
	for f := range w.ctx.visited {
		for _, pr := range f.Prims {
			closes = closes || pr.Kind == ir.Close
		}
	}
	for _, c := range g.calls {
		if c.Recv != 0 && c.Recv == g.Recv && len(c.Args) == 0 && recvType(c.Static) == recvType(g.Key) {
			by = append(by, c.Name)
		}
	}
	return closes, by
}

// onlyWaitsFor tells whether a method of what a call names as its receiver waits for a context and for nothing else.
func (p *program) onlyWaitsFor(g *fn, c *call, x *context) bool {
	w := &collector{p: p, seen: map[string]int{}}
	w.visit(g, p.bind(c, nil, target{fn: g.Key, recv: p.global(c.fn.off, c.Recv)}).env, nil, nil, nil)
	found := false
	for _, wt := range w.out {
		switch {
		case wt.kind == knowledge.WaitLock:
		case wt.dunno || wt.poll || wt.send || p.waitsFor(wt, x, 0) != yes:
			return false
		default:
			found = true
		}
	}
	return found
}

// unseen is the place of a SyncStop that waits for all that is open and that only its spelling, its signature or its
// receiver hides from the core.
func (p *program) unseen(t *Table) ir.Pos {
	if len(t.hidden) == 0 || len(t.open) == 0 || t.cond || t.opaque {
		return ir.Pos{}
	}
	waits := p.waitsOfTargets(t.hidden)
	for _, x := range p.tied(t) {
		waited := false
		for _, w := range waits {
			waited = waited || p.waitsFor(w, x, 0) == yes
		}
		if !waited {
			return ir.Pos{}
		}
	}
	if f := p.funcs[t.hidden[0].fn]; f != nil {
		return f.Pos
	}
	return ir.Pos{}
}
