package link

import (
	"maps"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// start is a call that may start something, as seen from one way to the function that it stands in.
type start struct {
	*call
	chain
}

// starts returns the ways to look at a call. What a helper starts is looked at for each of its callers when they give it
// functions to run.
func (p *program) starts(f *fn, c *call) []start {
	outer := p.outermost(f)
	if n := p.takesFuncs(outer); n == 0 || n == 1 && outer.pkg == p.root {
		return []start{{call: c}}
	}
	var out []start
	for _, ch := range p.chains(outer) {
		out = append(out, start{c, ch})
	}
	return out
}

// takesFuncs counts the functions that one parameter of the function can hold.
func (p *program) takesFuncs(f *fn) int {
	most := 0
	for _, n := range f.Params {
		funcs := 0
		for x := range p.pts[p.global(f.off, n)] {
			if p.elems[x].obj == nil {
				funcs++
			}
		}
		most = max(most, funcs)
	}
	return most
}

// callersOf returns the calls of a function by its name.
func (p *program) callersOf(key string) []*call {
	if p.callers == nil {
		p.callers = map[string][]*call{}
		for _, f := range p.order {
			for _, c := range f.calls {
				if c.Static != "" && c.Iface == "" {
					p.callers[c.Static] = append(p.callers[c.Static], c)
				}
			}
		}
	}
	return p.callers[key]
}

// startsAt looks at one call that may start something.
func (p *program) startsAt(f *fn, c start) {
	if (c.Mode == ir.Go || knowledge.IsAsync(c.Static)) && p.joined(c.call) {
		return
	}
	p.startsStd(f, c)
	if c.Mode == ir.Go {
		for _, ce := range p.callees(c.call, c.env) {
			p.addContext(&context{kind: knowledge.Goroutine, entry: ce.key, env: ce.env, at: c.call, chain: c.via, fn: f}, ce.f)
		}
		if c.Std {
			for i := range c.Args { // `go filepath.WalkDir(root, f)`
				p.hand(f, c, i, knowledge.Goroutine)
			}
		}
		return
	}
	if irq, threaded := knowledge.Requests(c.PkgName, c.Name); irq && c.Name != "" {
		p.requests(f, c, threaded)
		return
	}
	for i, a := range c.Args {
		if kind, ok := knowledge.Async(c.Static, i); ok {
			p.hand(f, c, i, kind)
			continue
		}
		if knowledge.IsAsync(c.Static) || c.Std && c.Iface == "" || c.Name == "" || a.Node == 0 {
			continue
		}
		p.handArg(f, c, i)
	}
}

// handArg looks at one argument of a call of something that is not in the tables of knowledge.
func (p *program) handArg(f *fn, c start, i int) {
	a := c.Args[i]
	callees, known := p.calleesInSight(c.call)
	if known && a.Func {
		var e effect
		for _, g := range callees {
			if g.pkg != f.pkg { // inside a package the value flow follows functions
				e |= p.handedTo(g, i, c.Name)
			}
		}
		if e&(spawns|keeps) != 0 && e&interrupts == 0 {
			before := len(p.contexts)
			p.hand(f, c, i, kindFor(c.call, e))
			for _, x := range p.contexts[before:] {
				x.handedTo, x.spawned = callees[0].pkg.Path, e&spawns != 0
			}
		}
		return
	}
	if known && !(callees[0].pkg != f.pkg && p.isLib(callees[0].pkg.Path)) {
		return
	}
	switch {
	case a.Func || len(a.Methods) > 0 && !p.isOpsArg(a):
		p.hand(f, c, i, kindFor(c.call, 0))
	case !known:
		p.handFields(f, c, i)
	}
}

// handedTo says what a function of another package does with its argument i.
func (p *program) handedTo(g *fn, i int, name string) effect {
	e := p.effectOf(g, i)
	if e == 0 && p.ignores(g, i) && knowledge.Registers(name) {
		return keeps
	}
	return e
}

// calleesInSight returns the functions that a call of a name can run, and whether these are all.
func (p *program) calleesInSight(c *call) ([]*fn, bool) {
	keys := []string{c.Static}
	if c.Iface != "" {
		keys = nil
		for _, o := range p.objsOf(p.global(c.fn.off, c.Recv)) {
			targets := p.methodsOf(o, c.Iface, 0)
			if len(targets) == 0 {
				return nil, false
			}
			for _, t := range targets {
				keys = append(keys, t.fn)
			}
		}
	}
	var out []*fn
	for _, k := range keys {
		g := p.funcs[k]
		if g == nil {
			return nil, false
		}
		out = append(out, g)
	}
	return out, len(out) > 0
}

// kindFor names the context that a function makes of its argument, by the names of the function, its receiver's type
// and its package.
func kindFor(c *call, e effect) string {
	_, typ := cutLast(c.RecvType)
	k := knowledge.KindOf(c.PkgName + " " + typ + " " + c.Name)
	if k == knowledge.Callback && e&spawns != 0 {
		return knowledge.Goroutine
	}
	return k
}

// isOpsArg tells whether the parameter is an ops interface of a library.
func (p *program) isOpsArg(a ir.Arg) bool {
	for _, k := range p.allIfaces() {
		if k == a.Type {
			return true
		}
	}
	return false
}

// requests handles the request of an interrupt.
func (p *program) requests(f *fn, c start, threaded bool) {
	number, handlers := "", 0
	for _, a := range c.Args {
		if a.Number && number == "" {
			number = a.Const
		}
		if a.Func && !a.Nil {
			handlers++
		}
	}
	seen := 0
	for i, a := range c.Args {
		if a.Node == 0 {
			continue
		}
		kind := knowledge.IRQ
		if a.Func {
			if threaded && (seen > 0 || handlers == 1) {
				kind = knowledge.ThreadedIRQ
			}
			seen++
		}
		before := len(p.contexts)
		p.hand(f, c, i, kind)
		if !a.Func {
			p.handFields(f, c, i)
		}
		for _, x := range p.contexts[before:] {
			x.irq = number
		}
	}
}

// hand makes contexts of the functions in argument i, and of the methods of objects in it.
func (p *program) hand(f *fn, c start, i int, kind string) {
	a := c.Args[i]
	n := p.global(f.off, a.Node)
	for _, el := range p.sorted(p.eval(n, c.env)) {
		if el.obj == nil {
			p.addContext(&context{kind: kind, entry: el.fn, recv: el.recv, env: p.cookieEnv(f, c, i, el), at: c.call, chain: c.via, fn: f, objs: p.namedObjs(f, c, i)}, p.funcs[el.fn])
			continue
		}
		for _, m := range a.Methods {
			for _, t := range p.methodsOf(el.obj, m, 0) {
				p.addContext(&context{kind: kind, entry: t.fn, env: p.objEnv(t), at: c.call, chain: c.via, fn: f, objs: p.namedObjs(f, c, i)}, p.funcs[t.fn])
			}
		}
	}
}

// handFields makes contexts of functions in the fields of a struct that is handed to an unknown function.
func (p *program) handFields(f *fn, c start, i int) {
	kind := kindFor(c.call, 0)
	if irq, _ := knowledge.Requests(c.PkgName, c.Name); irq {
		kind = knowledge.IRQ
	}
	for _, o := range p.objsOf(p.global(f.off, c.Args[i].Node)) {
		if o.any || o.stream != nil || p.opsType[o.typ] || p.isOpsImpl(o.typ) {
			continue
		}
		for _, name := range sortedFields(o) {
			for _, el := range p.sorted(p.pts[o.fields[name]]) {
				if el.obj == nil {
					p.addContext(&context{kind: kind, entry: el.fn, env: p.recvEnv(el), at: c.call, chain: c.via, fn: f, objs: p.namedObjs(f, c, i)}, p.funcs[el.fn])
				}
			}
		}
	}
}

// recvEnv is what is known of a function value before it is called: its receiver, or what its constructor was given.
func (p *program) recvEnv(el element) env {
	f := p.funcs[el.fn]
	if f == nil || el.recv == 0 || f.Recv == 0 || len(p.pts[el.recv]) == 0 {
		return p.viaEnv(el.via)
	}
	return env{p.global(f.off, f.Recv): p.pts[el.recv]}
}

// cookieEnv is the env of a handler that is handed over beside a cookie: a parameter of the handler gets the objects of
// its type that the same call names, of those that flow to it if any do in sight.
func (p *program) cookieEnv(f *fn, c start, handler int, el element) env {
	e := p.recvEnv(el)
	g := p.funcs[el.fn]
	if g == nil {
		return e
	}
	if g.Parent != "" && len(c.env) > 0 {
		e = maps.Clone(c.env)
		maps.Copy(e, p.viaEnv(el.via))
	}
	for i, n := range g.Params {
		if n == 0 || i >= len(g.Types) {
			continue
		}
		known := p.holdsKnown(p.global(g.off, n))
		cookies := set{}
		for j, a := range c.Args {
			if j == handler || a.Func {
				continue
			}
			for x := range p.pts[p.global(f.off, a.Node)] {
				if _, flows := p.pts[p.global(g.off, n)][x]; known && !flows {
					continue
				}
				if o := p.elems[x].obj; o != nil && (g.Types[i] == "" || g.Types[i] == o.typ) {
					cookies[x] = struct{}{}
				}
			}
		}
		if len(cookies) == 0 {
			continue
		}
		if e == nil {
			e = env{}
		}
		e[p.global(g.off, n)] = cookies
	}
	return e
}

// holdsKnown tells whether a node holds more than stand-ins.
func (p *program) holdsKnown(n int) bool {
	for x := range p.pts[n] {
		if o := p.elems[x].obj; o == nil || !o.any {
			return true
		}
	}
	return false
}

func (p *program) objEnv(t target) env {
	f := p.funcs[t.fn]
	if f == nil || t.obj == nil || f.Recv == 0 {
		return nil
	}
	return env{p.global(f.off, f.Recv): set{t.obj.id: {}}}
}

// namedObjs returns the objects that a registration names: its receiver, its other arguments, its results.
func (p *program) namedObjs(f *fn, c start, handler int) []*obj {
	var out []*obj
	out = append(out, p.objsIn(p.eval(p.global(f.off, c.Recv), c.env))...)
	for i, a := range c.Args {
		if i != handler {
			out = append(out, p.objsIn(p.eval(p.global(f.off, a.Node), c.env))...)
		}
	}
	for _, r := range c.Results {
		out = append(out, p.objsOf(p.global(f.off, r))...)
	}
	return out
}
