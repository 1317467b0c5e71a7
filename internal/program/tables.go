package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// tableLayer is the ops tables that have been found.
type tableLayer struct {
	controlLayer
	tables map[string][]*Table           // by file
	inner  map[*Table]map[string][]*site // forwarded, remembered
}

// Presence tells whether a table has a callback: always, never, or under a condition at run time or compile time.
type Presence = contract.Presence

// Presence of a callback.
const (
	Absent      = contract.Absent
	Present     = contract.Present
	Conditional = contract.Conditional
)

// A Table is one ops table.
type Table struct {
	Name string
	Kind string // the struct's tag, or "assigned" for one filled at run time
	Pos  Pos    // of the name; of the first assignment for one filled at run time
	In   string // the function that holds it, "" at file scope

	Tag     string // of the struct
	u       *unit
	v       *cparse.Var // the variable that holds it as a whole, nil for one reached otherwise
	members map[string][]member
	leaves  modules.Leaves
	sources []*Table // the tables that it is a copy of
	copied  bool     // another table is a copy of it
}

// A member is one value that a callback of a table is given.
type member struct {
	value       *site
	at          *site
	conditional bool
}

// opOf says that a function is a callback of a table.
type opOf struct {
	t    *Table
	name string
}

// presence tells whether the table has a callback and where it is set.
func (t *Table) presence(name string) (Presence, Pos) {
	p := Absent
	var at Pos
	for _, m := range t.members[name] {
		if isNull(m.value) {
			continue
		}
		if !m.conditional || p == Conditional && t.otherArm(at, m.at.pos()) {
			return Present, m.at.pos()
		}
		p, at = Conditional, m.at.pos()
	}
	return p, at
}

// otherArm tells whether the second of two elements stands in the #else of the first one's #if.
func (t *Table) otherArm(a, b Pos) bool {
	if a.File != b.File || a.File != t.u.path || a.End > b.Start || int(b.Start) > len(t.u.src) {
		return false
	}
	between := string(t.u.src[a.End:b.Start])
	return strings.Contains(between, "#else") && !strings.Contains(between, "#endif") && !strings.Contains(between, "#if")
}

// tablesIn gives the ops tables of a file.
func (w *tableLayer) tablesIn(path string) []*Table {
	if ts, ok := w.tables[path]; ok {
		return ts
	}
	w.tables[path] = nil
	if !w.graph.CanHoldTable(path) {
		return nil
	}
	u := w.unit(path)
	if u == nil {
		return nil
	}
	ts := w.tablesOf(u)
	w.tables[path] = ts
	return ts
}

// opsOf lists the tables that a function is a callback of.
func (w *tableLayer) opsOf(f *fn) []opOf {
	var out []opOf
	for _, u := range w.usesOf(f) {
		if u.kind != useOp {
			continue
		}
		for _, t := range w.tablesIn(u.at.u().path) {
			for _, m := range t.members[u.table.name] {
				if m.at == u.at {
					out = append(out, opOf{t, u.table.name})
				}
			}
		}
	}
	return out
}

func comparePos(a, b Pos) int {
	if c := strings.Compare(a.File, b.File); c != 0 {
		return c
	}
	return int(a.Start) - int(b.Start)
}

// tablesOf finds the tables in one file: initialized ones, copies, and those filled by assignments.
func (w *tableLayer) tablesOf(u *unit) []*Table {
	f := &tableFinder{w: w, u: u, byVar: map[*cparse.Var]*Table{}, byBody: map[bodyKey]*Table{}, byText: map[string]*Table{}}
	f.buildCandidates()
	for _, g := range f.functions() {
		byPos(u.roots[g])
		for _, r := range u.roots[g] {
			if r.root.v != nil {
				f.initialized(r)
			}
		}
	}
	f.literals()
	for _, t := range f.out {
		w.buildNamed(u, t.Name) // it may be copied
	}
	for _, g := range f.functions() {
		if g == nil {
			continue
		}
		byPos(u.roots[g])
		for _, r := range slices.Clone(u.roots[g]) {
			f.copied(r)
		}
	}
	f.assigned()
	f.filled()
	out := f.out[:0]
	for _, t := range f.out {
		if t.hasStream(w.api().Ops[t.Tag].Stream) && !t.dispatches() {
			t.leaves = w.graph.ProgramsOf(u.path)
			w.source(u)
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b *Table) int { return comparePos(a.Pos, b.Pos) })
	return out
}

// dispatches tells whether a table is one that a framework fills at run time to pass the core's calls on to the tables of
// drivers (rtd->ops in sound/soc/soc-pcm.c).
func (t *Table) dispatches() bool { return t.Kind == "assigned" && kernelapi.IsFramework(t.u.path) }

// hasStream tells whether a value of an ops struct has any of the PCM callbacks stream.
func (t *Table) hasStream(stream map[string]bool) bool {
	for name, ms := range t.members {
		if !stream[name] {
			continue
		}
		for _, m := range ms {
			if !isNull(m.value) {
				return true
			}
		}
	}
	return false
}

type tableFinder struct {
	w      *tableLayer
	u      *unit
	out    []*Table
	byVar  map[*cparse.Var]*Table
	byBody map[bodyKey]*Table
	byText map[string]*Table // function and base expression of a table filled at run time
}

// buildCandidates indexes what can hold a table: all initialized variables at file scope, the functions that have a
// local of such a type, or that assign a callback.
func (f *tableFinder) buildCandidates() {
	for n := range f.u.items {
		if v := f.u.items[n].v; v != nil && f.holds(f.w.resolve(f.u, &v.Type).sd, 0) {
			f.w.build(f.u, int32(n))
		}
	}
	for tag := range f.w.api().Ops {
		for _, n := range f.w.mentioning(f.u, "struct "+tag, anyWord) {
			if it := &f.u.items[n]; it.v != nil || it.fn != nil && f.hasTable(it.fn.body()) {
				f.w.build(f.u, n)
			}
		}
	}
	for _, name := range f.w.api().Callbacks() {
		f.w.readyStored(f.u, name)
	}
}

// holds tells whether a struct is an ops struct, or one of the driver's own that has one inside.
func (f *tableFinder) holds(sd *structDef, depth int) bool {
	if sd == nil || depth > 6 {
		return false
	}
	if f.opsTag(sd) {
		return true
	}
	if sd.u == nil { // one of the kernel's
		return false
	}
	for _, def := range f.w.fields(sd, f.u) {
		for i := range def.Fields {
			if t := f.w.resolve(sd.u, &def.Fields[i].Type); t.sd != nil && (f.opsTag(t.sd) || t.ptr == 0 && f.holds(t.sd, depth+1)) {
				return true
			}
		}
	}
	return false
}

func (f *tableFinder) opsTag(sd *structDef) bool {
	_, ops := f.w.api().Ops[sd.tag]
	return ops
}

func (f *tableFinder) hasTable(d *cparse.Func) bool {
	for i := range d.Locals {
		tag, ok := structTag(d.Locals[i].Type.Base)
		if _, ops := f.w.api().Ops[tag]; ok && ops {
			return true
		}
	}
	return false
}

// functions lists nil (file scope) and the functions of the file in order.
func (f *tableFinder) functions() []*fn {
	var out []*fn
	for g := range f.u.roots {
		if g != nil {
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(a, b *fn) int { return int(a.d.Pos) - int(b.d.Pos) })
	return append([]*fn{nil}, out...)
}

// initialized looks for ops structs in an initializer, the whole of it or nested.
func (f *tableFinder) initialized(r *site) {
	v := r.root.v
	t := f.w.resolve(f.u, &v.Type)
	if t.sd == nil {
		return
	}
	list := r
	if r.e.Kind != cparse.InitList {
		if _, isOps := f.w.api().Ops[t.sd.tag]; !isOps || t.ptr > 0 {
			return
		}
		if list = f.w.macroList(r); list == nil {
			return
		}
		f.table(list, t.sd.tag, v, v.Name)
		return
	}
	f.nested(list, v, v.Name, 0)
}

// macroList gives the initializer list that a macro stands for.
func (w *tableLayer) macroList(s *site) *site {
	for range 4 {
		switch {
		case s.e.Kind == cparse.InitList:
			return s
		case s.e.Kind == cparse.Call && w.expandedValue(s) != nil:
			s = w.expandedValue(s)
		case s.e.Kind == cparse.Ident:
			x := w.initMacro(s)
			if x == nil {
				return nil
			}
			s = x
		default:
			return nil
		}
	}
	return nil
}

// initMacro parses the body of an object-like macro as an initializer.
func (w *tableLayer) initMacro(s *site) *site {
	m := w.ownMacro(s.u(), s.e.Name)
	if m == nil || m.FuncLike {
		return nil
	}
	return w.initText(s, m.Body)
}

// initText reads a text as the initializer in the place of s, once.
func (w *tableLayer) initText(s *site, text string) *site {
	key := initKey{s, text}
	if x := s.u().inits[key]; x != nil {
		s.exp = &[]*site{x}
		return x
	}
	f := cparse.ParseFragment(cparse.FragmentInit, text, s.e.Pos, s.e.End)
	if f == nil || len(f.Funcs) == 0 || len(f.Funcs[0].Stmts) == 0 || f.Funcs[0].Stmts[0].X == nil {
		return nil
	}
	r := *s.root
	r.depth++
	x := &site{e: f.Funcs[0].Stmts[0].X, up: s.up, arg: s.arg, root: &r}
	w.addSite(x)
	s.u().inits[key] = x
	s.exp = &[]*site{x}
	return x
}

func (f *tableFinder) nested(list *site, v *cparse.Var, name string, depth int) {
	if depth > 6 {
		return
	}
	t := f.w.listType(list)
	if t.sd != nil && t.ptr == 0 {
		if _, ok := f.w.api().Ops[t.sd.tag]; ok {
			f.table(list, t.sd.tag, v, name)
			return
		}
	}
	for i := range list.kids {
		e := &list.kids[i]
		if e.e.Kind != cparse.InitElem || len(e.kids) == 0 {
			continue
		}
		inner := e.kid(0)
		if inner.e.Kind != cparse.InitList {
			if t.ptr == 0 || !f.holds(t.sd, 0) {
				continue
			}
			if inner = f.w.macroList(inner); inner == nil {
				continue
			}
		}
		n := name
		if e.e.Name != "" {
			n = name + "." + e.e.Name
		}
		f.nested(inner, v, n, depth+1)
	}
}

// literals looks for ops structs that are compound literals, &(const struct snd_pcm_ops){ ... }, and no value of an ops
// variable or member: those are copies.
func (f *tableFinder) literals() {
	byPos(f.u.lists)
	for _, l := range slices.Clone(f.u.lists) {
		t := f.w.listType(l)
		if l.e.Type == nil || t.ptr > 0 || !f.isOps(t) || l.up == nil || l.up.e.Kind == cparse.Assign {
			continue
		}
		v := l.root.v
		if v == nil {
			name := "(struct " + t.sd.tag + ")"
			v = &cparse.Var{Name: name, Pos: l.e.Pos, End: l.e.End}
		}
		if f.byVar[v] == nil {
			f.table(l, t.sd.tag, v, v.Name)
		}
	}
}

// A bodyKey names what a list fills and where it ends: #ifdef around the first line of a table makes two heads of one body.
type bodyKey struct {
	name, tag string
	end       cparse.Pos
}

// table records the ops struct that a list fills.
func (f *tableFinder) table(list *site, tag string, v *cparse.Var, name string) {
	body := bodyKey{name, tag, list.e.End}
	if t := f.byBody[body]; t != nil && list.fn() == nil && list.root.depth == 0 {
		f.byVar[v] = t
		return
	}
	t := &Table{Name: name, Kind: tag, Tag: tag, u: f.u, members: map[string][]member{}}
	f.byBody[body] = t
	t.Pos = at(f.u.path, v.Pos, v.Pos+cparse.Pos(len(v.Name)))
	if list.up != nil && list.e.Pos > v.Pos {
		t.Pos = at(f.u.path, list.e.Pos, list.e.Pos+1) // an element: where it starts
		if list.up.e.Kind == cparse.InitElem && list.up.e.Name != "" {
			t.Pos = at(f.u.path, list.up.e.Pos, list.e.Pos)
		}
	}
	if g := list.fn(); g != nil {
		t.In = g.name()
	}
	f.members(t, list, false, 0)
	f.out = append(f.out, t)
	if list.up == nil || list.e.Kind == cparse.InitList && list.e.Type == nil && name == v.Name {
		f.byVar[v], t.v = t, v
	}
}

// members records what a list gives the callbacks; a macro in it stands for several.
func (f *tableFinder) members(t *Table, list *site, ifdef bool, depth int) {
	sd := f.w.core[t.Tag]
	for i := range list.kids {
		e := &list.kids[i]
		if e.e.Kind != cparse.InitElem || len(e.kids) == 0 {
			continue
		}
		val := e.kid(0)
		cond := ifdef || e.e.Ifdef
		name := e.e.Name
		if name == "" && depth < 4 && (val.e.Kind == cparse.Ident || val.e.Kind == cparse.Call) {
			if inner := f.memberMacro(val); inner != nil {
				f.members(t, inner, cond || f.varies(val), depth+1)
				continue
			}
		}
		if name == "" && sd != nil {
			name = f.w.fieldAt(sd, f.u, int(e.arg))
		}
		if name != "" {
			t.add(name, val, e, cond)
		}
	}
}

// memberMacro expands a macro that stands for designated elements of an initializer.
func (f *tableFinder) memberMacro(s *site) *site {
	name, args := s.e.Name, []string(nil)
	if s.e.Kind == cparse.Call {
		if s.e.Args[0].Kind != cparse.Ident {
			return nil
		}
		name = s.e.Args[0].Name
		args = f.w.argText(s.u(), s.e.Pos, s.e.End)
	}
	m := f.w.ownMacro(f.u, name)
	if m == nil || m.FuncLike != (s.e.Kind == cparse.Call) || !strings.Contains(m.Body, ".") {
		return nil
	}
	body := m.Body
	if m.FuncLike {
		body = m.Expand(args)
	}
	x := f.w.initText(s, "{ "+body+" }")
	if x == nil || x.e.Kind != cparse.InitList {
		return nil
	}
	return x
}

// varies tells whether a macro has several bodies, one for each arm of a conditional.
func (f *tableFinder) varies(s *site) bool {
	name := s.e.Name
	if s.e.Kind == cparse.Call {
		name = s.e.Args[0].Name
	}
	first, n := "", 0
	for i := range f.u.file.Macros {
		m := &f.u.file.Macros[i]
		if m.Name != name {
			continue
		}
		if n > 0 && m.Body != first {
			return true
		}
		first = m.Body
		n++
	}
	return false
}

// add notes a value of a callback. One that is chosen by ?: or by a macro that may give NULL is conditional.
func (t *Table) add(name string, val, at *site, cond bool) {
	if val.e.Kind == cparse.Cond {
		a, b := val.kid(1), val.kid(2)
		null := isNull(a) || isNull(b)
		t.add(name, a, at, cond || null)
		t.add(name, b, at, cond || null)
		return
	}
	if val.e.Kind == cparse.Call {
		if c := val.e.Args[0]; c.Kind == cparse.Ident && conditionalMacros[c.Name] {
			cond = true
		}
	}
	t.members[name] = append(t.members[name], member{val, at, cond})
}

// conditionalMacros give their argument or NULL, depending on the kernel's configuration.
var conditionalMacros = map[string]bool{"PTR_IF": true, "pm_ptr": true, "pm_sleep_ptr": true, "of_match_ptr": false}

// moduleFunc gives the one function that a member of a table names, as far as it belongs to the table's module.
func (w *tableLayer) moduleFunc(t *Table, value *site) *fn {
	if value.e.Kind != cparse.Ident {
		return nil
	}
	fs := t.u.funcs[value.e.Name]
	if len(fs) == 0 {
		fs = w.lookupFunc(t.u, value.e.Name)
	}
	if len(fs) != 1 || fs[0].u != t.u && (modules.IsHeader(fs[0].u.path) || !w.graph.SameModule(t.u.path, fs[0].u.path) &&
		!w.graph.Linked(t.u.path, fs[0].u.path) || kernelapi.IsFramework(fs[0].u.path)) {
		return nil
	}
	return fs[0]
}

// ASoC tells whether the table belongs to a component driver, which has no card at hand when it is written.
func (t *Table) ASoC() bool { return t.Tag == "snd_soc_component_driver" }

// callbacks lists the functions that the table names.
func (t *Table) callbacks() []string {
	var out []string
	for _, ms := range t.members {
		for _, m := range ms {
			if m.value.e.Kind == cparse.Ident {
				out = append(out, m.value.e.Name)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// in tells whether a table, or one that it is a copy of, is in a set.
func (t *Table) in(set map[*Table]bool) bool {
	if set[t] {
		return true
	}
	for _, src := range t.sources {
		if set[src] {
			return true
		}
	}
	return false
}
