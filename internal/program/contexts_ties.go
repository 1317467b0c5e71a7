package program

import (
	"maps"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

func posLen(s string) cparse.Pos { return cparse.Pos(len(s)) }

// tie finds the tables through which a substream can have been opened: those whose callbacks it came from as an
// argument. Where that cannot be told it is every table of the same driver. calls says through which call a function
// on the way was entered, where that is known.
func (w *contextLayer) tie(e *elapsed, leaves modules.Leaves, arg *site, calls map[*fn]*site) map[*Table]bool {
	b := &tracer{w: w, leaves: leaves, calls: calls, seen: map[*site]bool{}, params: map[locKey]bool{},
		tables: map[*Table]bool{}, lost: map[lostAt]bool{}, left: w.budgetOf(e.at.u())}
	if arg != nil {
		b.from(arg)
	} else {
		b.lose(e.at)
	}
	for at := range maps.Clone(b.lost) {
		b.lost[lostAt{e.at.u().path, at.dir}] = true
	}
	for at := range b.lost {
		for _, t := range w.driverTables(at.file, leaves) {
			if w.canBe(t, at.dir) {
				b.tables[t] = true
			}
		}
	}
	w.ownFirst(e.at.u().path, b.tables)
	return b.tables
}

// ownFirst leaves out the tables of libraries that a driver with a table of its own uses: what it stores in a library's
// struct is its own streams, though the library's table stores there too.
func (w *contextLayer) ownFirst(file string, tables map[*Table]bool) {
	mine := w.graph.LeavesOf(file)
	own := false
	for t := range tables {
		own = own || w.graph.SameModule(file, t.u.path)
	}
	if !own || mine == nil {
		return
	}
	for t := range tables {
		if !w.graph.SameModule(file, t.u.path) && mine.Subset(t.leaves) && !t.leaves.Subset(mine) {
			delete(tables, t)
		}
	}
}

// driverTables lists the tables of the driver that a file belongs to: those of its own modules, or where these have
// none, of the modules that are linked with them.
func (w *contextLayer) driverTables(file string, leaves modules.Leaves) []*Table {
	var out []*Table
	for _, p := range w.graph.Siblings(file) {
		out = append(out, w.attachedIn(p)...)
	}
	where := leaves.And(w.graph.LeavesOf(file))
	if len(out) > 0 || where == nil || kernelapi.IsFramework(file) {
		return out
	}
	for _, p := range w.graph.TableFiles(true) {
		if kernelapi.IsFramework(p) || !w.graph.IsRelevant(p) || !w.graph.LeavesOf(p).Meets(where) {
			continue
		}
		out = append(out, w.attachedIn(p)...)
	}
	return out
}

// attachedIn gives the tables of a file that the core calls.
func (w *contextLayer) attachedIn(path string) []*Table {
	return slices.DeleteFunc(slices.Clone(w.tablesIn(path)), func(t *Table) bool { return w.forwarded(t) != nil })
}

// tracer follows a substream pointer backward.
type tracer struct {
	w      *contextLayer
	leaves modules.Leaves
	calls  map[*fn]*site
	seen   map[*site]bool
	params map[locKey]bool
	steps  int
	sought int     // expressions that pointeesOf has looked at
	left   *budget // of the file of the elapsed call
	tables map[*Table]bool
	lost   map[lostAt]bool
	dir    string // the direction that a substream must have to have come this way, empty for any
}

// lostAt is a file in which the trace was lost: any table of its driver may be meant, of the direction that is known.
type lostAt struct{ file, dir string }

const maxTraceSteps = 4000

func (b *tracer) from(s *site) {
	if s == nil || b.seen[s] {
		return
	}
	b.seen[s] = true
	b.left.steps--
	if b.steps++; b.steps > maxTraceSteps || b.left.steps <= 0 {
		b.lose(s)
		return
	}
	switch s.e.Kind {
	case cparse.Const:
	case cparse.Ident:
		b.ident(s)
	case cparse.Member:
		b.member(s)
	case cparse.Index, cparse.Cast, cparse.Addr, cparse.Deref:
		b.from(s.kid(0))
	case cparse.Cond:
		b.from(s.kid(1))
		b.from(s.kid(2))
	case cparse.Comma, cparse.StmtExprKind:
		b.from(s.kid(len(s.kids) - 1))
	case cparse.Assign:
		b.from(s.kid(1))
	case cparse.Call:
		b.call(s)
	default:
		b.lose(s)
	}
}

// lose notes that the pointer could not be followed further from here.
func (b *tracer) lose(s *site) { b.loseIn(s.u().path) }

func (b *tracer) loseIn(file string) { b.lost[lostAt{file, b.dir}] = true }

func (b *tracer) call(s *site) {
	w := b.w
	if v := w.expandedValue(s); v != nil {
		b.from(v)
		return
	}
	if c := s.kid(0); c.e.Kind == cparse.Ident {
		if i, ok := kernelapi.Identity[c.e.Name]; ok && i >= 0 {
			arg := s.kid(i + 1)
			b.from(arg)
			return
		}
	}
	rets := 0
	for _, g := range w.callees(s) {
		for _, r := range w.returns(g) {
			rets++
			b.from(r)
		}
	}
	if rets == 0 {
		b.lose(s)
	}
}

func (b *tracer) ident(s *site) {
	w, name := b.w, s.e.Name
	f := s.fn()
	if f == nil {
		b.lose(s)
		return
	}
	if _, v, ok := f.local(name, s.e.Pos); ok {
		found := false
		if v == nil {
			b.param(f, name)
			found = true
		}
		for _, d := range w.localDefs(f, name) {
			found = true
			b.from(d)
		}
		if !found {
			b.lose(s)
		}
		return
	}
	if v := w.lookupVar(s.u(), name); v != nil {
		defs := w.globalDefs(v)
		for _, d := range defs {
			b.from(d)
		}
		if len(defs) == 0 {
			b.lose(s)
		}
		return
	}
	if x := w.objectMacro(s.u(), s); x != nil {
		b.from(x)
		return
	}
	b.lose(s)
}

// member goes on with whatever is stored in the member, in all objects of the struct.
func (b *tracer) member(s *site) {
	w := b.w
	if dir, ok := w.indexedStream(s, b.calls); ok && dir != "" {
		b.within(dir, func() { b.lose(s) })
		return
	}
	loc, ok := w.memberField(s)
	if ok && kernelapi.CoreSubstream[kernelapi.FieldKey{Struct: loc.sd.tag, Field: loc.name}] {
		b.lose(s)
		return
	}
	n := 0
	mine := w.partOf(s.kid(0), b.calls, 0)
	b.sought = 0
	object := b.pointeesOf(s.kid(0), 0)
	for _, st := range w.fieldStores(loc, s.u().path) {
		if isNull(st.value) || mine.other(w.partOf(st.base, nil, 0)) {
			continue
		}
		if !object.unknown && object.apart((&tracer{w: w}).pointeesOf(st.base, 0)) {
			continue
		}
		if !b.leaves.Meets(w.graph.LeavesOf(st.at.u().path)) {
			continue
		}
		n++
		b.within(w.testedDirection(st.at, st.value), func() {
			if mine.sd == nil || !b.storedFor(st, mine) {
				b.from(st.value)
			}
		})
	}
	if n == 0 {
		b.lose(s)
	}
}

// storedFor goes on with those callers of a function that stores its parameter in another one, rec->substream = s, that
// hand it the part in question. False when that cannot be told.
func (b *tracer) storedFor(st store, mine part) bool {
	f := st.at.fn()
	if f == nil || st.base == nil {
		return false
	}
	to, ok := paramIndex(f, st.base)
	value, ok2 := paramIndex(f, st.value)
	if !ok || !ok2 {
		return false
	}
	uses := b.w.usesOf(f)
	if len(uses) == 0 || slices.ContainsFunc(uses, func(u use) bool { return u.kind != useCall || len(u.stack) > 0 || u.at.fn() == nil }) {
		return false
	}
	for _, u := range uses {
		if u.leaves.Meets(b.leaves) && !mine.other(b.w.partOf(u.at.kid(to+1), nil, 0)) {
			b.from(u.at.kid(value + 1))
		}
	}
	return true
}

// param goes on with what the callers of a function hand over; the substream of a PCM op tells the table.
func (b *tracer) param(f *fn, name string) {
	w := b.w
	key := locKey{kind: locLocal, fn: f, name: name, from: b.dir}
	if b.params[key] {
		return
	}
	b.params[key] = true
	i, _ := f.param(name)
	found := false
	for _, o := range w.opsOf(f) {
		if i != w.api().Ops[o.t.Tag].Substream {
			continue
		}
		found = true
		inner := w.forwarded(o.t)
		if inner == nil && w.canBe(o.t, b.dir) {
			b.tables[o.t] = true
		}
		for _, c := range inner[o.name] {
			b.from(c.kid(i + 1))
		}
	}
	if call := b.calls[f]; call != nil {
		came := w.given(f, call, i)
		for _, d := range came {
			b.from(d)
		}
		if came == nil {
			b.from(call.kid(i + 1))
		}
		return
	}
	for _, u := range w.usesOf(f) {
		if !u.leaves.Meets(b.leaves) {
			continue
		}
		switch u.kind {
		case useCall:
			if arg := u.at.kid(i + 1); arg != nil {
				found = true
				b.from(arg)
			}
		case useAsync:
			if u.data != nil && u.param == i {
				found = true
				b.from(u.data)
			}
		case useOp:
			if !found {
				b.loseIn(f.u.path) // a DAI's callback: any table of the driver
				found = true
			}
		}
	}
	if !found && !w.usedElsewhere(f) {
		b.loseIn(f.u.path)
	}
}

// usedElsewhere tells whether only programs out of scope use a library's function: in those that are looked at it does
// not run, so that no substream comes through it.
func (w *contextLayer) usedElsewhere(f *fn) bool {
	if f.d.Static && !modules.IsHeader(f.u.path) {
		return false
	}
	w.asked.note(cparse.HashName(f.name()), anywhere)
	for _, p := range w.graph.Mentioning(f.name()) {
		if l := w.graph.LeavesOf(p); !l.Empty() && !l.Meets(w.scope) {
			return true
		}
	}
	return false
}

// within goes on for substreams of a direction, empty for any.
func (b *tracer) within(dir string, do func()) {
	was := b.dir
	if dir != "" {
		b.dir = dir
	}
	do()
	b.dir = was
}
