package link

import "github.com/pcmlint/pcmlint/analyzers/internal/ir"

// elem is an index into program.elems: a function value or an object.
type elem int32

// set is a set of elements.
type set map[elem]struct{}

// element is something that a node can hold.
type element struct {
	// A function value.
	fn    string
	recv  int // global node of a bound receiver, 0 for none
	mexpr bool
	via   *call // of a literal that a constructor returns: the call of that
	pos   ir.Pos

	*obj
}

// obj is an abstract object: what one place in the source makes.
type obj struct {
	id     elem
	key    string
	typ    string
	val    ir.Value
	pkg    *ir.Package
	alloc  string // the function that makes it, "" for none
	parent *obj   // of which it is the part
	field  string // as which it is the part, with the declaring type
	orig   *obj   // of which it is a copy for one call of its constructor
	depth  int
	any    bool   // stands for every object of its type
	fresh  bool   // the result of a call that is not understood
	std    bool   // that of a function of the standard library
	stream *Table // stands for the substream opened through a table

	clones  []*obj // of ops: the copies for calls of its constructor
	parents []*obj // objects whose fields it has
	heirs   []*obj
	fields  map[string]int
	parts   map[string]*obj
	stores  []store
	wraps   []wrapped // of a result of the standard library: see wrap
}

// store is an assignment to a field.
type store struct {
	field string
	cond  bool
	null  bool
	pos   ir.Pos
	src   int
	fn    string
}

// newNode makes a node that belongs to no package.
func (p *program) newNode() int {
	p.pts = append(p.pts, nil)
	p.succ = append(p.succ, nil)
	return len(p.pts) - 1
}

// global returns the program-wide number of a package's node.
func (p *program) global(off int, n ir.Node) int {
	if n == 0 {
		return 0
	}
	return p.alias(off + int(n))
}

// alias follows merged nodes: the same package-level variable seen from several packages.
func (p *program) alias(n int) int {
	for {
		m, ok := p.merged[n]
		if !ok {
			return n
		}
		n = m
	}
}

// addTo makes node n hold an element.
func (p *program) addTo(n int, e elem) {
	if n == 0 {
		return
	}
	if p.pts[n] == nil {
		p.pts[n] = set{}
	}
	if _, ok := p.pts[n][e]; ok {
		return
	}
	if p.flow++; p.flow > maxFlow {
		p.gaveUp = true
		return
	}
	p.pts[n][e] = struct{}{}
	p.push(n)
}

func (p *program) push(n int) {
	if !p.queued[n] {
		p.queued[n] = true
		p.work = append(p.work, n)
	}
}

// edge makes everything in a flow to b.
func (p *program) edge(a, b int) {
	if a == 0 || b == 0 || a == b {
		return
	}
	k := [2]int{a, b}
	if p.edges[k] {
		return
	}
	p.edges[k] = true
	p.succ[a] = append(p.succ[a], b)
	for e := range p.pts[a] {
		p.addTo(b, e)
	}
}

// newObj makes an object.
func (p *program) newObj(o *obj) *obj {
	o.id = elem(len(p.elems))
	p.elems = append(p.elems, element{obj: o})
	return o
}

// object returns the object of a value, the same one for the same place.
func (p *program) object(v ir.Value, pkg *ir.Package, alloc string) *obj {
	if o := p.objs[v.Obj]; o != nil {
		return o
	}
	o := p.newObj(&obj{key: v.Obj, typ: v.Type, val: v, pkg: pkg, alloc: alloc})
	p.objs[v.Obj] = o
	return o
}

// anyOf returns the object that stands for all objects of a type of unknown origin.
func (p *program) anyOf(typ string) *obj {
	key := "any " + typ
	if o := p.objs[key]; o != nil {
		return o
	}
	o := p.newObj(&obj{key: key, typ: typ, any: true})
	p.objs[key] = o
	return o
}

// fieldNode returns the node of a field of an object.
func (p *program) fieldNode(o *obj, f string) int {
	if n, ok := o.fields[f]; ok {
		return n
	}
	if o.fields == nil {
		o.fields = map[string]int{}
	}
	n := p.newNode()
	o.fields[f] = n
	for _, par := range o.parents {
		p.edge(p.fieldNode(par, f), n)
	}
	for _, h := range o.heirs {
		p.edge(n, p.fieldNode(h, f))
	}
	return n
}

const (
	maxDepth = 4      // of parts of parts
	maxElems = 100000 // functions and objects, after which parts and copies are not told apart any more
	maxFlow  = 5e6    // steps of the value flow, after which the program is given up as too large
)

// part returns the object that is a struct field of another.
func (p *program) part(o *obj, f, owner, typ string) *obj {
	if s, ok := o.parts[f]; ok {
		if s.typ == "" {
			s.typ = typ
		}
		return s
	}
	if o.depth >= maxDepth || len(p.elems) > maxElems {
		return o
	}
	for a := o; a.parent != nil; a = a.parent {
		if a.field == owner+"."+f {
			return a // a recursive type: its parts are one
		}
	}
	if o.parts == nil {
		o.parts = map[string]*obj{}
	}
	s := p.newObj(&obj{key: o.key + "." + f, typ: typ, pkg: o.pkg, alloc: o.alloc, parent: o, field: owner + "." + f, depth: o.depth + 1,
		any: o.any, val: ir.Value{Name: f, Pos: o.val.Pos}})
	o.parts[f] = s
	for _, par := range o.parents {
		p.inherit(s, p.part(par, f, owner, typ))
	}
	for _, h := range o.heirs {
		p.inherit(p.part(h, f, owner, typ), s)
	}
	return s
}

// inherit makes o have the fields of par too.
func (p *program) inherit(o, par *obj) {
	if o == par || o.depth >= maxDepth && par.depth >= maxDepth {
		return
	}
	for _, x := range o.parents {
		if x == par {
			return
		}
	}
	o.parents = append(o.parents, par)
	par.heirs = append(par.heirs, o)
	for f, n := range par.fields {
		p.edge(n, p.fieldNode(o, f))
	}
	for f, s := range par.parts {
		owner, _ := cutLast(s.field)
		p.inherit(p.part(o, f, owner, s.typ), s)
	}
	if o.typ == "" {
		o.typ = par.typ
	}
}

// cutLast splits "a.b.c" into "a.b" and "c".
func cutLast(s string) (string, string) {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '.' {
			return s[:i], s[i+1:]
		}
	}
	return "", s
}

// cloneKey is the key of an object's copy for one call of its constructor.
func cloneKey(o *obj, site string) string { return o.key + "/" + site }

// clone returns the copy of an object that its constructor made for one call.
func (p *program) clone(o *obj, site, caller string) *obj {
	if len(p.elems) > maxElems {
		return o
	}
	key := cloneKey(o, site)
	if c := p.objs[key]; c != nil {
		return c
	}
	c := p.newObj(&obj{key: key, typ: o.typ, val: o.val, pkg: o.pkg, alloc: caller, orig: o, depth: o.depth, fresh: o.fresh, std: o.std, wraps: o.wraps})
	p.objs[key] = c
	p.inherit(c, o)
	if p.opsType[o.typ] {
		o.clones = append(o.clones, c) // what a caller assigns to its ops is not another caller's: see shareClones
	} else {
		p.inherit(o, c)
	}
	return c
}

// solve runs the value flow to its fixed point.
func (p *program) solve() {
	for len(p.work) > 0 {
		n := p.work[0]
		p.work = p.work[1:]
		p.queued[n] = false
		for _, m := range p.succ[n] {
			for e := range p.pts[n] {
				p.addTo(m, e)
			}
		}
		for _, c := range p.uses[n] {
			p.apply(c)
		}
		for _, c := range p.dyn[n] {
			p.applyCall(c)
		}
		for _, r := range p.returns[n] {
			p.applyReturn(n, r)
		}
	}
}

// cons is a constraint with program-wide nodes.
type cons struct {
	*ir.Cons
	dst, src int
	pkg      *ir.Package
}

// apply applies a constraint to what its base holds now.
func (p *program) apply(c *cons) {
	switch c.Kind {
	case ir.Load:
		for _, o := range p.objsOf(c.src) {
			p.edge(p.fieldNode(o, c.Field), c.dst)
			if o.any && c.Struct != "" {
				p.edge(p.allNode(c), c.dst)
			}
			if c.Struct != "" {
				p.edge(p.wildNode(c), c.dst)
			}
		}
	case ir.Store:
		for _, o := range p.objsOf(c.dst) {
			p.edge(c.src, p.fieldNode(o, c.Field))
			if o.any && c.Struct != "" {
				p.edge(c.src, p.wildNode(c))
			}
			p.recordStore(o, c)
		}
	case ir.Sub:
		for _, o := range p.objsOf(c.src) {
			p.addTo(c.dst, p.part(o, c.Field, c.Struct, c.Val.Type).id)
			if c.Field == "[]" {
				p.edge(p.fieldNode(o, "[]"), c.dst)
			}
		}
	case ir.CopyStruct:
		for _, d := range p.objsOf(c.dst) {
			for _, s := range p.objsOf(c.src) {
				p.inherit(d, s)
			}
		}
	}
}

func (p *program) recordStore(o *obj, c *cons) {
	for _, s := range o.stores {
		if s.field == c.Field && s.pos == c.Pos {
			return
		}
	}
	o.stores = append(o.stores, store{field: c.Field, cond: c.Cond, null: c.Nil, pos: c.Pos, src: c.src, fn: c.Func})
}

// allNode holds whatever is stored in a field of any object, wildNode what is stored through unknown ones.
func (p *program) allNode(c *cons) int  { return p.keyNode("all " + c.Struct + "." + c.Field) }
func (p *program) wildNode(c *cons) int { return p.keyNode("wild " + c.Struct + "." + c.Field) }

func (p *program) keyNode(key string) int {
	n, ok := p.keyNodes[key]
	if !ok {
		n = p.newNode()
		p.keyNodes[key] = n
	}
	return n
}

// objsOf returns the objects that a node holds.
func (p *program) objsOf(n int) []*obj {
	var out []*obj
	for e := range p.pts[n] {
		if o := p.elems[e].obj; o != nil {
			out = append(out, o)
		}
	}
	return out
}

// settle gives meaning to what is of unknown origin, until nothing changes.
func (p *program) settle() {
	p.solve()
	for range 4 {
		if !p.adopt() {
			return
		}
		p.solve()
	}
}

// adopt puts stand-ins where a receiver, a parameter or a base is unknown.
func (p *program) adopt() bool {
	changed := false
	// Whoever gets a method value calls the method on what is bound to it.
	for _, el := range p.elems {
		if f := p.funcs[el.fn]; el.obj == nil && el.recv != 0 && f != nil && f.Recv != 0 {
			p.edge(el.recv, p.global(f.off, f.Recv))
		}
	}
	p.solve()
	for _, f := range p.order {
		if f.pkg.Std {
			continue
		}
		if f.Recv != 0 {
			changed = p.standIn(p.global(f.off, f.Recv), recvType(f.Key)) || changed
		}
		for i, n := range f.Params {
			if i < len(f.Types) && f.Types[i] != "" && !p.isIface(f.Types[i]) {
				changed = p.standIn(p.global(f.off, n), f.Types[i]) || changed
			}
		}
	}
	for _, c := range p.cons {
		base := c.src
		if c.Kind == ir.Store {
			base = c.dst
		}
		if c.Struct == "" || p.known[c] || len(p.pts[base]) > 0 {
			continue
		}
		switch c.Kind {
		case ir.Load:
			p.edge(p.allNode(c), c.dst)
		case ir.Store:
			p.edge(c.src, p.wildNode(c))
		case ir.Sub:
			p.addTo(c.dst, p.part(p.anyOf(c.Struct), c.Field, c.Struct, c.Val.Type).id)
		default:
			continue
		}
		p.known[c] = true
		changed = true
	}
	return changed
}

func (p *program) standIn(n int, typ string) bool {
	if n == 0 || typ == "" || len(p.pts[n]) > 0 {
		return false
	}
	p.addTo(n, p.anyOf(typ).id)
	return true
}

func (p *program) isIface(typ string) bool {
	t := p.types[typ]
	return t == nil || t.Methods == nil || len(t.Methods) == 0 && t.Embeds == nil && p.ifaces[typ]
}

// pkgOfFunc returns the package path in the key of a function or method.
func pkgOfFunc(key string) string {
	if t := recvType(key); t != "" {
		key = t
	}
	return pathOf(key)
}

// recvType returns the type key in the key of a method.
func recvType(key string) string {
	if len(key) == 0 || key[0] != '(' {
		return ""
	}
	for i := len(key) - 1; i > 0; i-- {
		if key[i] == ')' {
			t := key[1:i]
			if t != "" && t[0] == '*' {
				t = t[1:]
			}
			return t
		}
	}
	return ""
}
