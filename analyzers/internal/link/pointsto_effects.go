package link

import (
	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// effect says what a function does with one of its parameters.
type effect uint8

const (
	calls      effect = 1 << iota // calls it before it returns
	spawns                        // runs it in a goroutine or hands it to something that does
	keeps                         // stores it or sends it on a channel
	interrupts                    // requests an interrupt with it
)

type effectKey struct {
	f     *fn
	param int
}

// effectOf returns the effect of f on parameter i.
func (p *program) effectOf(f *fn, i int) effect {
	if f.Variadic && i >= len(f.Params) {
		i = len(f.Params) - 1
	}
	k := effectKey{f, i}
	if e, ok := p.effects[k]; ok {
		return e
	}
	p.effects[k] = 0 // recursion adds nothing
	if f.Extern {
		p.effects[k] = keeps
		return keeps
	}
	if i < 0 || i >= len(f.Params) || f.Params[i] == 0 {
		return 0
	}
	e := p.usesOf(p.global(f.off, f.Params[i]), f.off)
	p.effects[k] = e
	return e
}

// puts tells whether a call puts argument i into a container of the standard library.
func puts(c *call, i int) bool {
	put, _ := knowledge.Contains(c.Static)
	if at, _, _, ok := knowledge.Element(c.Static); ok {
		put = at
	}
	return put == i
}

// ignores tells that a function makes nothing of parameter i: a stub, whose real body is somewhere else.
func (p *program) ignores(f *fn, i int) bool {
	if i < 0 || i >= len(f.Params) || f.Params[i] == 0 || f.Variadic {
		return false
	}
	n := p.global(f.off, f.Params[i])
	return len(p.readers(f.off)[n])+len(p.writers(f.off)[n])+len(p.callUses(f.off)[n]) == 0
}

// empty tells that nothing of a function's body is of interest, as in a stub.
func (f *fn) empty() bool { return len(f.Calls)+len(f.Prims) == 0 }

// usesOf follows a value inside its package and says what becomes of it.
func (p *program) usesOf(n, off int) effect {
	var e effect
	seen := map[int]bool{}
	todo := []int{n}
	for len(todo) > 0 {
		n := todo[0]
		todo = todo[1:]
		if seen[n] {
			continue
		}
		seen[n] = true
		e |= p.keptAt(n, off)
		for _, c := range p.readers(off)[n] {
			todo = append(todo, c.dst)
		}
		for _, use := range p.callUses(off)[n] {
			e |= p.useInCall(use, n)
		}
	}
	return e
}

// keptAt tells whether the value of n is stored where it outlives the function.
func (p *program) keptAt(n, off int) effect {
	for _, c := range p.writers(off)[n] {
		if c.Kind == ir.Store {
			return keeps
		}
	}
	return 0
}

// useInCall says what a call does with a value that it calls or takes as an argument.
func (p *program) useInCall(c *call, n int) effect {
	var e effect
	if c.Iface == "" && p.global(c.fn.off, c.Dyn) == n && c.Dyn != 0 {
		e |= p.runs(c)
	}
	for i, a := range c.Args {
		if a.Node == 0 || p.global(c.fn.off, a.Node) != n {
			continue
		}
		if irq, _ := knowledge.Requests(c.PkgName, c.Name); irq {
			e |= interrupts
			continue
		}
		if _, async := knowledge.Async(c.Static, i); async || c.Mode == ir.Go {
			e |= p.started(c)
			continue
		}
		if callees, known := p.calleesInSight(c); known {
			for _, f := range callees {
				e |= p.effectOf(f, i)
			}
			continue
		}
		switch {
		case puts(c, i):
			e |= keeps
		case c.Std && c.Iface == "":
			e |= calls
		case c.Iface != "" || c.Static == "":
			e |= keeps
		}
	}
	return e
}

// runs says how a call of the value itself runs, which depends on what becomes of the literal that it stands in.
func (p *program) runs(c *call) effect {
	if c.Mode == ir.Go {
		return p.started(c)
	}
	if c.fn.Parent == "" {
		return calls
	}
	return p.litEffect(c.fn)
}

// started says how what a call starts runs.
func (p *program) started(c *call) effect {
	if p.joined(c) {
		return calls
	}
	return spawns
}

// litEffect says what becomes of a function literal.
func (p *program) litEffect(f *fn) effect {
	k := effectKey{f, -1}
	if e, ok := p.effects[k]; ok {
		return e
	}
	p.effects[k] = 0
	var e effect
	for _, c := range p.cons {
		if c.Kind == ir.Hold && c.Val.Func == f.Key {
			e |= p.usesOf(c.dst, f.off)
			for _, call := range p.callUses(f.off)[c.dst] {
				if call.Mode == ir.Go && p.global(call.fn.off, call.Dyn) == c.dst {
					e |= p.started(call)
				}
			}
		}
	}
	p.effects[k] = e
	return e
}

// index holds, for one package, who uses a node.
type index struct {
	copies map[int][]*cons
	stores map[int][]*cons
	calls  map[int][]*call
}

func (p *program) indexOf(off int) *index {
	if p.indexes == nil {
		p.indexes = map[int]*index{}
	}
	if x := p.indexes[off]; x != nil {
		return x
	}
	x := &index{map[int][]*cons{}, map[int][]*cons{}, map[int][]*call{}}
	p.indexes[off] = x
	for _, c := range p.cons {
		if p.offs[c.pkg] != off {
			continue
		}
		switch {
		case c.Kind == ir.Copy, c.Kind == ir.Load && c.Field == "[]":
			x.copies[c.src] = append(x.copies[c.src], c)
		case c.Kind == ir.Store:
			x.stores[c.src] = append(x.stores[c.src], c)
		}
	}
	for _, f := range p.order {
		if f.off != off {
			continue
		}
		for _, c := range f.calls {
			if c.Dyn != 0 {
				n := p.global(off, c.Dyn)
				x.calls[n] = append(x.calls[n], c)
			}
			for _, a := range c.Args {
				if a.Node != 0 {
					n := p.global(off, a.Node)
					x.calls[n] = append(x.calls[n], c)
				}
			}
		}
	}
	return x
}

func (p *program) readers(off int) map[int][]*cons  { return p.indexOf(off).copies }
func (p *program) writers(off int) map[int][]*cons  { return p.indexOf(off).stores }
func (p *program) callUses(off int) map[int][]*call { return p.indexOf(off).calls }
