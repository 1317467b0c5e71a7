package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
)

// Adopt takes over what another World, which nobody uses any more, has indexed of files that are the same in both.
func (w *World) Adopt(other *World) {
	units := other.units
	other.units = nil
	if other.graph.api != w.graph.api || !slices.Equal(other.graph.headers, w.graph.headers) || other.graph.headersKey() != w.graph.headersKey() {
		return
	}
	same := func(p string) bool { return w.tree.Hash(p) == other.tree.Hash(p) }
	for p, u := range units {
		if u != nil && isHeader(p) && !same(p) {
			return // its macros may be anywhere
		}
	}
	for p, u := range units {
		if u == nil || slices.ContainsFunc(w.group(p), func(f string) bool { return !same(f) }) {
			continue
		}
		// What a name means may have changed with the other files.
		u.fnCache, u.varCache = map[string][]*fn{}, map[string]*gvar{}
		u.beside = map[string]bool{}
		u.sdCache, u.typeCache = map[string]*structDef{}, map[string]*cparse.Typedef{}
		w.units[p] = u
		w.seen[p] = true
	}
}

// Size is the number of files that the World has indexed, a measure of the memory that it takes.
func (w *World) Size() int { return len(w.units) }
