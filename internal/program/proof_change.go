package program

import (
	"maps"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// A place is a member of a struct or a variable of a file that a counter or a flag is kept in.
type place struct {
	loc  fieldLoc
	part part // which member of another struct the struct is, where that is told
	v    *cparse.Var
	u    *unit
}

// placeOf names the place that an expression reads, the zero place where it is none.
func (w *proofLayer) placeOf(s *site) place {
	switch s.e.Kind {
	case cparse.Member:
		if loc, ok := w.memberField(s); ok {
			return place{loc: loc, part: w.partOf(s.kid(0), nil, 0)}
		}
	case cparse.Ident:
		if f := s.fn(); f != nil {
			if _, _, local := f.local(s.e.Name, s.e.Pos); local {
				return place{}
			}
		}
		if v := w.lookupVar(s.u(), s.e.Name); v != nil {
			return place{v: v.d, u: v.u}
		}
	}
	return place{}
}

// A change gives a place another value.
type change struct {
	site *site
	to   kernelapi.Direction
	zero bool // Sets: to 0, false or NULL
	some bool // Sets: to another constant
}

// raises tells whether a change can make somebody wait who waits until the place is zero.
func (c change) raises() bool { return c.to == kernelapi.Raises || c.to == kernelapi.Sets && !c.zero }

// lowers tells whether a change can end such a wait.
func (c change) lowers() bool { return c.to == kernelapi.Lowers || c.to == kernelapi.Sets && !c.some }

// mayClear tells whether a change can be what a stop says to a handler that looks.
func (c change) mayClear() bool { return c.to != kernelapi.Raises }

// changesOf lists the changes of a place in the files that are linked with one.
func (w *proofLayer) changesOf(p place, file string) []change {
	var sites []*site
	if p.v != nil {
		sites = w.variableSites(p)
	} else {
		sites = w.fieldSites(p.loc, file)
	}
	var out []change
	for _, s := range sites {
		if p.v == nil && p.part.other(w.partOf(s.kid(0), nil, 0)) {
			continue
		}
		if c, ok := changeAt(s); ok {
			out = append(out, c)
		}
	}
	return out
}

// variableSites lists the mentions of a variable of a file.
func (w *proofLayer) variableSites(p place) []*site {
	files := []string{p.u.path}
	if p.v.Static {
		files = w.group(p.u.path)
	} else {
		files = append(files, w.searchFiles(p.v.Name)...)
		slices.Sort(files)
		files = slices.Compact(files)
	}
	var out []*site
	for _, f := range files {
		u := w.unit(f)
		if u == nil || !w.mentions(f, p.v.Name) {
			continue
		}
		for _, s := range w.idents(u, p.v.Name) {
			if w.placeOf(s).v == p.v {
				out = append(out, s)
			}
		}
	}
	return out
}

// changeAt tells whether a mention of a place changes it, and how.
func changeAt(s *site) (change, bool) {
	x := s
	for up := x.up; up != nil; x, up = up, up.up {
		switch up.e.Kind {
		case cparse.Addr, cparse.Cast, cparse.Deref:
		case cparse.Index:
			if x.arg != 0 {
				return change{}, false
			}
		case cparse.Assign:
			return assigned(s, x, up)
		case cparse.Call:
			c, ok := kernelapi.Changes[up.e.Args[0].Name]
			if !ok || up.e.Args[0].Kind != cparse.Ident || int(x.arg) != c.Arg+1 {
				return change{}, false
			}
			out := change{site: s, to: c.To}
			if c.To == kernelapi.Sets {
				out.value(up.kid(len(up.kids) - 1))
			}
			return out, true
		default:
			return change{}, false
		}
	}
	return change{}, false
}

func assigned(s, x, up *site) (change, bool) {
	if x.arg != 0 {
		return change{}, false
	}
	out := change{site: s}
	switch up.e.Name {
	case "++", "+=", "|=":
		out.to = kernelapi.Raises
	case "--", "-=", "&=":
		out.to = kernelapi.Lowers
	default:
		out.to = kernelapi.Sets
		if up.e.Name == "=" {
			out.value(up.kid(1))
		}
	}
	return out, true
}

// value notes to which constant a place is set.
func (c *change) value(v *site) {
	for v != nil && v.e.Kind == cparse.Cast {
		v = v.kid(0)
	}
	if v == nil {
		return
	}
	switch v.e.Name {
	case "0", "NULL", "false", "0x0":
		c.zero = true
	default:
		c.some = v.e.Kind == cparse.Const || v.e.Name == "true"
	}
}

// raised tells whether something at hand undoes what a handler does to a place behind its call: without that a wait for
// it ends at once.
func (w *proofLayer) raised(p place, h *handler, file string) bool {
	all := w.changesOf(p, file)
	for _, c := range all {
		if h.at(c.site) != behind {
			continue
		}
		for _, o := range all {
			if o.site != c.site && (c.lowers() && o.raises() || c.raises() && o.lowers()) {
				return true
			}
		}
	}
	return false
}

// closureOf lists the functions that a callback of a table leads to.
func (w *proofLayer) closureOf(t *Table, callback string) map[*fn]bool {
	out := map[*fn]bool{}
	var visit func(f *fn)
	visit = func(f *fn) {
		if out[f] {
			return
		}
		out[f] = true
		for _, c := range w.callsIn(f) {
			for _, g := range w.driverCallees(c) {
				if t.leaves.Meets(w.graph.LeavesOf(g.u.path)) {
					visit(g)
				}
			}
		}
	}
	for _, m := range t.members[callback] {
		b := w.backward(t.u.path)
		b.functions(m.value)
		for _, f := range b.fns {
			visit(f)
		}
	}
	return out
}

func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
