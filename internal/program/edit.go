package program

import (
	"maps"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// Update is the graph of a tree that differs from g's in the text of one file. Most edits leave the links between
// modules as they are; then it costs next to nothing.
func (g *Graph) Update(t *ktree.Tree, file string) *Graph {
	n := &Graph{links: g.links, tree: t, own: maps.Clone(g.own)}
	if n.own == nil {
		n.own = map[string]*cparse.Summary{}
	}
	s, err := t.Summary(file)
	if err != nil {
		s = nil
	}
	n.own[file] = s
	if !isHeader(file) && n.linkedLike(g, file) {
		return n
	}
	known := map[string]*cparse.Summary{}
	g.sums.Range(func(p, s any) bool {
		if s := s.(*cparse.Summary); s != nil {
			known[p.(string)] = s
		}
		return true
	})
	maps.Copy(known, n.own)
	maps.DeleteFunc(known, func(_ string, s *cparse.Summary) bool { return s == nil })
	return newGraph(t, g.api, known)
}

// linkedLike tells whether a .c file says all that links are made of as it did in another graph of the same links.
func (g *Graph) linkedLike(other *Graph, file string) bool {
	is, err := g.summary(file)
	was, errWas := other.summary(file)
	if err != nil || errWas != nil {
		return false
	}
	sameInclude := func(a, b cparse.Include) bool { return a.Path == b.Path && a.System == b.System }
	return slices.EqualFunc(is.Includes, was.Includes, sameInclude) && slices.Equal(is.Exports, was.Exports) &&
		g.tree.Flags(file) == other.tree.Flags(file) && slices.Equal(g.tree.Modules(file), other.tree.Modules(file)) &&
		g.canHoldTable(file) == other.canHoldTable(file) && g.hasOps(file) == other.hasOps(file) &&
		slices.Equal(g.usesOf(file), g.uses[file])
}

// Adopt takes over what another World, which is not used any more, has indexed of files that are the same in both.
func (w *World) Adopt(other *World) {
	if other.graph.api != w.graph.api || !slices.Equal(other.graph.headers, w.graph.headers) || other.graph.headersKey() != w.graph.headersKey() {
		return
	}
	same := func(p string) bool { return w.tree.Hash(p) == other.tree.Hash(p) }
	for p, u := range other.units {
		if u != nil && isHeader(p) && !same(p) {
			return // its macros may be anywhere
		}
	}
	for p, u := range other.units {
		if u == nil || !slices.ContainsFunc(other.group(p), func(f string) bool { return !same(f) }) {
			continue
		}
		delete(other.units, p)
	}
	for p, u := range other.units {
		if u == nil {
			continue
		}
		// What a name means may have changed with the other files.
		u.fnCache, u.varCache = map[string][]*fn{}, map[string]*gvar{}
		u.sdCache, u.typeCache = map[string]*structDef{}, map[string]*cparse.Typedef{}
		w.units[p] = u
		w.seen[p] = true
	}
	other.units = nil
}
