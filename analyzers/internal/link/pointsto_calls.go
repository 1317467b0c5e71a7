package link

import (
	"strconv"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// ret is a call that waits for results of a function.
type ret struct {
	dst    int
	call   *call
	callee string
	site   string
	caller string
}

// applyReturn hands results to a caller; objects and literals made by the callee become those of that call.
func (p *program) applyReturn(n int, r *ret) {
	for e := range p.pts[n] {
		o := p.elems[e].obj
		if o != nil && o.alloc == r.callee && o.parent == nil && o.stream == nil && clones(o) < 3 {
			p.addTo(r.dst, p.clone(o, r.site, r.caller).id)
			continue
		}
		el := p.elems[e]
		if f := p.funcs[el.fn]; o == nil && el.via == nil && f != nil && f.Parent == r.callee && len(p.callersOf(r.callee)) > 1 && len(p.elems) < maxElems {
			p.addTo(r.dst, p.funcElem(funcVal{fn: el.fn, recv: el.recv, mexpr: el.mexpr, via: r.call}, el.pos))
			continue
		}
		p.addTo(r.dst, e)
	}
}

func clones(o *obj) int {
	n := 0
	for o.orig != nil {
		o, n = o.orig, n+1
	}
	return n
}

// call is a call with its function.
type call struct {
	*ir.Call
	fn    *fn
	index int
}

// siteOf is a key for a call.
func siteOf(c *call) string { return c.fn.Key + strconv.Itoa(c.index) }

// applyCall wires a dynamic call to the functions that its callee can be.
func (p *program) applyCall(c *call) {
	if c.Iface != "" {
		for _, o := range p.objsOf(p.global(c.fn.off, c.Recv)) {
			p.doneOf(c, o)
			for _, t := range p.methodsOf(o, c.Iface, 0) {
				p.wire(c, t)
			}
		}
		return
	}
	n := p.global(c.fn.off, c.Dyn)
	for e := range p.pts[n] {
		if el := p.elems[e]; el.obj == nil {
			p.wire(c, target{fn: el.fn, recv: el.recv, mexpr: el.mexpr})
		}
	}
}

// target is a function with the receiver that it runs on.
type target struct {
	fn    string
	recv  int  // node of the receiver
	obj   *obj // or the receiver itself
	mexpr bool
	via   *call // of a literal, as in element
}

// methodsOf returns what a method of an object runs.
func (p *program) methodsOf(o *obj, name string, depth int) []target {
	t := p.types[o.typ]
	if t == nil || depth > 4 {
		return nil
	}
	m, ok := t.Method(name)
	if !ok {
		return nil
	}
	objs := []*obj{o}
	for _, st := range m.Path {
		var next []*obj
		for _, o := range objs {
			if st.Ptr {
				next = append(next, p.objsOf(p.fieldNode(o, st.Field))...)
				continue
			}
			typ := ""
			if f := p.funcs[m.Func]; f != nil {
				typ = recvType(m.Func)
			}
			next = append(next, p.part(o, st.Field, st.Struct, typ))
		}
		objs = next
	}
	var out []target
	for _, o := range objs {
		if m.Iface {
			out = append(out, p.methodsOf(o, name, depth+1)...)
			continue
		}
		out = append(out, target{fn: m.Func, obj: o})
	}
	if len(objs) == 0 && !m.Iface {
		out = append(out, target{fn: m.Func})
	}
	return out
}

// wire lets arguments flow to a callee's parameters and its results back.
func (p *program) wire(c *call, t target) {
	key := wireKey{c.Call, t.fn, t.recv, t.obj}
	if p.wired[key] {
		return
	}
	p.wired[key] = true
	f := p.funcs[t.fn]
	if knowledge.Passes(t.fn) && len(c.Args) > 0 && len(c.Results) > 0 {
		p.edge(p.global(c.fn.off, c.Args[0].Node), p.global(c.fn.off, c.Results[0]))
		return
	}
	if f == nil || knowledge.IsAsync(t.fn) || p.opaque(f, c.fn) && !p.accessor(f, c) {
		p.freshResults(c)
		return
	}
	args := c.Args
	if t.mexpr && len(args) > 0 {
		p.edge(p.global(c.fn.off, args[0].Node), p.global(f.off, f.Recv))
		args = args[1:]
	}
	if t.obj != nil {
		p.addTo(p.global(f.off, f.Recv), t.obj.id)
	} else if t.recv != 0 {
		p.edge(t.recv, p.global(f.off, f.Recv))
	}
	requests, _ := knowledge.Requests(c.PkgName, c.Name)
	for i, a := range args {
		if (a.Func || len(a.Methods) > 0) && requests {
			continue // judged where it is handed over, see startsAt
		}
		p.wireArg(c, f, i, a)
	}
	for i, r := range c.Results {
		if r == 0 || i >= len(f.Results) || f.Results[i] == 0 {
			continue
		}
		dst, src := p.global(c.fn.off, r), p.global(f.off, f.Results[i])
		p.foreign[dst] = true
		rt := &ret{dst: dst, call: c, callee: f.Key, site: siteOf(c), caller: c.fn.Key}
		p.returns[src] = append(p.returns[src], rt)
		p.applyReturn(src, rt)
	}
}

// accessor tells methods of a library that only keep a value of the driver's in a field, or give it back.
func (p *program) accessor(f *fn, c *call) bool {
	if f.Recv == 0 || len(f.Calls)+len(f.Prims) > 0 || p.elapsed[f.Key] || !p.touches(f) {
		return false
	}
	switch {
	case len(f.Params) == 0 && len(f.Results) == 1 && len(c.Fresh) == 1:
		return f.Results[0] != 0 && !p.isLib(pathOf(c.Fresh[0].Type))
	case len(f.Params) == 1 && len(f.Results) == 0 && len(c.Args) == 1 && !f.Variadic:
		return !c.Args[0].Func && !p.isLib(pathOf(f.Types[0]))
	}
	return false
}

// touches tells whether a function reads or writes a field.
func (p *program) touches(f *fn) bool {
	if p.touching == nil {
		p.touching = map[string]bool{}
		for _, c := range p.cons {
			if (c.Kind == ir.Load || c.Kind == ir.Store) && c.Struct != "" {
				p.touching[c.Func] = true
			}
		}
	}
	return p.touching[f.Key]
}

// wireArg lets one argument flow to its parameter.
func (p *program) wireArg(c *call, f *fn, i int, a ir.Arg) {
	if len(f.Params) == 0 || a.Node == 0 {
		return
	}
	src := p.global(c.fn.off, a.Node)
	last := len(f.Params) - 1
	if !f.Variadic || i < last || a.Spread {
		if i <= last {
			p.edge(src, p.global(f.off, f.Params[i]))
		}
		return
	}
	rest := p.object(ir.Value{Obj: "rest " + siteOf(c)}, c.fn.pkg, c.fn.Key)
	p.addTo(p.global(f.off, f.Params[last]), rest.id)
	p.edge(src, p.fieldNode(rest, "[]"))
}

// freshResults gives the results of a call that is not followed objects of their own.
func (p *program) freshResults(c *call) {
	var results []*obj
	for i, r := range c.Results {
		if r == 0 {
			continue
		}
		n := p.global(c.fn.off, r)
		p.foreign[n] = true
		o := p.object(c.Fresh[i], c.fn.pkg, c.fn.Key)
		if !o.fresh && c.Std && c.Iface == "" {
			p.wrap(c, o)
		}
		if !o.fresh && knowledge.Iterates(c.Pkg) {
			p.iterate(c, o)
		}
		o.fresh, o.std = true, c.Std
		p.addTo(n, o.id)
		results = append(results, o)
	}
	p.cancellable(c, results)
}

type wireKey struct {
	c    *ir.Call
	fn   string
	recv int
	obj  *obj
}
