package link

import (
	"slices"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// joined tells whether a function waits for what one of its calls starts before it returns, with a group or a channel
// that it makes for that: to its callers that is as good as a call.
func (p *program) joined(c *call) bool {
	if v, ok := p.joins[c]; ok {
		return v
	}
	if p.joins == nil {
		p.joins = map[*call]bool{}
	}
	p.joins[c] = false // recursion joins nothing
	waits := p.waitsAfter(c)
	if len(waits) == 0 {
		return false
	}
	for _, id := range p.signalsOf(c) {
		if anySame(id, waits) {
			p.joins[c] = true
		}
	}
	return p.joins[c]
}

// waitsAfter returns what a function waits for, in any case, after one of its calls, of objects that it makes itself.
func (p *program) waitsAfter(c *call) []ident {
	f := c.fn
	var out []ident
	add := func(n ir.Node) {
		id := p.identOf(p.global(f.off, n), nil)
		for _, o := range id.objs {
			if o.alloc != f.Key || o.orig != nil {
				return
			}
		}
		if len(id.objs) > 0 {
			out = append(out, id)
		}
	}
	for _, pr := range f.Prims {
		if pr.Kind == ir.Recv && !pr.Default && !pr.Any && less(c.Pos, pr.Pos) && f.surely(c.Order, pr.Order) {
			add(pr.Node)
		}
	}
	for _, w := range f.calls {
		if w.Recv != 0 && w.Mode != ir.Go && (w.Defers && f.encloses(w.Block, c.Block) || less(c.Pos, w.Pos) && f.surely(c.Order, w.Order)) && knowledge.Waits(w.Static, "", true) == knowledge.WaitObject {
			add(w.Recv)
		}
	}
	return out
}

// surely tells whether what stands later in a function comes to run whenever something before it has: it is under no
// other condition, and no return stands between them.
func (f *fn) surely(before, later ir.Order) bool {
	return f.encloses(later.Block, before.Block) && !slices.ContainsFunc(f.Returns, func(r ir.Order) bool {
		return before.Seq < r.Seq && r.Seq < later.Seq && (f.encloses(r.Block, before.Block) || f.encloses(before.Block, r.Block))
	})
}

// encloses tells whether a conditional block of a function is another one or is around it: what stands in the one comes
// to run when what stands in the other has.
func (f *fn) encloses(block, inner int32) bool {
	for inner != block && inner != 0 {
		inner = f.Blocks[inner-1]
	}
	return inner == block
}

// signalsOf returns what tells that the started function has ended: the group that runs it, or what it signals itself.
func (p *program) signalsOf(c *call) []ident {
	if c.Mode != ir.Go {
		return []ident{p.identOf(p.global(c.fn.off, c.Recv), nil)}
	}
	var out []ident
	for _, ce := range p.callees(c, nil) {
		if ce.f == nil {
			return nil
		}
		w := newWalker(p, &context{})
		w.steps(ce.f, ce.env)
		if len(w.ctx.ids) == 0 {
			return nil
		}
		out = append(out, w.ctx.ids...)
	}
	return out
}

// joinsArg tells whether a function runs its argument i asynchronously, but waits for it: see joined.
func (p *program) joinsArg(c *call, i int) bool {
	_, async := knowledge.Async(c.Static, i)
	return async && c.Recv != 0 && p.joined(c)
}
