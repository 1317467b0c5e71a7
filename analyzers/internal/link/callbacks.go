package link

import (
	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// callbacks finds functions that are stored and that nothing in sight calls: whoever holds them calls them some day.
func (p *program) callbacks() {
	stored := p.storedFuncs()
	if len(stored) == 0 {
		return
	}
	reached := map[funcVal]bool{}
	reach := func(x *context) {
		for f := range x.visited {
			reached[funcVal{fn: f.Key}] = true
		}
		for v := range x.bound {
			reached[v] = true
		}
	}
	for _, x := range p.contexts {
		reach(x)
	}
	for _, t := range p.tables {
		for _, name := range sortedOps(t) {
			for _, op := range t.ops[name] {
				x := &context{}
				newWalker(p, x).walk(p.funcs[op.fn], nil, []Step{{}})
				reach(x)
				reached[funcVal{fn: op.fn}] = true
			}
		}
	}
	for _, s := range stored {
		if reached[p.storedVal(s.el)] || s.f == nil && !p.elapsed[s.el.fn] {
			continue
		}
		p.addContext(&context{kind: s.kind, entry: s.el.fn, env: p.recvEnv(s.el), at: s.at, fn: s.by, objs: s.in}, s.f)
	}
}

// storedFunc is a function value in a field, a global or a channel.
type storedFunc struct {
	el element
	f  *fn
	at *call
	by *fn

	kind string
	in   []*obj // what it is stored in
}

// storedVal identifies a stored function: method values of PeriodElapsed by the stream that they are bound to.
func (p *program) storedVal(el element) funcVal {
	if p.elapsed[el.fn] {
		return funcVal{fn: el.fn, recv: el.recv}
	}
	return funcVal{fn: el.fn}
}

func (p *program) storedFuncs() []storedFunc {
	var out []storedFunc
	seen := map[funcVal]bool{}
	for _, c := range p.cons {
		if c.Kind != ir.Store || c.pkg.Std || p.isLib(c.pkg.Path) || p.opsType[c.Struct] {
			continue
		}
		by := p.funcs[c.Func]
		if by == nil {
			by = &fn{Func: &ir.Func{Key: c.pkg.Path + ".init", Name: "init"}, pkg: c.pkg, off: p.offs[c.pkg]}
		}
		for _, el := range p.sorted(p.pts[c.src]) {
			if el.obj != nil || seen[funcVal{fn: el.fn, recv: el.recv, via: el.via}] || !p.leads(el.fn) {
				continue
			}
			seen[funcVal{fn: el.fn, recv: el.recv, via: el.via}] = true
			at := &call{Call: &ir.Call{Pos: c.Pos, Args: []ir.Arg{{Node: c.Src, Func: true}}}, fn: by}
			out = append(out, storedFunc{el, p.funcs[el.fn], at, by, knowledge.KindOf(c.Struct), p.objsIn(p.pts[c.dst])})
		}
	}
	return out
}
