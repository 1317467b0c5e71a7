package link

import "slices"

// chain is one way by which a function comes to run: the calls that lead to it, innermost first, and what they hand over.
type chain struct {
	via []*call
	env env
}

const (
	maxCallers = 16 // of a function, after which they are not told apart
	maxChain   = 3  // calls in a chain
)

// chains returns the ways to a declared function by calls of its name. One that nobody in sight calls, or too many, is
// looked at once.
func (p *program) chains(f *fn) []chain { return p.chainsTo(f, nil) }

func (p *program) chainsTo(f *fn, inner []*fn) []chain {
	if f == nil || len(inner) >= maxChain || slices.Contains(inner, f) || len(f.Params) == 0 && f.Recv == 0 {
		return []chain{{}}
	}
	callers := p.callersOf(f.Key)
	if len(callers) == 0 || len(callers) > maxCallers {
		return []chain{{}}
	}
	var out []chain
	for _, c := range callers {
		for _, outer := range p.chainsTo(p.outermost(c.fn), append(inner[:len(inner):len(inner)], f)) {
			e := p.bind(c, outer.env, target{fn: f.Key, recv: p.global(c.fn.off, c.Recv)}).env
			out = append(out, chain{append([]*call{c}, outer.via...), e})
		}
		if len(out) > maxCallers {
			return []chain{{}}
		}
	}
	return out
}

// outermost is the function at which a chain to f begins.
func (c chain) outermost(f *fn) *fn {
	if n := len(c.via); n > 0 {
		return c.via[n-1].fn
	}
	return f
}

// outermost is the declared function in which a literal stands.
func (p *program) outermost(f *fn) *fn {
	for f != nil && f.Parent != "" && p.funcs[f.Parent] != nil {
		f = p.funcs[f.Parent]
	}
	return f
}
