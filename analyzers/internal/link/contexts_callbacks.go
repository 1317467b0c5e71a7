package link

import (
	"slices"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// callbacks finds functions that are stored and that nothing in sight calls: whoever holds them calls them some day.
func (p *program) callbacks() {
	stored := p.storedFuncs()
	if len(stored) == 0 {
		return
	}
	reached := p.reached().vals
	for _, s := range stored {
		if reached[p.storedVal(s.el)] || s.f == nil && !p.elapsed[s.el.fn] {
			continue
		}
		p.addContext(&context{kind: s.kind, entry: s.el.fn, env: p.recvEnv(s.el), at: s.at, fn: s.by, objs: s.in}, s.f)
	}
}

// runs is what contexts and ops run.
type runs struct {
	funcs map[*fn]bool
	vals  map[funcVal]bool
}

// reached collects what the contexts found so far and the tables' ops run.
func (p *program) reached() runs {
	r := runs{map[*fn]bool{}, map[funcVal]bool{}}
	for _, x := range p.contexts {
		r.add(x)
	}
	for _, t := range p.tables {
		for _, name := range sortedOps(t) {
			if !t.asks(name) {
				continue
			}
			for _, op := range t.ops[name] {
				x := &context{}
				newWalker(p, x).walk(p.funcs[op.fn], nil, []Step{{}})
				r.add(x)
				r.vals[funcVal{fn: op.fn}] = true
			}
		}
	}
	return r
}

// asks tells whether the library calls the table's method of a name. A type has other methods too.
func (t *Table) asks(name string) bool {
	return !t.Iface || t.lib == nil || slices.Contains(t.lib.Asked, name)
}

func (r runs) add(x *context) {
	for f := range x.visited {
		r.funcs[f] = true
		r.vals[funcVal{fn: f.Key}] = true
	}
	for v := range x.bound {
		r.vals[v] = true
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
