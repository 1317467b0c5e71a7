package program

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
)

// An item is something in a file that has expressions: a function, an initialized variable, a macro invocation at file
// scope. Its expressions are indexed when somebody asks for a name that it mentions, so that of a large file only what
// matters is looked at.
type item struct {
	fn    *fn
	v     *cparse.Var
	top   *cparse.TopCall
	call  *cparse.Expr // of top
	depth int
	built bool
}

func (w *symbolLayer) addItem(u *unit, it item, depth int) {
	it.depth = depth
	n := int32(len(u.items))
	u.items = append(u.items, it)
	note := func(name string) { u.words.note(name, n) }
	x := speaker{name: note}
	switch {
	case it.fn != nil:
		x.function(it.fn.d)
	case it.v != nil:
		note(it.v.Name)
		x.expr(it.v.Init)
	default:
		x.expr(it.call)
	}
	if x.braced {
		u.brace = append(u.brace, n)
	}
}

// A speaker tells which names expressions mention.
type speaker struct {
	name   func(string) // is called with each
	braced bool         // some list has an element without a designator
}

func (x *speaker) function(d *cparse.Func) {
	x.name(d.Name)
	for i := range d.Locals {
		if v := &d.Locals[i]; v.Init != nil {
			x.name(v.Name)
			x.expr(v.Init)
		}
	}
	for i := range d.Stmts {
		if e := d.Stmts[i].X; e != nil {
			x.expr(e)
		}
	}
}

func (x *speaker) expr(e *cparse.Expr) {
	switch e.Kind {
	case cparse.Ident, cparse.Member:
		x.name(e.Name)
	case cparse.InitElem:
		if e.Name != "" {
			x.name(e.Name)
		} else {
			x.braced = true
		}
	}
	for _, a := range e.Args {
		if a != nil {
			x.expr(a)
		}
	}
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
		w.addBody(u, it.fn, it.fn.d, nil, it.depth)
	case it.v != nil:
		w.addRoot(&root{u: u, v: it.v, ifdef: it.v.Ifdef, depth: it.depth}, it.v.Init)
	default:
		w.addRoot(&root{u: u, top: it.top, depth: it.depth}, it.call)
	}
}

func (w *symbolLayer) buildNamed(u *unit, name string) {
	if w.asked != nil {
		w.asked.note(cparse.HashName(name), u.path)
	}
	for _, n := range u.words.of(name) {
		w.build(u, n)
	}
}

// buildBraced indexes the items that may give members their values by position.
func (w *symbolLayer) buildBraced(u *unit) {
	u.bracesAsked = true
	for _, n := range u.brace {
		w.build(u, n)
	}
}

// ready indexes everything in a unit that mentions a name, itself or through a macro.
func (w *symbolLayer) ready(u *unit, name string) {
	w.findOwnCalls(u)
	w.buildNamed(u, name)
	for _, m := range u.ownCalls {
		if w.speaksOf(u, m, name) {
			w.buildNamed(u, m)
		}
	}
	w.about(u, name)
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
