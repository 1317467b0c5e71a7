package link

import (
	"slices"
	"sort"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
)

// Table is an ops table: the value that a PCM library gets as ops.
type Table struct {
	Name  string
	Pos   ir.Pos
	Given ir.Pos // where the library gets it, if known
	Pkg   string
	Iface bool
	Type  string // of interface tables: the key of the type
	Lit   string // of struct tables: the key of the object

	lib     *ir.Library
	obj     *obj
	sub     *obj
	ops     map[string][]target // by lower-case name
	hidden  []target            // a SyncStop that the core does not find
	pointer bool                // of interface tables: a pointer is registered, or it cannot be told
	calls   []*call             // that hand it to the library
	cond    bool                // SyncStop is assigned under a condition
	noop    bool                // its SyncStop does nothing
	opaque  bool                // SyncStop is assigned a value that nobody knows
	wired   map[string]bool
	places  map[string][]ir.Pos
	waits   []Wait // hand-rolled ones in HwFree
	open    []Open
}

// findTables collects the ops tables, again after each round of the value flow, until there are no more: first with what
// is known, so that the receivers of their methods are, then with stand-ins for what is not.
func (p *program) findTables() {
	for _, flow := range []func(){p.solve, p.settle} {
		flow()
		for range 5 {
			n := len(p.tables)
			p.offerAll()
			p.args = nil // nodes have merged
			for _, t := range p.tables {
				p.wireTable(t)
			}
			flow()
			if len(p.tables) == n {
				break
			}
		}
	}
	p.assertedTables()
	for _, t := range p.tables {
		p.wireTable(t)
	}
	p.settle()
	for _, t := range p.tables {
		p.resolveOps(t)
		p.dropUnseen(t)
	}
	p.mergeTables()
}

// offerAll looks at everything that the libraries are given.
func (p *program) offerAll() {
	for _, f := range p.order {
		for _, c := range f.calls {
			if !p.callsLib(c) {
				continue
			}
			for _, a := range c.Args {
				p.offer(p.global(f.off, a.Node), c, c.Pos, offered{lib: p.libraryAt(c, a), value: a.Value})
			}
		}
	}
	for _, c := range p.cons {
		if c.Kind == ir.Store && c.Struct != "" && p.isLib(pathOf(c.Struct)) && !p.isLib(c.pkg.Path) {
			p.offer(c.src, nil, c.Pos, offered{lib: p.libs[pathOf(c.Struct)]})
		}
		if c.Kind == ir.CopyStruct {
			for _, o := range p.objsOf(c.dst) {
				if o.parent != nil && p.opsType[o.typ] && p.isLib(pathOf(o.parent.typ)) {
					p.addTable(o, nil, c.Pos, offered{})
				}
			}
		}
	}
	p.exportedTables()
}

// callsLib tells whether a call runs a function of a PCM library, by its name or through a variable.
func (p *program) callsLib(c *call) bool {
	if c.Static != "" {
		return p.isLib(c.Pkg)
	}
	for x := range p.pts[p.global(c.fn.off, c.Dyn)] {
		if el := p.elems[x]; el.obj == nil && el.fn != "" && p.isLib(pkgOfFunc(el.fn)) {
			return true
		}
	}
	return false
}

func pathOf(typeKey string) string {
	pkg, _ := cutLast(typeKey)
	return pkg
}

// offered says how a library gets what may be ops.
type offered struct {
	lib   *ir.Library // nil when it cannot be told
	value bool        // as a value, not as a pointer
	depth int         // of fields in which it stands
	made  bool        // as the result of a function that makes it
}

// offer makes tables of the ops that a node holds, itself, in a field of a config or as the result of a function.
func (p *program) offer(n int, c *call, at ir.Pos, how offered) {
	for _, el := range p.sorted(p.pts[n]) {
		if el.obj != nil {
			p.offerObj(el.obj, c, at, how)
		} else if f := p.funcs[el.fn]; f != nil && !how.made {
			for _, r := range f.Results {
				p.offer(p.global(f.off, r), nil, at, offered{lib: how.lib, made: true, depth: how.depth + 1})
			}
		}
	}
}

func (p *program) offerObj(o *obj, c *call, at ir.Pos, how offered) {
	switch {
	case o.stream != nil || o.val.Assertion && o.orig == nil && p.isLib(pathOf(o.typ)):
	case p.opsType[o.typ], p.isOpsImpl(o.typ):
		p.addTable(o, c, at, how)
	case how.depth < 2 && !o.any:
		inside := offered{lib: how.lib, depth: how.depth + 1, made: how.made}
		for _, n := range sortedFields(o) {
			p.offer(o.fields[n], c, at, inside)
		}
		for _, n := range sortedParts(o) {
			p.offerObj(o.parts[n], c, at, inside)
		}
	}
}

func sortedFields(o *obj) []string {
	out := make([]string, 0, len(o.fields))
	for n := range o.fields {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

func sortedParts(o *obj) []string {
	out := make([]string, 0, len(o.parts))
	for n := range o.parts {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

// isOpsImpl tells whether the type, not the library's own, has the methods of an ops interface.
func (p *program) isOpsImpl(typ string) bool {
	t := p.types[typ]
	if t == nil || p.isLib(pathOf(typ)) && pathOf(typ) != p.root.Path || len(p.allIfaces()) == 0 {
		return false
	}
	has := map[string]bool{}
	for _, m := range t.Methods {
		has[strings.ToLower(m.Name)] = true
	}
	return has["hwfree"] && has["trigger"] && has["pointer"]
}

func (p *program) allIfaces() []string {
	var out []string
	for _, l := range p.libs {
		out = append(out, l.OpsIfaces...)
	}
	return out
}

// addTable makes a table of an object, once.
func (p *program) addTable(o *obj, c *call, at ir.Pos, how offered) *Table {
	key := o.key
	iface := !p.opsType[o.typ]
	if iface {
		key = o.typ
	}
	if t := p.byKey[key]; t != nil {
		t.handedBy(c)
		t.pointer = t.pointer || !how.value
		if iface && c != nil {
			p.wireReceiver(t, o)
			p.tieStream(t, c)
		}
		if !iface && c != nil {
			p.tieStream(t, c)
		}
		return t
	}
	t := &Table{obj: o, Iface: iface, Given: at, pointer: !how.value, wired: map[string]bool{}, ops: map[string][]target{}}
	if iface {
		ty := p.types[o.typ]
		t.Name, t.Pos, t.Type, t.Pkg = ty.Name, ty.Pos, o.typ, pathOf(o.typ)
		if ty.Name == "" {
			t.Name, t.Pos = o.val.Name, o.val.Pos
		}
	} else {
		src := origin(o)
		t.Name, t.Pos, t.Lit = src.val.Name, src.val.Pos, src.key
		if src.pkg != nil {
			t.Pkg = src.pkg.Path
		}
	}
	if t.lib = how.lib; t.lib == nil {
		t.lib = p.libraryOf(t)
	}
	t.sub = p.newObj(&obj{key: "stream " + key, stream: t})
	if t.lib != nil && len(t.lib.Substreams) > 0 {
		t.sub.typ = t.lib.Substreams[0]
	}
	p.tables = append(p.tables, t)
	p.byKey[key] = t
	t.handedBy(c)
	for _, clone := range o.clones {
		p.inherit(o, clone) // the constructor registers it itself: callers change what is registered
	}
	if iface {
		p.wireReceiver(t, o)
	}
	if c != nil {
		p.tieStream(t, c)
	}
	return t
}

// handedBy remembers a call that hands the table to the library.
func (t *Table) handedBy(c *call) {
	if c != nil && !slices.Contains(t.calls, c) {
		t.calls = append(t.calls, c)
	}
}

// origin follows a plain copy of a literal to the literal. A copy that is changed afterwards is a table of its own.
func origin(o *obj) *obj {
	for range 8 {
		if len(o.stores) > 0 {
			return o
		}
		if o.orig != nil {
			o = o.orig
			continue
		}
		var next *obj
		for _, par := range o.parents {
			if par.orig == o {
				continue
			}
			if next != nil {
				return o
			}
			next = par
		}
		if next == nil {
			return o
		}
		o = next
	}
	return o
}

// libraryAt returns the library that gets an argument: the one whose ops the parameter is, else the one that is called.
func (p *program) libraryAt(c *call, a ir.Arg) *ir.Library {
	for _, l := range p.libs {
		if slices.Contains(l.OpsIfaces, a.Type) || slices.Contains(l.OpsStructs, a.Type) {
			return l
		}
	}
	return p.libs[c.Pkg]
}

// libraryOf returns the library that a table belongs to, by its type: for the interfaces, the one whose streams it takes.
func (p *program) libraryOf(t *Table) *ir.Library {
	var paths []string
	for path := range p.libs {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	for _, path := range paths {
		l := p.libs[path]
		if t.Iface && len(l.OpsIfaces) > 0 && p.takesStreams(t, l) {
			return l
		}
		for _, k := range l.OpsStructs {
			if !t.Iface && k == t.obj.typ {
				return l
			}
		}
	}
	return nil
}

// takesStreams tells whether the table's HwFree takes a stream of the library.
func (p *program) takesStreams(t *Table, l *ir.Library) bool {
	ty := p.types[t.Type]
	if ty == nil || len(l.Substreams) == 0 {
		return true
	}
	for _, m := range ty.Methods {
		f := p.funcs[m.Func]
		if f == nil || !strings.EqualFold(m.Name, "HwFree") {
			continue
		}
		return len(f.Types) == 0 || slices.ContainsFunc(f.Types, func(k string) bool { return slices.Contains(l.Substreams, k) || p.isIface(k) })
	}
	return true
}

// tieStream lets the substream opened through a table flow out of the call that registers the table.
func (p *program) tieStream(t *Table, c *call) {
	for i, n := range c.Results {
		if n != 0 && i < len(c.Fresh) && p.subs[c.Fresh[i].Type] {
			p.addTo(p.global(c.fn.off, n), t.sub.id)
		}
	}
	for _, a := range c.Args {
		if p.subs[a.Type] {
			p.addTo(p.global(c.fn.off, a.Node), t.sub.id)
		}
	}
	if p.subs[c.RecvType] {
		p.addTo(p.global(c.fn.off, c.Recv), t.sub.id)
	}
}

// wireTable lets the table's substream flow into its ops.
func (p *program) wireTable(t *Table) {
	p.resolveOps(t)
	for _, name := range sortedOps(t) {
		for _, op := range t.ops[name] {
			f := p.funcs[op.fn]
			if f == nil || p.isLib(f.pkg.Path) && f.pkg != p.root {
				continue
			}
			for i, n := range f.Params {
				if i < len(f.Types) && p.isLib(pathOf(f.Types[i])) {
					p.addTo(p.global(f.off, n), t.sub.id)
				}
			}
			if op.obj != nil {
				p.addTo(p.global(f.off, f.Recv), op.obj.id)
			} else if op.recv != 0 {
				p.edge(op.recv, p.global(f.off, f.Recv))
			}
		}
	}
}

func sortedOps(t *Table) []string {
	out := make([]string, 0, len(t.ops))
	for n := range t.ops {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

// wireReceiver remembers one more object that is registered as an interface table of this type.
func (p *program) wireReceiver(t *Table, o *obj) {
	if t.wired[o.key] {
		return
	}
	t.wired[o.key] = true
	ty := p.types[t.Type]
	for _, m := range ty.Methods {
		for _, tg := range p.methodsOf(o, m.Name, 0) {
			l := strings.ToLower(m.Name)
			t.ops[l] = appendTarget(t.ops[l], tg)
		}
	}
}

func appendTarget(list []target, t target) []target {
	for _, x := range list {
		if x.fn == t.fn && x.obj == t.obj && x.recv == t.recv && x.via == t.via {
			return list
		}
	}
	list = append(list, t)
	sort.SliceStable(list, func(i, j int) bool { return list[i].fn < list[j].fn })
	return list
}

// resolveOps collects the callbacks of a struct table.
func (p *program) resolveOps(t *Table) {
	if t.Iface {
		return
	}
	objs := []*obj{t.obj}
	for _, n := range sortedParts(t.obj) {
		objs = append(objs, t.obj.parts[n]) // embedded structs of callbacks
	}
	for _, o := range objs {
		for _, name := range sortedFields(o) {
			l := strings.ToLower(name)
			for _, el := range p.sorted(p.pts[o.fields[name]]) {
				if el.obj == nil {
					t.ops[l] = appendTarget(t.ops[l], target{fn: el.fn, recv: el.recv, mexpr: el.mexpr, via: el.via})
				}
			}
		}
	}
	p.syncStores(t)
}

// exportedTables takes literals that the package shows to others, when nothing in sight registers them.
func (p *program) exportedTables() {
	for _, pkg := range p.pkgs {
		if pkg != p.root {
			continue
		}
		for _, n := range pkg.Exported {
			for _, o := range p.objsOf(p.global(p.offs[pkg], n)) {
				if p.opsType[o.typ] && !p.registered(o) {
					p.addTable(o, nil, ir.Pos{}, offered{})
				}
			}
		}
	}
}

// registered tells whether the object, or a copy of it, is a table already.
func (p *program) registered(o *obj) bool {
	for _, t := range p.tables {
		if t.obj == o || origin(t.obj) == origin(o) {
			return true
		}
	}
	for _, h := range o.heirs {
		if h.orig != nil || o.orig == h {
			continue
		}
		return true // copied somewhere: a template
	}
	return false
}

// assertedTables takes types that `var _ Ops = (*T)(nil)` declares to be ops, when no embedding type is registered.
func (p *program) assertedTables() {
	for _, c := range p.cons {
		if c.Kind != ir.Hold || !c.Val.Assertion || !p.isOpsImpl(c.Val.Type) || p.byKey[c.Val.Type] != nil || c.pkg != p.root {
			continue
		}
		if p.embedded(c.Val.Type) {
			continue
		}
		p.addTable(p.anyOf(c.Val.Type), nil, c.Pos, offered{})
	}
}

// embedded tells whether a registered type embeds typ.
func (p *program) embedded(typ string) bool {
	for _, t := range p.types {
		for _, e := range t.Embeds {
			if e == typ {
				return true
			}
		}
	}
	return false
}

// doesNothing tells whether functions are in sight and have nothing in them.
func (p *program) doesNothing(ops []target) bool {
	for _, op := range ops {
		if f := p.funcs[op.fn]; f == nil || f.Extern || !f.empty() {
			return false
		}
	}
	return true
}

// mergeTables sorts the tables and notes where their callbacks are.
func (p *program) mergeTables() {
	for _, t := range p.tables {
		t.places = map[string][]ir.Pos{}
		t.noop = p.doesNothing(t.ops["syncstop"])
		for name, ops := range t.ops {
			for _, op := range ops {
				if f := p.funcs[op.fn]; f != nil && !slices.Contains(t.places[name], f.Pos) {
					t.places[name] = append(t.places[name], f.Pos)
				}
			}
		}
	}
	sort.SliceStable(p.tables, func(i, j int) bool { return less(p.tables[i].Pos, p.tables[j].Pos) })
}

func less(a, b ir.Pos) bool {
	if a.File != b.File {
		return a.File < b.File
	}
	if a.Line != b.Line {
		return a.Line < b.Line
	}
	return a.Col < b.Col
}
