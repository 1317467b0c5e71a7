package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
)

// filled gathers callbacks that a function stores in the table that it is given a pointer to: set_stop(&ops, f), with
// ops->sync_stop = f in set_stop().
func (f *tableFinder) filled() {
	for _, g := range f.fillers() {
		for _, st := range f.fills(g) {
			f.fill(g, st, 0)
		}
	}
}

// fill adds a callback to the tables that the file hands to a function.
func (f *tableFinder) fill(g *fn, st fill, depth int) {
	for _, call := range f.w.directCalls(g) {
		to, val := call.kid(st.param+1), st.value
		if to == nil || call.fn() == nil {
			continue
		}
		if i, ok := paramIndex(g, val); ok {
			if val = call.kid(i + 1); val == nil {
				continue
			}
		}
		cond := st.conditional || call.root.cond || call.root.ifdef
		if i, ok := paramIndex(call.fn(), to); ok && depth < maxSourceDepth && f.givenTable(to) {
			f.fill(call.fn(), fill{i, st.name, st.tag, val, st.at, cond}, depth+1)
		} else if call.u() == f.u {
			f.runTime(to, st.tag).add(st.name, val, st.at, cond)
		}
	}
}

// A fill is a store of a callback in a table that a function is given.
type fill struct {
	param       int // in which the function is given it
	name, tag   string
	value, at   *site
	conditional bool
}

// fillers lists the functions that the file can call with a table: those that are compiled with it, and those of the
// module's other files that have tables.
func (f *tableFinder) fillers() []*fn {
	var out []*fn
	files := slices.Clone(f.w.group(f.u.path))
	for _, p := range f.w.graph.Siblings(f.u.path) {
		if f.w.graph.HasOps(p) {
			files = append(files, p)
		}
	}
	slices.Sort(files)
	for _, p := range slices.Compact(files) {
		if hasPrefix(p, "include/") || !f.mentionsOps(p) {
			continue
		}
		u := f.w.unit(p)
		if u == nil {
			continue
		}
		for i := range u.items {
			if g := u.items[i].fn; g != nil && slices.ContainsFunc(g.d.Params, func(v cparse.Param) bool { return f.isOpsName(v.Type.Base) }) {
				out = append(out, g)
			}
		}
	}
	return out
}

func (f *tableFinder) isOpsName(base string) bool {
	tag, ok := structTag(base)
	_, ops := f.w.api().Ops[tag]
	return ok && ops
}

func (f *tableFinder) mentionsOps(path string) bool {
	for tag := range f.w.api().Ops {
		if f.w.mentions(path, tag) {
			return true
		}
	}
	return false
}

// fills lists the callbacks that a function stores through its parameters.
func (f *tableFinder) fills(g *fn) []fill {
	var out []fill
	for _, r := range f.w.rootsOf(g) {
		for _, x := range assignedMembers(r) {
			val, at := written(x)
			i, ok := paramIndex(g, x.kid(0))
			if val == nil || !ok || !f.w.api().Callback(x.e.Name) {
				continue
			}
			if t := f.w.typeOf(x.kid(0)); f.isOps(t) {
				out = append(out, fill{i, x.e.Name, t.sd.tag, val, at, at.root.cond || at.root.ifdef})
			}
		}
	}
	return out
}

// assignedMembers lists the member accesses of an expression.
func assignedMembers(s *site) []*site {
	var out []*site
	if s.e.Kind == cparse.Member {
		out = append(out, s)
	}
	for i := range s.kids {
		out = append(out, assignedMembers(&s.kids[i])...)
	}
	return out
}

// givenTable tells whether an expression is a parameter through which callers have a table of theirs filled.
func (f *tableFinder) givenTable(s *site) bool {
	g := s.fn()
	if g == nil {
		return false
	}
	_, ok := paramIndex(g, s)
	return ok && len(f.w.directCalls(g)) > 0
}
