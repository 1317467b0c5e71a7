package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// A Member is one designated element of a table's initializer.
type Member struct {
	Name  string
	Elem  Pos
	Value string
	Func  Func // what it names, if that is a function of the same module
	Proto Pos  // its declaration in a header, if it stands in another file than the table
	Ifdef bool
}

// An Awaited is one asynchronous context, and how a callback of the table gets at what can be waited for.
type Awaited struct {
	Kind      kernelapi.Kind
	Entry     string
	Registrar string // the function or the member that the entry was handed to
	// Helper: the dmaengine helpers of the PCM core run it.
	Helper bool
	// Covered: the core waits for it by card->sync_irq, as long as the table has no .sync_stop.
	Covered bool
	Object  *Access // nil: no callback of the table gets at it, Why says why
	Why     string
	// Own: the object belongs to one stream, so that what is done to it disturbs no other.
	Own bool
	// Blocks names a call in the handler that takes a lock which the core holds around .sync_stop.
	Blocks string
	// Starters are the contexts that start this one again and must be waited for first.
	Starters []*Awaited
	// Restarts: its own handler starts it again, and neither .trigger nor .prepare does: once cancelled it stays so.
	Restarts bool
	ByHand   *OwnWait  // how the table's .hw_free waits for it
	Stops    []OwnWait // how the table's .trigger stops it, without waiting
}

// An Access is how an expression can be spelled in a callback of a table.
type Access struct {
	Callback Member
	Bindings []Binding // local variables that it needs, in order
	Expr     string
	Pointer  bool // Expr is a pointer
	Null     bool // the driver itself reckons with a null pointer there
	Type     string
}

// A Binding is a local variable of a callback with its only value.
type Binding struct {
	Decl, Value string // "struct x *chip", "snd_pcm_substream_chip(substream)"
}

// awaited describes what the table would have to wait for in a .sync_stop of its own.
func (r *remedies) awaited(v *Verdict) []*Awaited {
	var out []*Awaited
	seen := map[string]bool{}
	for _, c := range v.Contexts {
		a := r.await(v, c, 0)
		a.Covered = !slices.Contains(v.Uncovered, c)
		for i := range v.Remedy.Waits {
			if w := &v.Remedy.Waits[i]; slices.Contains(w.contexts, c) {
				a.ByHand = w
			}
		}
		a.Stops = r.stops(v, c)
		key := string(a.Kind) + " " + a.Registrar + " " + a.Why
		if a.Object != nil {
			key += a.Object.Expr
		}
		if !seen[key] || a.Object == nil && !a.Helper {
			seen[key] = true
			out = append(out, a)
		}
	}
	return out
}

const maxStarters = 2

func (r *remedies) await(v *Verdict, c *Context, depth int) *Awaited {
	w := r.w
	a := &Awaited{Kind: c.Kind, Entry: c.Entry}
	if c.Kind == kernelapi.URB {
		if x := r.stopper(v, c); x != nil {
			return r.await(v, x, depth+1)
		}
	}
	object := c.object
	if c.Kind == kernelapi.DMA && (kernelapi.IsFramework(c.Registered.File) || c.Entry == kernelapi.DMAEngineTrigger) {
		a.Helper = true
		return a
	}
	rest := ""
	if object == nil {
		a.Why = "what it is registered with was not found"
		return a
	}
	for n := len(c.stack) - 1; n >= 0; n-- { // a helper that takes the object
		f := object.fn()
		if f == nil || object.e.Kind != cparse.Ident {
			break
		}
		i, ok := f.param(object.e.Name)
		if !ok || c.stack[n].kid(i+1) == nil {
			break
		}
		object = c.stack[n].kid(i + 1)
	}
	if up := c.object.up; up != nil && up.e.Kind == cparse.Call && up.e.Args[0].Kind == cparse.Ident {
		a.Registrar = up.e.Args[0].Name
	} else if up != nil && up.e.Kind == cparse.Member {
		a.Registrar = up.e.Name
	}
	switch {
	case c.Kind.SyncedByIRQ():
		number := r.number(c, object)
		if number == nil {
			number, rest = w.deviceKept(object)
		}
		if object = number; object == nil {
			a.Why = "the driver does not keep the number of the IRQ of " + c.Entry + "()"
			return a
		}
	case c.Kind == kernelapi.DMA:
		if object = w.channel(object); object == nil {
			a.Why = "the DMA channel was not found"
			return a
		}
	}
	a.Object, a.Why = w.access(v.Table, object)
	if a.Object == nil && c.Kind == kernelapi.URB {
		a.Why = w.urbsOf(v.Table)
	}
	if a.Object != nil {
		a.Own = a.Object.perStream() || len(c.tables) == 1 && w.oneStream(v.Table) && r.startedByStream(v, c)
		a.Object.Expr += rest
		a.Object.Null = a.Object.Pointer && w.mayBeNull(object)
		if a.Object.Type == "" {
			a.Object.Type = kernelapi.Declares[a.Registrar]
		}
	}
	if c.entry != nil && !c.Kind.SyncedByIRQ() {
		a.Blocks = r.blocking(c.entry)
		if depth < maxStarters {
			a.Starters, a.Restarts = r.starters(v, c, depth)
		}
	}
	if kernelapi.Startable[c.Kind] && (a.Object == nil || slices.ContainsFunc(a.Starters, unreachable)) {
		if late := r.idle(v, c); late != nil {
			a.Object, a.Why, a.Own, a.Starters = late, "", true, nil
		}
	}
	return a
}

// urbsOf says why the URBs of a driver that keeps several are not killed.
func (w *World) urbsOf(t *Table) string {
	if w.oneStream(t) {
		return "what its driver makes of URBs that were killed, and who submits them again, is not known"
	}
	return "its URBs may serve several streams: where they do, wait for a completion of each instead of killing them"
}

// unreachable tells whether a context, or what starts it, cannot be waited for.
func unreachable(a *Awaited) bool {
	return a.Object == nil || a.Object.Null || a.Blocks != "" || slices.ContainsFunc(a.Starters, unreachable)
}

// mayBeNull tells whether a driver tests a member for being there, or clears it.
func (w *World) mayBeNull(s *site) bool {
	for s.e.Kind == cparse.Index || s.e.Kind == cparse.Cast {
		s = s.kid(0)
	}
	if s.e.Kind != cparse.Member {
		return s.e.Kind != cparse.Addr
	}
	loc, ok := w.memberField(s)
	if !ok {
		return true
	}
	for _, x := range w.fieldSites(loc, s.u().path) {
		if v, _ := written(x); v != nil && isNull(v) {
			return true
		}
		if x.up == nil && x.root.kind == cparse.StmtCond || x.up != nil && x.up.e.Kind == cparse.Opaque {
			return true
		}
	}
	return false
}

// oneStream tells whether the PCM devices of a table's file have one substream in all.
func (w *World) oneStream(t *Table) bool {
	one := false
	for _, s := range w.idents(t.u, "snd_pcm_new") {
		if s.up == nil || s.up.e.Kind != cparse.Call || s.arg != 0 || one {
			return false
		}
		p, c := s.up.kid(4), s.up.kid(5)
		if p == nil || c == nil || p.e.Name+c.e.Name != "10" && p.e.Name+c.e.Name != "01" {
			return false
		}
		one = true
	}
	return one
}

// number gives what keeps the number of a requested IRQ.
func (r *remedies) number(c *Context, object *site) *site {
	q := r.request(c)
	if q == nil {
		return nil
	}
	if q.Own && object.e.Kind != cparse.Const {
		return object
	}
	for _, k := range q.Keeps {
		if s := r.w.siteAt(k.Stmt); s != nil && !k.Link {
			return s.kid(0)
		}
	}
	if object.e.Kind == cparse.Const || r.w.deviceOf(object) != nil {
		return object
	}
	return nil
}

// deviceOf gives the expression for a bus's own device whose field an expression is, where a driver's struct keeps the
// pointer to it: chip->pci of chip->pci->irq.
func (w *World) deviceOf(s *site) *site {
	for ; s != nil && (s.e.Kind == cparse.Member || s.e.Kind == cparse.Index); s = s.kid(0) {
		if s.e.Kind != cparse.Member {
			continue
		}
		if loc, ok := w.memberField(s); ok && loc.sd.path != "" {
			return s
		}
	}
	return nil
}

// deviceKept finds where a function keeps a local pointer to a device in a struct: chip->pci = pci. rest is what of the
// device the expression means.
func (w *World) deviceKept(s *site) (kept *site, rest string) {
	x := s
	for x.e.Kind == cparse.Member || x.e.Kind == cparse.Index {
		x = x.kid(0)
	}
	f := x.fn()
	if x == s || x.e.Kind != cparse.Ident || f == nil || w.typeOf(x).ptr != 1 {
		return nil, ""
	}
	for _, k := range w.keepsIn(f, x.e.Name, Pos{}) {
		if at := w.siteAt(k.Stmt); at != nil {
			return at.kid(0), strings.TrimPrefix(w.spelled(s), x.e.Name)
		}
	}
	return nil, ""
}

// channel finds the DMA channel of a transfer descriptor: desc = dmaengine_prep_...(chan, ...).
func (w *World) channel(desc *site) *site {
	var values []*site
	switch {
	case desc.e.Kind == cparse.Ident && desc.fn() != nil:
		values = w.localDefs(desc.fn(), desc.e.Name)
	case desc.e.Kind == cparse.Index:
		return w.channel(desc.kid(0))
	case desc.e.Kind == cparse.Member:
		if loc, ok := w.memberField(desc); ok {
			for _, st := range w.fieldStores(loc, desc.u().path) {
				values = append(values, st.value)
			}
		}
	}
	for _, d := range values {
		if d.e.Kind == cparse.Call && strings.Contains(d.e.Args[0].Name, "_prep_") {
			return d.kid(1)
		}
	}
	return nil
}

// perStream tells whether an object lies in what one stream keeps to itself.
func (a *Access) perStream() bool {
	if len(a.Bindings) == 0 || strings.Count(a.Expr, "->") != 1 {
		return false
	}
	last := a.Bindings[len(a.Bindings)-1].Value
	return strings.Contains(last, "runtime") && strings.HasSuffix(last, "private_data")
}

// access spells an expression in a callback of a table: what it begins with, or a struct that it lies in, must be within
// reach there.
func (w *World) access(t *Table, object *site) (*Access, string) {
	for object.e.Kind == cparse.Cast || object.e.Kind == cparse.Addr {
		object = object.kid(0)
	}
	ty := w.typeOf(object)
	suffix := ""
	x := object
	out := &Access{Pointer: ty.ptr > 0, Type: ty.base}
	if ty.sd != nil {
		out.Type = ty.sd.tag
	}
	if w.lasts(object) && object.e.Kind != cparse.Member && object.e.Kind != cparse.Index { // a constant or a variable of the file
		if object.u() != t.u {
			return nil, "it is a variable of another file"
		}
		out.Expr = w.spelled(object)
		if cb := w.callbackOf(t); cb != nil {
			out.Callback = *cb
			return out, ""
		}
		return nil, "the table's callbacks are not in its file"
	}
	for {
		switch x.e.Kind {
		case cparse.Member:
			dot := "."
			if x.e.Arrow {
				dot = "->"
			}
			owner := w.typeOf(x.kid(0))
			tail := "." + x.e.Name + suffix
			if owner.sd != nil && owner.ptr <= 1 {
				if a := w.reached(t, owner.sd, tail); a != nil {
					a.Pointer, a.Type = out.Pointer, out.Type
					return a, ""
				}
			}
			suffix = dot + x.e.Name + suffix
			x = x.kid(0)
			continue
		case cparse.Index:
			if x.kid(1).e.Kind != cparse.Const {
				return nil, "no callback of the table gets at the right element of the array it is in"
			}
			suffix = "[" + w.spelled(x.kid(1)) + "]" + suffix
			x = x.kid(0)
			continue
		case cparse.Ident:
			if f := x.fn(); f != nil {
				if _, _, local := f.local(x.e.Name, x.e.Pos); !local && x.u() == t.u && suffix != "" {
					if cb := w.callbackOf(t); cb != nil {
						out.Callback, out.Expr = *cb, x.e.Name+suffix
						return out, ""
					}
				}
			}
		}
		return nil, "no callback of the table gets at what holds it"
	}
}

// callbackOrder is the order in which a table's callbacks are looked at: simple ones first.
var callbackOrder = []string{"pointer", "prepare", "hw_free", "trigger", "hw_params", "close", "open"}

// callbackOf gives a callback of a table that is a function of its file.
func (w *World) callbackOf(t *Table) *Member {
	for _, name := range callbackOrder {
		for _, m := range t.members[name] {
			if x := w.memberOf(t, name, m); x.Func.Name != "" && x.Func.File == t.u.path {
				return &x
			}
		}
	}
	return nil
}

func (w *World) memberOf(t *Table, name string, m member) Member {
	x := Member{Name: name, Elem: m.at.pos(), Value: w.spelled(m.value), Ifdef: m.conditional}
	if f := w.moduleFunc(t, m.value); f != nil {
		x.Func = funcRef(f)
		if f.u != t.u {
			x.Proto = w.declared(t.u, f)
		}
	}
	return x
}

// moduleFunc gives the one function that a member of a table names, as far as it belongs to the table's module.
func (w *World) moduleFunc(t *Table, value *site) *fn {
	if value.e.Kind != cparse.Ident {
		return nil
	}
	fs := t.u.funcs[value.e.Name]
	if len(fs) == 0 {
		fs = w.lookupFunc(t.u, value.e.Name)
	}
	if len(fs) != 1 || fs[0].u != t.u && (isHeader(fs[0].u.path) || !w.graph.sameModule(t.u.path, fs[0].u.path) &&
		!w.graph.linked(t.u.path, fs[0].u.path) || kernelapi.IsFramework(fs[0].u.path)) {
		return nil
	}
	return fs[0]
}

// declared finds the declaration of a function in a header that a file includes.
func (w *World) declared(u *unit, f *fn) Pos {
	for _, p := range w.localClosure(u.path) {
		if x := w.unit(p); x != nil && isHeader(p) && w.mentions(p, f.name()) {
			if d := x.protos[f.name()]; d != nil {
				return at(p, d.Pos, d.Pos+posLen(f.name()))
			}
		}
	}
	return Pos{}
}

// reached finds a struct from the parameters of a table's callbacks; tail is what of it is meant.
func (w *World) reached(t *Table, sd *structDef, tail string) *Access {
	params := kernelapi.OpsStructs[t.Tag].Substream + 1
	var best *Access
	for _, name := range callbackOrder {
		for _, m := range t.members[name] {
			x := w.memberOf(t, name, m)
			if x.Func.Name == "" {
				continue
			}
			f := w.moduleFunc(t, m.value)
			rs := w.reaching(f, func(ty typ) bool { return ty.sd == sd && ty.ptr <= 1 })
			for i, r := range rs {
				if i > 0 && members(r.Text) > 0 && members(r.Text) == members(rs[i-1].Text) {
					continue
				}
				if members(r.Text) > 0 && ambiguous(rs, r) {
					continue
				}
				bs, ok := w.bindings(f, r.Base, params, 0)
				if !ok {
					continue
				}
				a := &Access{Callback: x, Bindings: bs, Expr: r.Text + tail}
				if r.pointer {
					a.Expr = r.Text + "->" + strings.TrimPrefix(tail, ".")
				}
				if best == nil || len(a.Bindings)+members(a.Expr) < len(best.Bindings)+members(best.Expr) {
					best = a
				}
			}
		}
	}
	return best
}

// ambiguous tells whether another path of the same length leads to a struct of the same type.
func ambiguous(rs []Reach, r Reach) bool {
	n := 0
	for _, x := range rs {
		if members(x.Text) == members(r.Text) && x.Base == r.Base {
			n++
		}
	}
	return n > 1
}

// bindings lists the local variables that an expression beginning with a name needs, that name's own last. Only the
// first params parameters of the function may be used.
func (w *World) bindings(f *fn, name string, params, depth int) ([]Binding, bool) {
	if i, ok := f.param(name); ok {
		return nil, i < params
	}
	vs := f.locals[name]
	if len(vs) != 1 || depth > 4 || vs[0].Type.Array || vs[0].Type.Func || vs[0].Static {
		return nil, false
	}
	defs := w.localDefs(f, name)
	if len(defs) != 1 || defs[0].root.cond || defs[0].root.ifdef || defs[0].root.depth > 0 {
		return nil, false
	}
	out, ok := w.bindingsWithin(f, defs[0], name, params, depth)
	if !ok || w.doubted(f, name) {
		return nil, false
	}
	ty := vs[0].Type
	decl := ty.Base + " " + strings.Repeat("*", int(ty.Ptr)) + name
	return append(out, Binding{decl, w.spelled(defs[0])}), true
}

// doubted tells whether a function tests a pointer for being there: a copy of its value alone would not.
func (w *World) doubted(f *fn, name string) bool {
	for _, s := range w.rootsOf(f) {
		if s.root.kind == cparse.StmtCond && s.root.stmt != nil && (tests(s, name, "||") != "?" || tests(s, name, "&&") != "?") {
			return true
		}
	}
	return false
}

// bindingsOf lists the local variables that an expression needs.
func (w *World) bindingsOf(f *fn, s *site, params int) ([]Binding, bool) {
	return w.bindingsWithin(f, s, "", params, 0)
}

// bindingsWithin is bindingsOf for the value of a variable, which must not need itself.
func (w *World) bindingsWithin(f *fn, value *site, name string, params, depth int) (out []Binding, ok bool) {
	ok = true
	var visit func(s *site)
	visit = func(s *site) {
		switch s.e.Kind {
		case cparse.Ident:
			if _, _, local := f.local(s.e.Name, s.e.Pos); local {
				bs, fine := w.bindings(f, s.e.Name, params, depth+1)
				ok = ok && fine && s.e.Name != name
				for _, b := range bs {
					if !slices.Contains(out, b) {
						out = append(out, b)
					}
				}
			}
		case cparse.Assign, cparse.StmtExprKind:
			ok = false
		}
		for i := range s.kids {
			k := &s.kids[i]
			visit(k)
		}
	}
	visit(value)
	return out, ok
}

// blocking looks for a call in a handler that takes a lock which the core holds around .sync_stop.
func (r *remedies) blocking(entry *fn) string {
	if found, ok := r.blocks[entry]; ok {
		return found
	}
	w := r.w
	seen := map[*fn]bool{}
	found := ""
	var visit func(f *fn, depth int)
	visit = func(f *fn, depth int) {
		if seen[f] || depth > 5 || found != "" {
			return
		}
		seen[f] = true
		for _, c := range w.callsIn(f) {
			if n := c.e.Args[0]; n.Kind == cparse.Ident {
				if kernelapi.TakesPCMLock[n.Name] {
					found = n.Name
					return
				}
			}
			for _, g := range w.driverCallees(c) {
				visit(g, depth+1)
			}
		}
	}
	visit(entry, 0)
	r.blocks[entry] = found
	return found
}

// startedByStream tells whether only the callbacks of streams start a timer, and its own handler.
func (r *remedies) startedByStream(v *Verdict, c *Context) bool {
	if c.Kind != kernelapi.Timer && c.Kind != kernelapi.HRTimer {
		return false // a work item may be queued for others at that moment
	}
	for _, call := range r.startsOf(v, c) {
		seen := map[*fn]bool{call.fn(): true}
		queue := []*fn{call.fn()}
		for len(queue) > 0 {
			g := queue[0]
			queue = queue[1:]
			for _, u := range r.w.usesOf(g) {
				switch {
				case u.kind == useOp, u.kind == useAsync && g == c.entry:
				case u.kind == useCall && u.at.fn() != nil:
					if h := u.at.fn(); !seen[h] {
						seen[h] = true
						queue = append(queue, h)
					}
				default:
					return false
				}
			}
		}
	}
	return true
}

// starters lists the asynchronous contexts that start a work item, timer or tasklet, beside its own handler. restarts
// tells that this does too, and that no start of a stream does.
func (r *remedies) starters(v *Verdict, c *Context, depth int) (out []*Awaited, restarts bool) {
	have := map[*site]bool{}
	byStream := false
	for _, call := range r.startsOf(v, c) {
		byStream = byStream || r.startsStream(v, call.fn())
		for _, x := range r.w.asyncCallers(call.fn(), c.leaves) {
			if x.entry == c.entry {
				restarts = true
			} else if !have[x.object] {
				have[x.object] = true
				x.tables = c.tables
				out = append(out, r.await(v, x, depth+1))
			}
		}
	}
	return out, restarts && !byStream
}

// startsStream tells whether a function is reached from what starts a stream.
func (r *remedies) startsStream(v *Verdict, f *fn) bool {
	seen := map[*fn]bool{f: true}
	queue := []*fn{f}
	for len(queue) > 0 && len(seen) < 200 {
		g := queue[0]
		queue = queue[1:]
		for _, u := range r.w.usesOf(g) {
			switch {
			case u.kind == useOp && (u.table.name == "trigger" || u.table.name == "prepare"):
				return true
			case u.kind == useCall && u.at.fn() != nil && !seen[u.at.fn()]:
				seen[u.at.fn()] = true
				queue = append(queue, u.at.fn())
			}
		}
	}
	return false
}

// startsOf lists the calls that start what runs a context's handler.
func (r *remedies) startsOf(v *Verdict, c *Context) []*site {
	if out, ok := r.starts[c.object]; ok {
		return out
	}
	w := r.w
	mine := w.objectKeys(c.object, callsOf(c.stack))
	var names []string
	for name := range kernelapi.Starts {
		names = append(names, name)
	}
	slices.Sort(names)
	var out []*site
	for _, name := range names {
		for _, p := range w.searchFiles(name) {
			if !w.graph.linked(v.Pos.File, p) {
				continue
			}
			u := w.unit(p)
			if u == nil {
				continue
			}
			for _, s := range w.idents(u, name) {
				if s.up == nil || s.up.e.Kind != cparse.Call || s.arg != 0 || s.fn() == nil {
					continue
				}
				theirs := w.objectKeys(s.up.kid(kernelapi.Starts[name]+1), nil)
				if len(mine) > 0 && len(theirs) > 0 && overlap(mine, theirs) {
					out = append(out, s.up)
				}
			}
		}
	}
	r.starts[c.object] = out
	return out
}

// asyncCallers lists the asynchronous contexts that reach a function in some of the given programs.
func (w *World) asyncCallers(f *fn, leaves Leaves) []*Context {
	seen := map[*fn]bool{f: true}
	queue := []*fn{f}
	var out []*Context
	for len(queue) > 0 && len(seen) < 200 {
		g := queue[0]
		queue = queue[1:]
		for _, u := range w.usesOf(g) {
			if !u.leaves.Meets(leaves) {
				continue
			}
			switch u.kind {
			case useCall:
				if h := u.at.fn(); h != nil && !seen[h] {
					seen[h] = true
					queue = append(queue, h)
				}
			case useAsync:
				out = append(out, &Context{Kind: u.async, Entry: g.name(), object: u.object, stack: u.stack, entry: g, leaves: u.leaves})
			case useEscape:
				out = append(out, &Context{Kind: kernelapi.Callback, Entry: g.name(), stack: u.stack, entry: g, leaves: u.leaves})
			}
		}
	}
	return out
}
