package program

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// An item is something in a file that has expressions: a function, an initialized variable, a macro invocation at file
// scope. Its expressions are indexed when somebody asks for a name that it mentions, so that of a large file only what
// matters is looked at.
type item struct {
	fn    *fn
	v     *cparse.Var
	top   *cparse.TopCall
	depth int
	built bool
}

func (w *symbolLayer) addItem(u *unit, it item, depth int) {
	it.depth = depth
	n := int32(len(u.items))
	u.items = append(u.items, it)
	note := func(name string, as cparse.WordKind) { u.words.note(name, n, as) }
	var braced bool
	switch {
	case it.fn != nil:
		braced = it.fn.d.Words(note)
	case it.v != nil:
		braced = it.v.Words(note)
	default:
		braced = it.top.Words(note)
	}
	if braced {
		u.brace = append(u.brace, n)
	}
}

// invocation is a macro invocation at file scope as a call.
func invocation(t *cparse.TopCall) *cparse.Expr {
	name := &cparse.Expr{Kind: cparse.Ident, Name: t.Name, Pos: t.Pos, End: t.Pos + cparse.Pos(len(t.Name))}
	return &cparse.Expr{Kind: cparse.Call, Pos: t.Pos, End: t.End, Args: append([]*cparse.Expr{name}, t.Args...)}
}

// build indexes the expressions of an item.
func (w *symbolLayer) build(u *unit, n int32) {
	it := &u.items[n]
	if it.built {
		return
	}
	it.built = true
	switch {
	case it.fn != nil:
		w.addBody(u, it.fn, it.fn.body(), nil, it.depth)
	case it.v != nil:
		u.declare(it.v.Read())
		w.addRoot(&root{u: u, v: it.v, ifdef: it.v.Ifdef, depth: it.depth}, it.v.Init)
	default:
		u.declare(it.top.Read())
		w.addRoot(&root{u: u, top: it.top, depth: it.depth}, invocation(it.top))
	}
}

func (w *symbolLayer) buildNamed(u *unit, name string) { w.buildMentioning(u, name, anyWord) }

func (w *symbolLayer) buildMentioning(u *unit, name string, as cparse.WordKind) {
	for _, n := range w.mentioning(u, name, as) {
		w.build(u, n)
	}
}

// What a name that is asked for may be. An argument of a macro may become anything.
const (
	anyWord  = cparse.WordPlain | cparse.WordMember | cparse.WordArgument
	asName   = cparse.WordPlain | cparse.WordArgument
	asMember = cparse.WordMember | cparse.WordArgument
	asPassed = cparse.WordPassed | cparse.WordArgument // stored when what it is passed to is a macro that stores
)

// mentioning calls yield with the items of a unit that mention a name as one of those kinds.
func (w *symbolLayer) mentioning(u *unit, name string, as cparse.WordKind) iter.Seq2[int, int32] {
	if w.asked != nil {
		w.asked.note(cparse.HashName(name), u.path)
	}
	return u.words.of(name, as)
}

// buildBraced indexes the items that may give members of a struct their values by position.
func (w *symbolLayer) buildBraced(u *unit, sd *structDef) {
	u.bracesAsked = true
	named := map[int32]bool{} // a compound literal may stand anywhere
	for _, n := range u.words.of("struct "+sd.tag, anyWord) {
		named[n] = true
	}
	for _, n := range u.brace {
		if it := &u.items[n]; it.built || it.v != nil && !named[n] && !w.holds(w.resolve(u, &it.v.Type).sd, sd) {
			continue
		}
		w.build(u, n)
	}
}

// holds tells whether a struct is another one or has one of it inside.
func (w *symbolLayer) holds(sd, inner *structDef) bool {
	if sd == nil || sd.path == "" || sd == inner {
		return sd == inner
	}
	key := [2]*structDef{sd, inner}
	in, known := w.held[key]
	if known {
		return in
	}
	w.held[key] = false // a struct is not inside itself
	for _, def := range w.fields(sd, sd.u) {
		for i := range def.Fields {
			if f := w.resolve(sd.u, &def.Fields[i].Type); !def.Fields[i].Type.Func && w.holds(f.sd, inner) {
				in = true
			}
		}
	}
	w.held[key] = in
	return in
}

// ready indexes everything in a unit that mentions a name, itself or through a macro.
func (w *symbolLayer) ready(u *unit, name string, as cparse.WordKind) {
	w.findOwnCalls(u)
	w.buildMentioning(u, name, as)
	for _, m := range u.ownCalls {
		if w.speaksOf(u, m, name) {
			w.buildNamed(u, m)
		}
	}
	w.about(u, name)
}

// readyStored indexes everything in a unit that may give a member a value, itself or through a macro.
func (w *symbolLayer) readyStored(u *unit, name string) {
	w.ready(u, name, cparse.WordStored)
	storers := w.storersOf(u)
	for _, n := range w.mentioning(u, name, asPassed) {
		if storers[n] {
			w.build(u, n)
		}
	}
	w.about(u, name)
}

// storersOf gives the items that call WRITE_ONCE() or the like, or a macro of the driver that stores something.
func (w *symbolLayer) storersOf(u *unit) map[int32]bool {
	if u.storers != nil {
		return u.storers
	}
	u.storers = map[int32]bool{}
	add := func(name string) {
		for _, n := range w.mentioning(u, name, anyWord) {
			u.storers[n] = true
		}
	}
	for name := range kernelapi.Store {
		add(name)
	}
	w.findOwnCalls(u)
	for _, name := range u.ownCalls {
		if w.storesSomething(u, name, map[string]bool{}) {
			add(name)
		}
	}
	return u.storers
}

// storesSomething tells whether the body of a macro of the driver, or of one that it calls, has an assignment.
func (w *symbolLayer) storesSomething(u *unit, name string, seen map[string]bool) bool {
	m := w.ownMacro(u, name)
	if m == nil || seen[name] {
		return false
	}
	seen[name] = true
	if assigns(m.Body) {
		return true
	}
	for x := range wordsOf(m.Body) {
		if _, stores := kernelapi.Store[x]; stores || w.storesSomething(u, x, seen) {
			return true
		}
	}
	return false
}

// assigns tells whether a text has a '=' that compares nothing, or joins names.
func assigns(text string) bool {
	for i := range len(text) {
		if text[i] == '=' && (i+1 == len(text) || text[i+1] != '=') && (i == 0 || !strings.ContainsRune("=!<>", rune(text[i-1]))) {
			return true
		}
	}
	return strings.Contains(text, "##")
}

// readyIn indexes everything in a function that mentions a name, itself or through a macro.
func (w *symbolLayer) readyIn(f *fn, name string) {
	w.findOwnCalls(f.u)
	w.build(f.u, f.item)
	w.expandCalls(f.u, name, func(s *site) bool { return s.fn() == f })
}

// findOwnCalls lists the driver's own macros that a file may call, and indexes the callers of those that make names.
func (w *symbolLayer) findOwnCalls(u *unit) {
	if u.pasted {
		return
	}
	u.pasted = true
	for name := range w.macroCandidates(u) {
		if m := w.ownMacro(u, name); m != nil && m.FuncLike {
			u.ownCalls = append(u.ownCalls, name)
		}
	}
	slices.Sort(u.ownCalls)
	u.ownCalls = slices.Compact(u.ownCalls)
	for _, name := range u.ownCalls {
		if m := w.ownMacro(u, name); w.makesNames(u, m) {
			w.buildNamed(u, name)
		}
	}
}

// macroCandidates gives the words of a file that may be function-like macros of the driver.
func (w *symbolLayer) macroCandidates(u *unit) iter.Seq[string] {
	if !w.graph.IsRelevant(u.path) {
		return maps.Keys(u.words.id) // its headers are not among those whose macros the graph knows
	}
	return func(yield func(string) bool) {
		for name := range u.macros {
			if u.words.has(name) && !yield(name) {
				return
			}
		}
		for _, h := range w.localClosure(u.path) {
			for _, name := range w.graph.MacrosOf(h) {
				if u.words.has(name) && !yield(name) {
					return
				}
			}
		}
	}
}

// byPos puts sites in the order of the file: they are found in the order in which they were asked for.
func byPos(s []*site) {
	before := func(a, b *site) int { return cmp.Compare(a.e.Pos, b.e.Pos) }
	if !slices.IsSortedFunc(s, before) {
		slices.SortStableFunc(s, before)
	}
}
