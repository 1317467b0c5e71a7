package link

import (
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// wrapped is a value that a function of the standard library has taken to call these methods of it later.
type wrapped struct {
	node    int
	methods []string
}

// wrap remembers in the results of a call what the standard library makes them of, such as bufio.NewWriter(w).
func (p *program) wrap(c *call, o *obj) {
	for _, a := range c.Args {
		if a.Node != 0 && len(a.Methods) > 0 {
			o.wraps = append(o.wraps, wrapped{p.global(c.fn.off, a.Node), a.Methods})
		}
	}
}

// iterate lets the elements of a call's arguments be those of its result, as with slices.Collect(maps.Values(m)).
func (p *program) iterate(c *call, o *obj) {
	field := "[]"
	if strings.HasSuffix(c.Static, ".Keys") {
		field = "key"
	}
	for _, a := range c.Args {
		if n := p.global(c.fn.off, a.Node); n != 0 {
			load := &cons{Cons: &ir.Cons{Kind: ir.Load, Field: field}, pkg: c.fn.pkg, src: n, dst: p.fieldNode(o, "[]")}
			p.uses[n] = append(p.uses[n], load)
			p.push(n)
		}
	}
}

// stdTargets returns the methods that a call of the standard library runs before it returns.
func (p *program) stdTargets(c *call, e env) []target {
	if !c.Std || knowledge.IsAsync(c.Static) || knowledge.Reflects(c.Pkg) {
		return nil
	}
	var out []target
	for _, a := range c.Args {
		methods := knowledge.Asked(a.Methods)
		if len(methods) == 0 {
			methods = knowledge.OfAny(c.Pkg)
		}
		if len(methods) == 0 || a.Node == 0 || a.Func {
			continue
		}
		for _, o := range p.objsIn(p.eval(p.global(c.fn.off, a.Node), e)) {
			out = p.methodsOfAny(out, o, methods, 0)
		}
	}
	if c.Recv == 0 {
		return out
	}
	for _, o := range p.objsIn(p.eval(p.global(c.fn.off, c.Recv), e)) {
		out = p.methodsOfAny(out, o, nil, 0)
		if kind, _ := knowledge.HeldBy(c.Static); kind == "" {
			out = append(out, p.heldTargets(c, o)...)
		}
	}
	return out
}

// methodsOfAny adds the methods of an object, or of what it wraps.
func (p *program) methodsOfAny(out []target, o *obj, methods []string, depth int) []target {
	for _, m := range methods {
		out = append(out, p.methodsOf(o, m, 0)...)
	}
	if depth > 2 {
		return out
	}
	for _, w := range o.wraps {
		for _, in := range p.objsIn(p.pts[w.node]) {
			out = p.methodsOfAny(out, in, knowledge.Asked(w.methods), depth+1)
		}
	}
	return out
}

// heldTargets returns the methods that a function of the standard library calls of what fields of its receiver hold.
func (p *program) heldTargets(c *call, o *obj) []target {
	var out []target
	_, fields := knowledge.HeldBy(c.Static)
	for _, h := range fields {
		for _, el := range p.sorted(p.pts[p.fieldNode(o, h.Field)]) {
			if el.obj == nil {
				out = append(out, target{fn: el.fn, recv: el.recv, via: el.via}) // http.HandlerFunc
				continue
			}
			out = p.methodsOfAny(out, el.obj, h.Methods, 0)
		}
	}
	return out
}

// startsStd makes contexts of what a call of the standard library runs in goroutines: of what its receiver holds, and of
// all that it calls when it is itself started as one.
func (p *program) startsStd(f *fn, c start) {
	if kind, _ := knowledge.HeldBy(c.Static); kind != "" && c.Recv != 0 {
		for _, o := range p.objsIn(p.eval(p.global(f.off, c.Recv), c.env)) {
			for _, t := range p.heldTargets(c.call, o) {
				p.startsTarget(f, c, kind, t, []*obj{o})
			}
		}
	}
	if c.Mode == ir.Go {
		for _, t := range p.stdTargets(c.call, c.env) {
			p.startsTarget(f, c, knowledge.Goroutine, t, nil)
		}
	}
}

func (p *program) startsTarget(f *fn, c start, kind string, t target, objs []*obj) {
	e := p.objEnv(t)
	if t.obj == nil {
		e = p.recvEnv(element{fn: t.fn, recv: t.recv, via: t.via})
	}
	p.addContext(&context{kind: kind, entry: t.fn, env: e, at: c.call, chain: c.via, fn: f, objs: objs}, p.funcs[t.fn])
}

// servedBy adds to contexts that a router of net/http calls the servers that have it.
func (p *program) servedBy() {
	for _, x := range p.contexts {
		if !knowledge.Serves(x.at.Static) {
			continue
		}
		for _, o := range p.sortedObjs() {
			if n, ok := o.fields["Handler"]; ok && overlap(p.objsOf(n), x.objs) {
				x.objs = append(x.objs, o)
			}
		}
	}
}
