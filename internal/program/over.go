package program

import (
	"path"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// Over is the graph of a tree that differs from the receiver's in the texts of some files. What is linked with what is
// taken over when the changes cannot matter to it, which is so for most; else it is worked out anew.
func (g *Graph) Over(t *ktree.Tree, changed []string) *Graph {
	for _, p := range changed {
		if !g.linksAlike(t, p) {
			return NewGraph(t, g.api)
		}
	}
	n := &Graph{tree: t, api: g.api, modules: g.modules, of: g.of, leaves: g.leaves, includers: g.includers, relevant: g.relevant,
		headerWords: g.headerWords, tableFiles: g.tableFiles, headers: g.headers, exported: g.exported}
	g.sums.Range(func(p, s any) bool {
		if !slices.Contains(changed, p.(string)) {
			n.sums.Store(p, s)
		}
		return true
	})
	return n
}

// linksAlike tells whether a file means the same to the graph in another tree: it is there or not in both, and has the
// same flags, modules, includes and exports, and the same names of what other modules export.
func (g *Graph) linksAlike(t *ktree.Tree, p string) bool {
	source := path.Ext(p) == ".c"
	if g.tree.Exists(p) != t.Exists(p) || !source && !isHeader(p) {
		return false
	}
	if source && g.of[p] == nil && g.tree.Flags(p) == 0 && t.Flags(p) == 0 {
		return true // nothing to do with drivers
	}
	if g.tree.Flags(p) != t.Flags(p) || !slices.EqualFunc(g.tree.Modules(p), t.Modules(p), sameFiles) {
		return false
	}
	was, err := g.summary(p)
	if err != nil {
		return false
	}
	is, err := t.Summary(p)
	if err != nil || !slices.Equal(was.Exports, is.Exports) || !slices.Equal(was.Includes, is.Includes) {
		return false
	}
	if isHeader(p) && !slices.Equal(was.Idents, is.Idents) {
		return false
	}
	return !g.differInLinks(was.Idents, is.Idents)
}

func sameFiles(a, b *ktree.Module) bool {
	return a.Name == b.Name && a.Dir == b.Dir && slices.Equal(a.Files, b.Files)
}

// differInLinks tells whether one of two sorted lists of names has one, that other modules export or that tells a table,
// which the other lacks.
func (g *Graph) differInLinks(a, b []uint32) bool {
	for len(a) > 0 || len(b) > 0 {
		var only uint32
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			only, a = a[0], a[1:]
		case len(a) == 0 || b[0] < a[0]:
			only, b = b[0], b[1:]
		default:
			a, b = a[1:], b[1:]
			continue
		}
		if g.exported[only] || g.tellsTable(only) {
			return true
		}
	}
	return false
}

// tellsTable tells whether a name decides if a file can hold a table.
func (g *Graph) tellsTable(name uint32) bool {
	is := func(s string) bool { return cparse.HashName(s) == name }
	return slices.ContainsFunc(componentOps, is) || slices.ContainsFunc(g.api.Added, is)
}
