package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// A Graph says which modules of a tree are linked together: module a uses module b when a file of a mentions a symbol
// that b exports. A program that can run is one leaf, a module that nobody uses, with all that it uses; two files can
// meet only where some leaf has both. Immutable once built.
type Graph struct {
	tree       *ktree.Tree
	modules    []*ktree.Module
	of         map[string][]int // path -> modules
	leaves     []Leaves         // per module: the leaves that it is part of
	includers  map[string][]string
	tableFiles []string // files that mention a struct of PCM callbacks
	headers    []string // of the drivers' own and <sound/...>, that any of the files includes
}

// Leaves is a set of leaf modules. The nil set is every leaf: nothing is known of where the file is linked.
type Leaves []uint64

// And gives the leaves that are in both.
func (a Leaves) And(b Leaves) Leaves {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	out := make(Leaves, len(a))
	for i := range a {
		out[i] = a[i] & b[i]
	}
	return out
}

// Minus gives the leaves of a that are not in b.
func (a Leaves) Minus(b Leaves) Leaves {
	out := slices.Clone(a)
	for i := range out {
		if i < len(b) {
			out[i] &^= b[i]
		}
	}
	return out
}

func (a Leaves) or(b Leaves) {
	for i := range b {
		a[i] |= b[i]
	}
}

// Empty tells whether no leaf is in the set.
func (a Leaves) Empty() bool {
	if a == nil {
		return false
	}
	for _, x := range a {
		if x != 0 {
			return false
		}
	}
	return true
}

func (a Leaves) has(i int) bool { return a == nil || a[i/64]&(1<<(i%64)) != 0 }

func (a Leaves) subset(b Leaves) bool {
	if b == nil {
		return true
	}
	if a == nil {
		return false
	}
	for i := range a {
		if a[i]&^b[i] != 0 {
			return false
		}
	}
	return true
}

// NewGraph reads the summaries of the candidate files of a tree and links their modules.
func NewGraph(t *ktree.Tree) *Graph {
	g := &Graph{tree: t, of: map[string][]int{}, includers: map[string][]string{}}
	files := t.Candidates()
	index := map[*ktree.Module]int{}
	for i := 0; i < len(files); i++ {
		f := files[i]
		if _, ok := g.of[f]; ok {
			continue
		}
		for _, m := range t.Modules(f) {
			n, ok := index[m]
			if !ok {
				n = len(g.modules)
				index[m] = n
				g.modules = append(g.modules, m)
				files = append(files[:len(files):len(files)], m.Files...)
			}
			g.of[f] = append(g.of[f], n)
		}
	}
	g.tableFiles = t.With(ktree.HasOps | ktree.HasComponent)
	exporters := map[uint32][]int{}
	for f, ms := range g.of {
		s, err := t.Summary(f)
		if err != nil || s == nil {
			continue
		}
		for _, name := range s.Exports {
			h := cparse.HashName(name)
			exporters[h] = append(exporters[h], ms...)
		}
		for _, inc := range s.Includes {
			if strings.HasSuffix(inc.Path, ".c") {
				if p, ok := t.Include(f, inc); ok {
					g.includers[p] = append(g.includers[p], f)
				}
			}
		}
	}
	for _, by := range g.includers {
		slices.Sort(by)
	}
	g.findHeaders()
	uses := make([]map[int]bool, len(g.modules))
	for i := range uses {
		uses[i] = map[int]bool{}
	}
	for f, ms := range g.of {
		s, err := t.Summary(f)
		if err != nil || s == nil {
			continue
		}
		for _, h := range s.Idents {
			for _, to := range exporters[h] {
				for _, m := range ms {
					if m != to && !slices.Contains(g.of[f], to) {
						uses[m][to] = true
					}
				}
			}
		}
	}
	g.closeLeaves(uses)
	return g
}

// ownInclude tells whether an include belongs to drivers rather than to the kernel's core.
func ownInclude(inc cparse.Include, resolved string) bool {
	if inc.System && !strings.HasPrefix(inc.Path, "sound/") {
		return false
	}
	return !strings.HasPrefix(resolved, "include/linux/") && !strings.HasPrefix(resolved, "arch/")
}

// findHeaders lists the drivers' own headers.
func (g *Graph) findHeaders() {
	seen := map[string]bool{}
	var queue []string
	for f := range g.of {
		queue = append(queue, f)
	}
	for len(queue) > 0 {
		f := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		s, err := g.tree.Summary(f)
		if err != nil || s == nil {
			continue
		}
		for _, inc := range s.Includes {
			if inc.System && !strings.HasPrefix(inc.Path, "sound/") {
				continue
			}
			p, ok := g.tree.Include(f, inc)
			if !ok || seen[p] || !isHeader(p) || !ownInclude(inc, p) {
				continue
			}
			seen[p] = true
			queue = append(queue, p)
			g.headers = append(g.headers, p)
		}
	}
	slices.Sort(g.headers)
}

func (g *Graph) closeLeaves(uses []map[int]bool) {
	used := make([]bool, len(uses))
	for _, u := range uses {
		for to := range u {
			used[to] = true
		}
	}
	words := (len(uses) + 63) / 64
	g.leaves = make([]Leaves, len(uses))
	for i := range g.leaves {
		g.leaves[i] = make(Leaves, words)
	}
	for i := range uses {
		if used[i] && !g.onlyMutual(uses, i) {
			continue
		}
		seen := map[int]bool{i: true}
		queue := []int{i}
		for len(queue) > 0 {
			m := queue[0]
			queue = queue[1:]
			g.leaves[m][i/64] |= 1 << (i % 64)
			for to := range uses[m] {
				if !seen[to] {
					seen[to] = true
					queue = append(queue, to)
				}
			}
		}
	}
}

// onlyMutual tells whether every module that uses i is used by i as well, so that without i as a leaf nobody would
// cover the cycle.
func (g *Graph) onlyMutual(uses []map[int]bool, i int) bool {
	for m, u := range uses {
		if u[i] && !uses[i][m] {
			return false
		}
	}
	return true
}

// leavesOf gives the leaves that a file is part of; for a header or a file outside the graph every leaf.
func (g *Graph) leavesOf(path string) Leaves {
	ms := g.of[path]
	if len(ms) == 0 {
		return nil
	}
	if len(ms) == 1 {
		return g.leaves[ms[0]]
	}
	out := make(Leaves, len(g.leaves[0]))
	for _, m := range ms {
		out.or(g.leaves[m])
	}
	return out
}

func (g *Graph) linked(a, b string) bool {
	return a == b || !g.leavesOf(a).And(g.leavesOf(b)).Empty()
}

// siblings lists the files of a file's modules.
func (g *Graph) siblings(path string) []string {
	var out []string
	ms := g.tree.Modules(path)
	for _, m := range ms {
		out = append(out, m.Files...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sameModule tells whether two files are linked into one module.
func (g *Graph) sameModule(a, b string) bool {
	for _, m := range g.of[a] {
		if slices.Contains(g.of[b], m) {
			return true
		}
	}
	return a == b
}

// ModuleName names the module of a file for people.
func (g *Graph) ModuleName(path string) string {
	for _, m := range g.of[path] {
		return g.modules[m].Name
	}
	return ""
}
