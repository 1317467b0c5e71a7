package program

import (
	"maps"
	"slices"

	"github.com/pcmlint/pcmlint/internal/modules"
)

// Adopt takes over what another World, which nobody uses any more, has indexed of files that are the same in both.
func (w *World) Adopt(other *World) {
	units := other.units
	other.units = nil
	if other.graph.API != w.graph.API || !slices.Equal(other.graph.Headers, w.graph.Headers) || other.graph.HeadersKey() != w.graph.HeadersKey() {
		return
	}
	changed := w.tree.Changed(other.tree)
	if slices.ContainsFunc(changed, func(p string) bool { return modules.IsHeader(p) && units[p] != nil }) {
		return // its macros may be anywhere
	}
	stale := func(p string) bool { return slices.Contains(changed, p) }
	if slices.ContainsFunc(changed, w.graph.CompiledWithOthers) {
		stale = func(p string) bool {
			return slices.ContainsFunc(w.group(p), func(f string) bool { return slices.Contains(changed, f) })
		}
	}
	for p, u := range units {
		if u == nil || stale(p) {
			continue
		}
		u.forgetMeanings() // they may have changed with the other files
		w.units[p] = u
		w.seen[p] = true
	}
}

// Follow takes over from a World of the same graph, which nobody uses any more, what it has indexed of files that can be
// linked with the own ones: headers, frameworks and libraries. All else is let go, and what that World had taken over
// itself and was not asked for.
func (w *World) Follow(other *World) {
	drop := slices.Collect(maps.Keys(other.spare))
	for p, u := range other.units {
		switch {
		case u == nil:
		case w.graph.LeavesOf(p).Meets(w.scope):
			w.spare[p] = u
		default:
			drop = append(drop, p)
		}
	}
	other.units, other.spare = nil, nil
	w.forget(drop)
}

// Size is the number of files that the World has indexed, a measure of the memory that it takes.
func (w *World) Size() int { return len(w.units) }
