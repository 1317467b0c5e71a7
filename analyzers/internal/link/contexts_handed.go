package link

import (
	"maps"
	"slices"

	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// This file decides between contexts that are one: a function that a driver hands to another package is found there, and
// again as what that package starts to call it.

// dropPlayed drops goroutines of a package that plays hardware: it takes requests for interrupts from other packages and
// runs their handlers. These are contexts already, as what they are.
func (p *program) dropPlayed() {
	played := map[string][]*fn{} // handlers by the package that was asked
	for _, x := range p.contexts {
		if g := p.funcs[x.at.Static]; g != nil && knowledge.IsIRQ(x.kind) && g.pkg != x.fn.pkg && p.funcs[x.entry] != nil {
			played[g.pkg.Path] = append(played[g.pkg.Path], p.funcs[x.entry])
		}
	}
	p.contexts = slices.DeleteFunc(p.contexts, func(x *context) bool {
		return !knowledge.IsIRQ(x.kind) && slices.ContainsFunc(played[x.fn.pkg.Path], func(h *fn) bool { return x.visited[h] })
	})
}

// settleHanded leaves one context of a function that a driver hands to another package. What that package starts by
// itself to call it is the function's own context, which then ends as that does. Where an interrupt or code of yet
// another package calls what was kept, that is the context.
func (p *program) settleHanded() {
	gone := map[*context]bool{}
	for _, b := range p.contexts {
		if b.handedTo == "" {
			continue
		}
		for _, x := range p.contexts {
			switch {
			case x.handedTo != "" || !p.runsToo(x, b):
			case x.fn.pkg.Path == b.handedTo && !knowledge.IsIRQ(x.kind):
				b.absorb(x)
				gone[x] = true
			case !b.spawned || x.entry == b.entry:
				gone[b] = true
			}
		}
	}
	p.contexts = slices.DeleteFunc(p.contexts, func(x *context) bool { return gone[x] })
}

// runsToo tells whether a context runs the function of another one, for the same streams.
func (p *program) runsToo(x, b *context) bool {
	if p.elapsed[b.entry] {
		return x.calls(b.bound)
	}
	return x.entry == b.entry || x.visited[p.funcs[b.entry]]
}

// calls tells whether a context calls one of the values of PeriodElapsed.
func (x *context) calls(bound map[funcVal]bool) bool {
	for v := range bound {
		if x.bound[v] {
			return true
		}
	}
	return false
}

// absorb adds what another context tells those who wait: of what belongs to several, what belongs to its own objects.
func (x *context) absorb(y *context) {
	for _, id := range y.ids {
		x.ids = append(x.ids, id.within(x.objs))
	}
	for _, l := range y.locks {
		x.locks = append(x.locks, held{l.id.within(x.objs), l.shared})
	}
	x.writes = append(x.writes, y.writes...)
	x.polls, x.leaves = append(x.polls, y.polls...), append(x.leaves, y.leaves...)
	x.gives = append(x.gives, y.gives...)
	x.takes, x.blocks = append(x.takes, y.takes...), append(x.blocks, y.blocks...)
	x.done = append(x.done, y.done...)
	x.loops = x.loops || y.loops
	maps.Copy(x.visited, y.visited)
	maps.Copy(x.bound, y.bound)
}

// within leaves of an ident what belongs to one of the objects, if something does.
func (id ident) within(objs []*obj) ident {
	narrow := func(list []*obj) []*obj {
		var out []*obj
		for _, o := range list {
			if belongs(ident{objs: []*obj{o}}, objs) {
				out = append(out, o)
			}
		}
		if len(out) == 0 {
			return list
		}
		return out
	}
	id.objs, id.bases = narrow(id.objs), narrow(id.bases)
	return id
}
