package link

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// ident says which object a wait or a signal is about: the objects themselves and, where they were read from a field,
// the objects that have the field.
type ident struct {
	objs  []*obj
	bases []*obj
	field string

	variable string // of a number: the variable or field, as in ir.Arg.Const
}

// same tells whether two idents can be the same object.
func same(a, b ident) bool {
	if a.variable != "" && a.variable == b.variable {
		return true
	}
	if a.field != "" && a.field == b.field && len(a.bases) > 0 && len(b.bases) > 0 {
		return overlap(a.bases, b.bases)
	}
	return overlap(a.objs, b.objs)
}

func overlap(a, b []*obj) bool {
	for _, x := range a {
		for _, y := range b {
			if sameObj(x, y) {
				return true
			}
		}
	}
	return false
}

// sameObj tells whether two objects can be one: equal, a copy of its constructor's, or a stand-in of the type.
func sameObj(x, y *obj) bool {
	if x == y || x.orig == y || y.orig == x {
		return true
	}
	if x.parent != nil && y.parent != nil && x.field == y.field {
		return sameObj(x.parent, y.parent)
	}
	return (x.any || y.any) && x.parent == nil && y.parent == nil && x.typ == y.typ && x.typ != ""
}

// belongs tells whether a wait is about something that belongs to one of the objects.
func belongs(w ident, objs []*obj) bool {
	for _, x := range append(w.objs[:len(w.objs):len(w.objs)], w.bases...) {
		for ; x != nil; x = x.parent {
			for _, o := range objs {
				if sameObj(x, o) {
					return true
				}
			}
		}
	}
	return false
}

// identOf says which object a node is.
func (p *program) identOf(n int, e env) ident {
	id := ident{objs: p.objsIn(p.eval(n, e))}
	for range 6 {
		defs := p.defs[n]
		if len(defs) != 1 || p.foreign[n] {
			break
		}
		c := defs[0]
		if c.Kind == ir.Copy {
			n = c.src
			continue
		}
		if c.Kind == ir.Load && c.Field != "[]" && c.Field != "<-" {
			id.field = c.Struct + "." + c.Field
			id.bases = p.objsIn(p.eval(c.src, e))
		}
		break
	}
	return id
}

func (p *program) objsIn(s set) []*obj {
	var out []*obj
	for _, el := range p.sorted(s) {
		if el.obj != nil && el.stream == nil {
			out = append(out, el.obj)
		}
	}
	return out
}

// ident says which object a node of the context is: of those that a helper makes, the one for the call that is looked at.
func (w *walker) ident(n int, e env) ident {
	id := w.p.identOf(n, e)
	for _, via := range w.ctx.chain {
		id.objs, id.bases = w.p.madeFor(id.objs, via), w.p.madeFor(id.bases, via)
	}
	return id
}

// madeForAll does so for the calls of a chain.
func (p *program) madeForAll(objs []*obj, via []*call) []*obj {
	for _, c := range via {
		objs = p.madeFor(objs, c)
	}
	return objs
}

// madeFor replaces objects that the called function makes by those for one call.
func (p *program) madeFor(objs []*obj, via *call) []*obj {
	out := slices.Clone(objs)
	for i, o := range out {
		if c := p.objs[cloneKey(o, siteOf(via))]; c != nil {
			out[i] = c
		}
	}
	return out
}

// atomicIdent says what an atomic access is about: its receiver, or the variable whose address it gets.
func (p *program) atomicIdent(c *call, e env) ident {
	if c.Recv != 0 {
		return p.identOf(p.global(c.fn.off, c.Recv), e)
	}
	if len(c.Args) == 0 {
		return ident{}
	}
	id := p.identOf(p.global(c.fn.off, c.Args[0].Node), e)
	id.variable = c.Args[0].Const
	return id
}

// wait is one place that waits.
type wait struct {
	kind     knowledge.WaitKind
	what     string // how the source calls it
	key      string // of the waiting function
	id       ident
	irq      string
	poll     bool // reads a flag in a loop
	dunno    bool // something that is not understood and may wait
	own      bool // the function's own channel operation
	shared   bool // takes a lock that others can hold too
	loop     bool // again and again
	any      bool // or something else, as in a select
	frees    bool // takes the handler away, too
	send     bool // sends on a channel: waits until somebody takes it, or a place is free
	pos      ir.Pos
	fn       *fn
	path     []Step
	pkg      string
	calls    []ir.Pos // the calls that lead there, outermost first
	callPkgs []string
}

// waitsOf collects the waits that a callback reaches.
func (p *program) waitsOf(t *Table, op string) []wait { return p.waitsOfTargets(t.ops[op]) }

func (p *program) waitsOfTargets(targets []target) []wait {
	var out []wait
	for _, tg := range targets {
		f := p.funcs[tg.fn]
		if f == nil {
			continue
		}
		e := p.objEnv(tg)
		if tg.obj == nil {
			e = p.recvEnv(element{fn: tg.fn, recv: tg.recv, via: tg.via})
		}
		c := &collector{p: p, seen: map[string]int{}}
		c.visit(f, e, nil, nil, nil)
		out = append(out, c.out...)
	}
	return out
}

type collector struct {
	p    *program
	seen map[string]int
	out  []wait

	loops int // around the call that is being followed
}

func (w *collector) visit(f *fn, e env, path []Step, calls []ir.Pos, pkgs []string) {
	p := w.p
	k := f.Key + "|" + e.key()
	if w.seen[k] > 0 || w.seen[f.Key] >= maxVisits || len(path) > 30 {
		return
	}
	w.seen[k]++
	w.seen[f.Key]++
	add := func(x wait) {
		x.fn, x.pkg, x.loop = f, f.pkg.Path, x.loop || w.loops > 0
		x.path = append(path[:len(path):len(path)], Step{x.pos, f.Name, "waits here: " + x.what})
		x.calls, x.callPkgs = calls, pkgs
		w.out = append(w.out, x)
	}
	if f.Extern {
		add(wait{dunno: true, what: f.Name, pos: f.Pos})
	}
	for _, pr := range f.Prims {
		if pr.Kind == ir.Recv && pr.Default && pr.Loop {
			add(wait{poll: true, what: "polls", id: p.identOf(p.global(f.off, pr.Node), e), pos: pr.Pos})
		}
		if pr.Kind == ir.Recv && !pr.Default {
			add(wait{kind: knowledge.WaitObject, what: "receives from a channel", id: p.identOf(p.global(f.off, pr.Node), e), pos: pr.Pos, own: true, any: pr.Any})
		}
	}
	for _, pr := range f.Prims {
		if pr.Kind == ir.Send && !pr.Default {
			add(wait{send: true, what: "sends on a channel", id: p.identOf(p.global(f.off, pr.Node), e), pos: pr.Pos, own: true, loop: pr.Loop})
		}
	}
	for _, c := range f.calls {
		if c.Mode == ir.Go {
			continue
		}
		w.visitCall(f, c, e, path, calls, pkgs, add)
	}
}

// visitCall judges one call: a wait by name, or one that leads to waits.
func (w *collector) visitCall(f *fn, c *call, e env, path []Step, calls []ir.Pos, pkgs []string, add func(wait)) {
	p := w.p
	if c.Loop {
		w.loops++
		defer func() { w.loops-- }()
	}
	key := p.keyOf(c, e)
	kind, frees := knowledge.Waits(key, c.Name, c.Std), knowledge.FreesIRQ(c.Name) && p.mayWait(p.funcs[c.Static])
	if frees {
		kind = knowledge.WaitIRQ
	}
	if g := p.funcs[c.Static]; kind == knowledge.WaitObject && knowledge.BodyTells(c.Name) && g != nil && !g.empty() {
		kind = knowledge.NoWait
	}
	switch kind {
	case knowledge.WaitIRQ:
		x := wait{kind: kind, what: c.Name, pos: c.Pos, id: p.argIdent(f, c, e), frees: frees}
		for _, a := range c.Args {
			if a.Const != "" {
				x.irq = a.Const
			}
		}
		add(x)
		return
	case knowledge.WaitObject, knowledge.WaitLock:
		x := wait{kind: kind, what: c.Name, key: key, pos: c.Pos, id: p.argIdent(f, c, e)}
		x.shared = knowledge.Shared(key)
		if kind == knowledge.WaitObject && p.isCondWait(c) {
			x.what = "Cond.Wait"
		}
		add(x)
		return
	}
	if knowledge.AtomicLoad(c.Static) && c.LoopCond {
		add(wait{poll: true, what: "polls", pos: c.Pos, id: p.atomicIdent(c, e)})
		return
	}
	if p.elapsedCall(c) {
		return
	}
	for _, t := range p.stdTargets(c, e) {
		if g := p.funcs[t.fn]; g != nil {
			w.visit(g, p.objEnv(t), append(path[:len(path):len(path)], Step{c.Pos, f.Name, "calls " + g.Name + " through " + c.Name}),
				append(calls[:len(calls):len(calls)], c.Pos), append(pkgs[:len(pkgs):len(pkgs)], f.pkg.Path))
		}
	}
	if c.Std && c.Iface == "" && !p.hasFuncArg(c) {
		return
	}
	ces := p.callees(c, e)
	for _, ce := range ces {
		switch {
		case ce.f == nil && c.Dyn != 0 && knowledge.Std(pkgOfFunc(ce.key)):
			if kind := knowledge.Waits(ce.key, "", true); kind != knowledge.NoWait {
				add(wait{kind: kind, what: "Wait", pos: c.Pos, id: p.identOf(ce.recv, e)})
			}
		case ce.f != nil && ce.f.empty() && ce.f.pkg != f.pkg && knowledge.SoundsLikeWait(c.Name):
			add(wait{dunno: true, what: c.Name, pos: c.Pos})
		case ce.f != nil:
			w.visit(ce.f, ce.env, append(path[:len(path):len(path)], Step{c.Pos, f.Name, "calls " + ce.f.Name}),
				append(calls[:len(calls):len(calls)], c.Pos), append(pkgs[:len(pkgs):len(pkgs)], f.pkg.Path))
		case c.Iface != "" || c.Static == "":
			if !quiet(c.Name) && !(c.Std && c.Iface != "") {
				add(wait{dunno: true, what: c.Name, pos: c.Pos})
			}
		}
		if ce.f == nil && c.Std || ce.f != nil && ce.f.pkg != f.pkg {
			w.visitArgs(f, c, ce, e, path, calls, pkgs)
		}
	}
	if len(ces) == 0 && !quiet(c.Name) && c.Dyn != 0 && !p.std(c, e) {
		add(wait{dunno: true, what: "a function value", pos: c.Pos})
	}
}

// mayWait tells whether a function can wait for anything: one whose body is not in sight can.
func (p *program) mayWait(f *fn) bool {
	if f == nil || f.empty() {
		return true
	}
	c := &collector{p: p, seen: map[string]int{}}
	c.visit(f, nil, nil, nil, nil)
	return len(c.out) > 0
}

// std tells whether the called value comes from the standard library alone: a cancel or stop function.
func (p *program) std(c *call, e env) bool {
	objs := p.objsIn(p.eval(p.global(c.fn.off, c.Dyn), e))
	for _, o := range objs {
		if !o.std {
			return false
		}
	}
	return len(objs) > 0
}

// visitArgs follows functions that a call hands to a function which calls them before it returns.
func (w *collector) visitArgs(f *fn, c *call, ce callee, e env, path []Step, calls []ir.Pos, pkgs []string) {
	p := w.p
	for i, a := range c.Args {
		if _, ok := knowledge.Async(c.Static, i); ok || a.Node == 0 || ce.f != nil || puts(c, i) {
			continue
		}
		for _, el := range p.sorted(p.eval(p.global(f.off, a.Node), e)) {
			if g := p.funcs[el.fn]; el.obj == nil && g != nil {
				ne := p.recvEnv(el)
				if g.Parent != "" {
					ne = e
				}
				w.visit(g, ne, append(path[:len(path):len(path)], Step{c.Pos, f.Name, "calls " + g.Name + " through " + c.Name}),
					append(calls[:len(calls):len(calls)], c.Pos), append(pkgs[:len(pkgs):len(pkgs)], f.pkg.Path))
			}
		}
	}
}

func (p *program) hasFuncArg(c *call) bool {
	for _, a := range c.Args {
		if a.Func {
			return true
		}
	}
	return false
}

func (p *program) isCondWait(c *call) bool { return c.Static == "(*sync.Cond).Wait" }

// argIdent says what a waiting call is about: its receiver, or its first argument that is an object.
func (p *program) argIdent(f *fn, c *call, e env) ident {
	if c.Recv != 0 {
		id := p.identOf(p.global(f.off, c.Recv), e)
		if len(c.Args) == 0 || knowledge.Waits(c.Static, "", true) != knowledge.NoWait {
			return id
		}
	}
	for _, a := range c.Args {
		if a.Node != 0 && !a.Func {
			return p.identOf(p.global(f.off, a.Node), e)
		}
	}
	if c.Recv != 0 {
		return p.identOf(p.global(f.off, c.Recv), e)
	}
	return ident{}
}

// quiet tells names of functions that log.
func quiet(name string) bool {
	l := strings.ToLower(name)
	for _, p := range []string{"log", "print", "debug", "info", "warn", "error", "trace", "fatal", "panic"} {
		if strings.HasPrefix(l, p) {
			return true
		}
	}
	return false
}
