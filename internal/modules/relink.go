package modules

import (
	"maps"
	"path"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// Over is the graph of a tree that differs from the receiver's in the texts of some files. What is linked with what is
// taken over when the changes cannot matter to it, which is so for most edits; else it is worked out anew.
func (g *Graph) Over(t *ktree.Tree, changed []string) *Graph {
	n := &Graph{links: g.links, tree: t, own: maps.Clone(g.own)}
	if n.own == nil {
		n.own = map[string]*cparse.Summary{}
	}
	for _, p := range changed {
		s, err := t.Summary(p)
		if err != nil {
			s = nil
		}
		n.own[p] = s
	}
	switch {
	case slices.ContainsFunc(changed, func(p string) bool { return !n.linkedLike(g, p) }):
		return newGraph(t, g.API, n.summaries())
	case slices.ContainsFunc(changed, IsHeader):
		l := &links{API: g.API, Modules: g.Modules, Of: g.Of, exporters: g.exporters, uses: g.uses, moduleUses: g.moduleUses, Leaves: g.Leaves,
			Includers: g.Includers, relevant: g.relevant, headerWords: g.headerWords, tableFiles: g.tableFiles, Headers: g.Headers, includedBy: g.includedBy}
		for p, s := range n.summaries() {
			l.sums.Store(p, s)
		}
		return &Graph{links: l, tree: t} // its macros are read anew
	}
	return n
}

// summaries lists what is known of files that are there.
func (g *Graph) summaries() map[string]*cparse.Summary {
	known := map[string]*cparse.Summary{}
	g.sums.Range(func(p, s any) bool {
		known[p.(string)] = s.(*cparse.Summary)
		return true
	})
	maps.Copy(known, g.own)
	maps.DeleteFunc(known, func(_ string, s *cparse.Summary) bool { return s == nil })
	return known
}

// linkedLike tells whether a file says all that links are made of as it did in another graph of the same links.
func (g *Graph) linkedLike(other *Graph, p string) bool {
	source := path.Ext(p) == ".c"
	if g.tree.Exists(p) != other.tree.Exists(p) || !source && path.Ext(p) != ".h" && g.Of[p] == nil {
		return false
	}
	if source && g.Of[p] == nil && g.tree.Flags(p) == 0 && other.tree.Flags(p) == 0 {
		return true // nothing to do with drivers
	}
	is, err := g.Summary(p)
	was, errWas := other.Summary(p)
	if err != nil || errWas != nil || !slices.EqualFunc(is.Includes, was.Includes, SameInclude) || !slices.Equal(is.Exports, was.Exports) {
		return false
	}
	if IsHeader(p) {
		return slices.Equal(is.Idents, was.Idents) && g.tree.Flags(p) == other.tree.Flags(p)
	}
	return g.tree.Flags(p) == other.tree.Flags(p) && slices.EqualFunc(g.tree.Modules(p), other.tree.Modules(p), sameFiles) &&
		g.CanHoldTable(p) == other.CanHoldTable(p) && g.HasOps(p) == other.HasOps(p) && (!g.usesMayDiffer(is, was) || slices.Equal(g.usesOf(p), g.uses[p]))
}

// usesMayDiffer tells whether two texts of a file with the same includes differ in the symbols of modules that they
// mention.
func (g *Graph) usesMayDiffer(a, b *cparse.Summary) bool {
	return slices.ContainsFunc(Differing(a.Idents, b.Idents), func(h uint32) bool { return len(g.exporters[h]) > 0 })
}

// Differing lists what is in one of two sorted lists only.
func Differing(a, b []uint32) []uint32 {
	var out []uint32
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			a, b = a[1:], b[1:]
		case a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		default:
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// SameInclude tells whether two lines include the same.
func SameInclude(a, b cparse.Include) bool { return a.Path == b.Path && a.System == b.System }

func sameFiles(a, b *ktree.Module) bool {
	return a.Name == b.Name && a.Dir == b.Dir && slices.Equal(a.Files, b.Files)
}

// LinkedLike tells whether two graphs have the same links, because nothing that was edited between them changes any.
func (g *Graph) LinkedLike(other *Graph) bool { return g.links == other.links }
