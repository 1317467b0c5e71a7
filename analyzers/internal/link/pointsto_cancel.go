package link

import (
	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// This file gives each context.Context that can be cancelled the channel that its Done returns, and its cancel function
// the channel that it closes: whoever receives from the one waits for who calls the other.

// doneField is the field of such a context, and of its cancel function, that holds the channel.
const doneField = "Done()"

// cancellable gives the results of a call that makes a context the channels that end with it: its own, and its parent's.
func (p *program) cancellable(c *call, results []*obj) {
	derives, cancels := knowledge.DerivesContext(c.Static)
	if !derives || len(results) == 0 {
		return
	}
	if parent := p.global(c.fn.off, c.Args[0].Node); parent != 0 {
		load := &cons{Cons: &ir.Cons{Kind: ir.Load, Field: doneField}, pkg: c.fn.pkg, src: parent, dst: p.fieldNode(results[0], doneField)}
		p.uses[parent] = append(p.uses[parent], load)
		p.push(parent)
	}
	if !cancels {
		return
	}
	closed := p.object(ir.Value{Obj: "done " + siteOf(c)}, c.fn.pkg, c.fn.Key)
	closed.std = true
	for _, o := range results {
		p.addTo(p.fieldNode(o, doneField), closed.id)
	}
}

// doneOf lets what Done of a context returns be the channel that ends with the context.
func (p *program) doneOf(c *call, o *obj) {
	if c.Iface == "Done" && o.std && len(c.Results) == 1 {
		p.edge(p.fieldNode(o, doneField), p.global(c.fn.off, c.Results[0]))
	}
}

// closedBy returns the channel that calling a value of the standard library closes.
func (p *program) closedBy(o *obj) ident {
	if n, ok := o.fields[doneField]; ok && o.std {
		return ident{objs: p.objsIn(p.pts[n])}
	}
	return ident{}
}
