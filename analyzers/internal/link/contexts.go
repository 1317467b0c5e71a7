package link

import (
	"sort"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// Step is one step of a path.
type Step struct {
	Pos      ir.Pos
	Function string
	Note     string
}

// context is one function that runs asynchronously and leads to PeriodElapsed.
type context struct {
	kind    string
	entry   string // key
	name    string
	env     env
	at      *call // the registration
	regPos  ir.Pos
	fn      *fn    // the function that registers
	irq     string // the number, as in ir.Arg.Const
	objs    []*obj // what the registration names: the work, the group, the pool
	path    []Step
	elapsed ir.Pos
	pkg     string // of the elapsed call
	streams map[*Table]bool

	ids     []ident // what the context signals when it ends
	locks   []ident
	writes  []ident
	takes   []ident // channels that it receives from
	visited map[*fn]bool
	done    []ir.Pos // where it signals its end
	sites   []ir.Pos // where it calls PeriodElapsed
	loops   bool     // it does something in a loop
}

// findContexts looks at every place where something is started.
func (p *program) findContexts() {
	for _, f := range p.order {
		if f.pkg.Std || p.isLib(f.pkg.Path) && !(f.pkg == p.root && p.hasTables(f.pkg.Path)) {
			continue
		}
		for _, c := range f.calls {
			p.startsAt(f, c)
		}
	}
	p.callbacks()
	p.findQueues()
	sort.SliceStable(p.contexts, func(i, j int) bool {
		a, b := p.contexts[i], p.contexts[j]
		if a.regPos != b.regPos {
			return less(a.regPos, b.regPos)
		}
		return a.entry < b.entry
	})
}

// findQueues adds to a context what its work is queued on: waiting for the queue waits for the work.
func (p *program) findQueues() {
	for _, x := range p.contexts {
		if x.at.Pkg == "" || x.at.Pkg == x.fn.pkg.Path {
			continue
		}
		var works, queues []*obj
		for _, o := range x.objs {
			if pathOf(o.typ) == x.at.Pkg && !o.any {
				works = append(works, o)
			}
		}
		for _, f := range p.order {
			for _, c := range f.calls {
				if c.Pkg == x.at.Pkg && len(works) > 0 {
					queues = append(queues, p.takesOne(f, c, works)...)
				}
			}
		}
		x.objs = append(x.objs, queues...)
	}
}

// takesOne returns the other objects of its package that a call names beside one of the works.
func (p *program) takesOne(f *fn, c *call, works []*obj) []*obj {
	nodes := []int{p.global(f.off, c.Recv)}
	for _, a := range c.Args {
		nodes = append(nodes, p.global(f.off, a.Node))
	}
	found := false
	var others []*obj
	for _, n := range nodes {
		objs := p.objsOf(n)
		if overlap(objs, works) {
			found = true
			continue
		}
		for _, o := range objs {
			if pathOf(o.typ) == c.Pkg && o.stream == nil && !p.opsType[o.typ] {
				others = append(others, o)
			}
		}
	}
	if !found {
		return nil
	}
	return others
}

func (p *program) hasTables(path string) bool {
	for _, t := range p.tables {
		if t.Pkg == path {
			return true
		}
	}
	return false
}

// startsAt looks at one call that may start something.
func (p *program) startsAt(f *fn, c *call) {
	if c.Mode == ir.Go {
		for _, ce := range p.callees(c, nil) {
			p.addContext(&context{kind: knowledge.Goroutine, entry: ce.key, env: ce.env, at: c, fn: f}, ce.f)
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
		callee := p.funcs[c.Static]
		foreign := callee == nil || callee.pkg != f.pkg
		if !foreign {
			continue
		}
		switch {
		case callee != nil && !p.isLib(callee.pkg.Path) && !a.Func:
		case callee != nil && a.Func:
			e := p.effectOf(callee, i)
			if e == 0 && p.ignores(callee, i) && knowledge.Registers(c.Name) {
				e = keeps
			}
			if e&(spawns|keeps) != 0 {
				p.hand(f, c, i, kindFor(c, e))
			}
		case a.Func || len(a.Methods) > 0 && !p.isOpsArg(a):
			p.hand(f, c, i, kindFor(c, 0))
		case callee == nil:
			p.handFields(f, c, i)
		}
	}
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
func (p *program) requests(f *fn, c *call, threaded bool) {
	number, handlers := "", 0
	for _, a := range c.Args {
		if !a.Func && len(a.Methods) == 0 && number == "" {
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
func (p *program) hand(f *fn, c *call, i int, kind string) {
	a := c.Args[i]
	n := p.global(f.off, a.Node)
	for _, el := range p.sorted(p.pts[n]) {
		if el.obj == nil {
			p.addContext(&context{kind: kind, entry: el.fn, env: p.recvEnv(el), at: c, fn: f, objs: p.namedObjs(f, c, i)}, p.funcs[el.fn])
			continue
		}
		for _, m := range a.Methods {
			for _, t := range p.methodsOf(el.obj, m, 0) {
				p.addContext(&context{kind: kind, entry: t.fn, env: p.objEnv(t), at: c, fn: f, objs: p.namedObjs(f, c, i)}, p.funcs[t.fn])
			}
		}
	}
}

// handFields makes contexts of functions in the fields of a struct that is handed to an unknown function.
func (p *program) handFields(f *fn, c *call, i int) {
	kind := kindFor(c, 0)
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
					p.addContext(&context{kind: kind, entry: el.fn, env: p.recvEnv(el), at: c, fn: f, objs: p.namedObjs(f, c, i)}, p.funcs[el.fn])
				}
			}
		}
	}
}

func (p *program) recvEnv(el element) env {
	f := p.funcs[el.fn]
	if f == nil || el.recv == 0 || f.Recv == 0 || len(p.pts[el.recv]) == 0 {
		return nil
	}
	return env{p.global(f.off, f.Recv): p.pts[el.recv]}
}

func (p *program) objEnv(t target) env {
	f := p.funcs[t.fn]
	if f == nil || t.obj == nil || f.Recv == 0 {
		return nil
	}
	return env{p.global(f.off, f.Recv): set{t.obj.id: {}}}
}

// namedObjs returns the objects that a registration names: its receiver, its other arguments, its results.
func (p *program) namedObjs(f *fn, c *call, handler int) []*obj {
	var out []*obj
	out = append(out, p.objsOf(p.global(f.off, c.Recv))...)
	for i, a := range c.Args {
		if i != handler {
			out = append(out, p.objsOf(p.global(f.off, a.Node))...)
		}
	}
	for _, r := range c.Results {
		out = append(out, p.objsOf(p.global(f.off, r))...)
	}
	return out
}

// addContext keeps a context if it leads to PeriodElapsed.
func (p *program) addContext(x *context, f *fn) {
	if !p.leads(x.entry) {
		return
	}
	x.regPos = x.at.Pos
	w := &walker{p: p, seen: map[string]int{}, ctx: x}
	x.visited = map[*fn]bool{}
	x.streams = map[*Table]bool{}
	first := Step{Pos: x.at.Pos, Function: x.fn.Name, Note: registered(x)}
	if f == nil && !p.elapsed[x.entry] {
		return
	}
	if p.elapsed[x.entry] {
		// PeriodElapsed itself is handed over.
		x.name = shortKey(x.entry)
		first.Note = "hands over " + x.name + " itself"
		w.hitHandedOver([]Step{first})
	} else {
		x.name = f.Name
		w.walk(f, x.env, []Step{first})
	}
	if len(x.path) == 0 {
		return
	}
	for _, old := range p.contexts {
		if old.regPos == x.regPos && old.entry == x.entry && old.kind == x.kind {
			for t := range x.streams {
				old.streams[t] = true
			}
			return
		}
	}
	p.contexts = append(p.contexts, x)
}

// registered says in words how a context starts.
func registered(x *context) string {
	switch x.kind {
	case knowledge.IRQ:
		return "registered as IRQ handler by " + x.at.Name
	case knowledge.ThreadedIRQ:
		return "registered as threaded IRQ handler by " + x.at.Name
	case knowledge.Goroutine:
		if x.at.Mode == ir.Go {
			return "started as a goroutine"
		}
		return "handed to " + x.at.Name + ", which runs it in a goroutine"
	case knowledge.Timer:
		return "handed to " + x.at.Name + ", which runs it when a timer fires"
	case knowledge.Work:
		return "handed to " + x.at.Name + ", which runs it later"
	}
	if x.at.Name == "" {
		return "stored, to be called later"
	}
	return "handed to " + x.at.Name + ", which calls it later"
}

// walker follows synchronous calls from an entry to PeriodElapsed.
type walker struct {
	p    *program
	seen map[string]int
	ctx  *context
}

const maxVisits = 4

// walk visits a function.
func (w *walker) walk(f *fn, e env, path []Step) {
	p := w.p
	if f == nil || p.isLib(f.pkg.Path) && f.pkg != p.root || len(path) > 40 {
		return
	}
	k := f.Key + "|" + e.key()
	if w.seen[k] > 0 || w.seen[f.Key] >= maxVisits {
		return
	}
	w.seen[k]++
	w.seen[f.Key]++
	w.ctx.visited[f] = true
	w.signals(f, e)
	for _, c := range f.calls {
		if c.Mode == ir.Go {
			continue
		}
		if p.elapsedCall(c) {
			w.hit(c, e, path)
			continue
		}
		if irq, _ := knowledge.Requests(c.PkgName, c.Name); irq && c.Name != "" {
			continue
		}
		for _, ce := range p.callees(c, e) {
			if p.elapsed[ce.key] {
				w.hitBound(c, ce, e, path)
				continue
			}
			if ce.f != nil {
				w.walk(ce.f, ce.env, append(path[:len(path):len(path)], Step{c.Pos, f.Name, "calls " + ce.f.Name}))
			}
			if ce.f == nil && c.Std {
				w.walkArgs(f, c, ce, e, path)
			} else if ce.f != nil && p.isLib(ce.f.pkg.Path) && ce.f.pkg != p.root {
				w.walkArgs(f, c, ce, e, path)
			}
		}
	}
}

// walkArgs visits functions that a call hands to a function which calls them before it returns.
func (w *walker) walkArgs(f *fn, c *call, ce callee, e env, path []Step) {
	p := w.p
	for i, a := range c.Args {
		if a.Node == 0 {
			continue
		}
		if _, ok := knowledge.Async(c.Static, i); ok || puts(c, i) {
			continue
		}
		if ce.f != nil && p.effectOf(ce.f, i)&calls == 0 {
			continue
		}
		for _, el := range p.sorted(p.eval(p.global(f.off, a.Node), e)) {
			if el.obj != nil {
				continue
			}
			if g := p.funcs[el.fn]; g != nil {
				ne := p.recvEnv(el)
				if g.Parent != "" {
					ne = e
				}
				w.walk(g, ne, append(path[:len(path):len(path)], Step{c.Pos, f.Name, "calls " + g.Name + " through " + c.Name}))
			}
		}
	}
}

// elapsedCall tells whether a call is one of the library's own PeriodElapsed.
func (p *program) elapsedCall(c *call) bool { return p.elapsed[c.Static] }

// hit records that PeriodElapsed is reached.
func (w *walker) hit(c *call, e env, path []Step) {
	p := w.p
	var streams set
	if c.Recv != 0 && p.subs[c.RecvType] {
		streams = p.eval(p.global(c.fn.off, c.Recv), e)
	} else {
		streams = set{}
		for _, a := range c.Args {
			for x := range p.eval(p.global(c.fn.off, a.Node), e) {
				streams[x] = struct{}{}
			}
		}
		for x := range p.eval(p.global(c.fn.off, c.Recv), e) {
			streams[x] = struct{}{}
		}
	}
	w.record(c, streams, path)
}

// hitBound records a call of PeriodElapsed through a method value or an interface.
func (w *walker) hitBound(c *call, ce callee, e env, path []Step) {
	p := w.p
	s := set{}
	if ce.bound != nil {
		s[ce.bound.id] = struct{}{}
	}
	for x := range p.eval(ce.recv, e) {
		s[x] = struct{}{}
	}
	for _, a := range c.Args {
		for x := range p.eval(p.global(c.fn.off, a.Node), e) {
			s[x] = struct{}{}
		}
	}
	w.record(c, s, path)
}

// hitHandedOver records that PeriodElapsed itself was registered as a method value.
func (w *walker) hitHandedOver(path []Step) {
	p, x := w.p, w.ctx
	for _, a := range x.at.Args {
		for el := range p.pts[p.global(x.fn.off, a.Node)] {
			if v := p.elems[el]; v.obj == nil && p.elapsed[v.fn] {
				w.record(x.at, p.pts[v.recv], path)
				return
			}
		}
	}
	w.record(x.at, p.pts[p.global(x.fn.off, x.at.Recv)], path)
}

// record notes the tables whose substream is told, and the first path.
func (w *walker) record(c *call, streams set, path []Step) {
	x, p := w.ctx, w.p
	x.sites = append(x.sites, c.Pos)
	found := false
	for s := range streams {
		if o := p.elems[s].obj; o != nil && o.stream != nil {
			x.streams[o.stream] = true
			found = true
		}
	}
	if !found {
		for _, t := range p.tables {
			if p.sameDriver(t, c.fn.pkg.Path) {
				x.streams[t] = true
			}
		}
	}
	if len(x.path) == 0 {
		step := Step{c.Pos, c.fn.Name, "calls PeriodElapsed"}
		if c == x.at {
			step.Note = "PeriodElapsed runs here"
		}
		x.path = append(append([]Step(nil), path...), step)
		x.elapsed, x.pkg = c.Pos, c.fn.pkg.Path
	}
}

// sameDriver tells whether a table can belong to code in a package when the data flow does not tell.
func (p *program) sameDriver(t *Table, path string) bool {
	if t.Pkg == path {
		return true
	}
	if p.hasTables(path) {
		return false
	}
	return p.reachesPkg(t.Pkg, path) || p.reachesPkg(path, t.Pkg)
}

// reachesPkg tells whether package a calls into package b, also through others.
func (p *program) reachesPkg(a, b string) bool {
	if p.pkgCalls == nil {
		p.pkgCalls = map[string]map[string]bool{}
		for _, f := range p.order {
			for _, c := range f.calls {
				if c.Pkg != "" && c.Pkg != f.pkg.Path && !c.Std && !p.isLib(c.Pkg) {
					if p.pkgCalls[f.pkg.Path] == nil {
						p.pkgCalls[f.pkg.Path] = map[string]bool{}
					}
					p.pkgCalls[f.pkg.Path][c.Pkg] = true
				}
			}
		}
	}
	seen := map[string]bool{}
	todo := []string{a}
	for len(todo) > 0 {
		x := todo[0]
		todo = todo[1:]
		for y := range p.pkgCalls[x] {
			if y == b {
				return true
			}
			if !seen[y] {
				seen[y] = true
				todo = append(todo, y)
			}
		}
	}
	return false
}

// shortKey shortens a function's key for people.
func shortKey(key string) string {
	for i := len(key) - 1; i >= 0; i-- {
		if key[i] == '/' {
			prefix := ""
			for j := 0; j < i && (key[j] == '(' || key[j] == '*'); j++ {
				prefix += string(key[j])
			}
			return prefix + key[i+1:]
		}
	}
	return key
}

// callbacks finds functions that are stored and that nothing in sight calls: whoever holds them calls them some day.
func (p *program) callbacks() {
	stored := p.storedFuncs()
	if len(stored) == 0 {
		return
	}
	reached := map[string]bool{}
	for _, x := range p.contexts {
		for f := range x.visited {
			reached[f.Key] = true
		}
	}
	for _, t := range p.tables {
		for _, name := range sortedOps(t) {
			for _, op := range t.ops[name] {
				x := &context{visited: map[*fn]bool{}, streams: map[*Table]bool{}}
				w := &walker{p: p, seen: map[string]int{}, ctx: x}
				w.walk(p.funcs[op.fn], nil, []Step{{}})
				for f := range x.visited {
					reached[f.Key] = true
				}
				reached[op.fn] = true
			}
		}
	}
	for _, s := range stored {
		if reached[s.el.fn] || s.f == nil && !p.elapsed[s.el.fn] {
			continue
		}
		p.addContext(&context{kind: knowledge.Callback, entry: s.el.fn, env: p.recvEnv(s.el), at: s.at, fn: s.by}, s.f)
	}
}

// storedFunc is a function value in a field, a global or a channel.
type storedFunc struct {
	el element
	f  *fn
	at *call
	by *fn
}

func (p *program) storedFuncs() []storedFunc {
	var out []storedFunc
	seen := map[string]bool{}
	for _, c := range p.cons {
		if c.Kind != ir.Store || c.pkg.Std || p.isLib(c.pkg.Path) || p.opsType[c.Struct] {
			continue
		}
		by := p.funcs[c.Func]
		if by == nil {
			by = &fn{Func: &ir.Func{Key: c.pkg.Path + ".init", Name: "init"}, pkg: c.pkg, off: p.offs[c.pkg]}
		}
		for _, el := range p.sorted(p.pts[c.src]) {
			if el.obj != nil || seen[el.fn] || !p.leads(el.fn) {
				continue
			}
			seen[el.fn] = true
			at := &call{Call: &ir.Call{Pos: c.Pos, Args: []ir.Arg{{Node: c.Src, Func: true}}}, fn: by}
			out = append(out, storedFunc{el, p.funcs[el.fn], at, by})
		}
	}
	return out
}
