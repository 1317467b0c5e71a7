package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
)

// A Reach is an expression by which something is reached in a function.
type Reach struct {
	Text string
	Base string     // the variable that it begins with
	From cparse.Pos // where it is set; before that it is not to be used

	pointer bool
	through []fieldLoc // the members that it goes through
}

// maxReach is how many members a reaching expression may have.
const maxReach = 2

// reaching lists the expressions of a function by which something is reached from its variables, with at most so many
// members, shortest first.
func (w *remedyLayer) reaching(f *fn, most int, want func(typ) bool) []Reach {
	type at struct {
		text string
		t    typ
		n    int
		way  []fieldLoc // the members that it goes through
	}
	var out []Reach
	for _, v := range w.variables(f) {
		queue := []at{{text: v.name, t: v.t}}
		seen := map[*structDef]bool{}
		for len(queue) > 0 {
			x := queue[0]
			queue = queue[1:]
			if want(x.t) {
				from := v.from
				if x.n > 0 && x.t.ptr > 0 {
					var ok bool
					if from, ok = w.setBefore(f, v, x.text, x.way[len(x.way)-1]); !ok {
						continue
					}
				}
				out = append(out, Reach{Text: x.text, Base: v.name, From: from, pointer: x.t.ptr == 1, through: x.way})
				continue
			}
			if x.t.sd == nil || x.t.ptr > 1 || x.t.sd.path == "" || x.n >= most || seen[x.t.sd] || !w.visible(x.t.sd, f.u) {
				continue
			}
			seen[x.t.sd] = true
			dot := "."
			if x.t.ptr == 1 {
				dot = "->"
			}
			for _, def := range w.fields(x.t.sd, x.t.u) {
				for i := range def.Fields {
					m := &def.Fields[i]
					if t := w.fieldType(x.t, m.Name); t.sd != nil && !m.Type.Array && !t.fun {
						queue = append(queue, at{x.text + dot + m.Name, t, x.n + 1, append(x.way[:len(x.way):len(x.way)], fieldLoc{x.t.sd, m.Name})})
					}
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Reach) int { return members(a.Text) - members(b.Text) })
	return out
}

// members counts the members that an expression goes through.
func members(text string) int { return strings.Count(text, "->") + strings.Count(text, ".") }

// variable is a parameter or local of a function.
type variable struct {
	name  string
	t     typ
	from  cparse.Pos // where it first has a value
	fresh bool       // it is or points to what the function itself has made
}

func (w *remedyLayer) variables(f *fn) []variable {
	var out []variable
	for i := range f.d.Params {
		if p := &f.d.Params[i]; p.Name != "" {
			out = append(out, variable{name: p.Name, t: w.resolve(f.u, &p.Type)})
		}
	}
	for i := range f.body().Locals {
		v := &f.d.Locals[i]
		x := variable{name: v.Name, t: w.resolve(f.u, &v.Type)}
		if x.t.sd == nil || v.Cond > 0 || len(f.localsNamed(v.Name)) != 1 {
			continue
		}
		x.from = w.firstValue(f, v)
		if x.from == 0 {
			continue
		}
		x.fresh = x.t.ptr == 0
		for _, d := range w.localDefs(f, v.Name) {
			if d.e.Kind == cparse.Call && strings.Contains(d.e.Args[0].Name, "alloc") {
				x.fresh = true
			}
		}
		out = append(out, x)
	}
	return out
}

// firstValue gives the place behind which a local variable has a value, 0 if it never gets one.
func (w *remedyLayer) firstValue(f *fn, v *cparse.Var) cparse.Pos {
	if v.Init != nil {
		return v.End
	}
	first := cparse.Pos(0)
	for _, s := range w.identsIn(f, v.Name) {
		if s.root.depth > 0 {
			continue
		}
		set := false
		if x, _ := written(s); x != nil {
			set = true
		} else if s.up != nil && s.up.e.Kind == cparse.Addr && s.up.up != nil && s.up.up.e.Kind == cparse.Call {
			set = true // snd_card_new(..., &card)
		}
		if end := rootOf(s).e.End; set && (first == 0 || end < first) {
			first = end
		}
	}
	return first
}

func rootOf(s *site) *site {
	for s.up != nil {
		s = s.up
	}
	return s
}

// setBefore tells from where on the last member of a path from a variable is known to be set: what the function itself
// has allocated, it must have filled; anything else, somebody. The function's own file, which mostly settles it, is asked
// first.
func (w *remedyLayer) setBefore(f *fn, v variable, text string, last fieldLoc) (cparse.Pos, bool) {
	from, ok := w.setBy(w.storesIn(f.u, last, f.u.path), f, v, text)
	if !ok {
		from, ok = w.setBy(w.fieldStores(last, f.u.path), f, v, text)
	}
	return from, ok
}

// setBy is setBefore as far as some stores tell.
func (w *remedyLayer) setBy(stores []store, f *fn, v variable, text string) (cparse.Pos, bool) {
	from, here := v.from, false
	var elsewhere []*fn
	for _, st := range stores {
		if isNull(st.value) {
			continue
		}
		g := st.at.fn()
		switch {
		case g == f && st.base != nil && st.base.up != nil && w.spelled(st.base.up) == text:
			here = true
			from = max(from, st.at.e.End)
		case g == f || !w.callsBefore(g, f, st.at.e.Pos):
			elsewhere = append(elsewhere, g)
		}
	}
	return from, here || !v.fresh && slices.ContainsFunc(elsewhere, func(g *fn) bool { return g == f || !w.runsLater(g, f) })
}

const maxLater = 4

// runsLater tells whether a function that leads to f calls g behind that only: what g stores is not there yet in f.
func (w *remedyLayer) runsLater(g, f *fn) bool {
	seen := map[*fn]bool{f: true}
	level := []*fn{f}
	for range maxLater {
		var next []*fn
		for _, to := range level {
			for _, call := range w.directCalls(to) {
				h := call.fn()
				if h == nil || h == g || seen[h] {
					continue
				}
				seen[h] = true
				next = append(next, h)
				before, behind := false, false
				for _, c := range w.callsIn(h) {
					if c != call && w.leadsTo(c, g) {
						before, behind = before || c.e.Pos < call.e.Pos, behind || c.e.Pos > call.e.Pos
					}
				}
				if behind && !before {
					return true
				}
			}
		}
		level = next
	}
	return false
}

// leadsTo tells whether a call calls a function, itself or through others.
func (w *remedyLayer) leadsTo(call *site, g *fn) bool {
	seen := map[*fn]bool{}
	level := w.driverCallees(call)
	for range maxLater {
		var next []*fn
		for _, h := range level {
			if h == g {
				return true
			}
			if seen[h] {
				continue
			}
			seen[h] = true
			for _, c := range w.callsIn(h) {
				next = append(next, w.driverCallees(c)...)
			}
		}
		level = next
	}
	return false
}

// visible tells whether a file, or one that includes it, sees the members of a struct.
func (w *remedyLayer) visible(sd *structDef, u *unit) bool {
	if sd.path == u.path || sd.u == nil || sd.u == u || strings.HasPrefix(sd.u.path, "include/") {
		return true
	}
	return slices.ContainsFunc(append([]string{u.path}, w.group(u.path)...), func(p string) bool {
		return p == sd.u.path || slices.Contains(w.localClosure(p), sd.u.path)
	})
}

// callsBefore tells whether a function calls f before a place in it, and not behind it too.
func (w *remedyLayer) callsBefore(g, f *fn, at cparse.Pos) bool {
	before := false
	if g == nil {
		return false
	}
	for _, c := range w.directCalls(f) {
		if c.fn() == g {
			if c.e.Pos > at {
				return false
			}
			before = true
		}
	}
	return before
}
