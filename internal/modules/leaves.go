package modules

import (
	"math/bits"
	"slices"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

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

// Meets tells whether a leaf is in both.
func (a Leaves) Meets(b Leaves) bool {
	if a == nil {
		return !b.Empty()
	}
	if b == nil {
		return !a.Empty()
	}
	for i := range a {
		if a[i]&b[i] != 0 {
			return true
		}
	}
	return false
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

// Or adds those of another set.
func (a Leaves) Or(b Leaves) {
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

// Subset tells whether another set has all of them.
func (a Leaves) Subset(b Leaves) bool {
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

func (g *Graph) closeLeaves(uses []map[int]bool) {
	used := make([]bool, len(uses))
	for _, u := range uses {
		for to := range u {
			used[to] = true
		}
	}
	words := (len(uses) + 63) / 64
	g.Leaves = make([]Leaves, len(uses))
	for i := range g.Leaves {
		g.Leaves[i] = make(Leaves, words)
	}
	for i := range uses {
		if used[i] && !g.onlyMutual(uses, i) {
			continue
		}
		for m := range reachable(uses, i) {
			g.Leaves[m][i/64] |= 1 << (i % 64)
		}
	}
	g.closeRings(uses)
}

// closeRings makes a leaf of one module of each ring, a uses b uses c uses a, that nobody outside the ring uses.
func (g *Graph) closeRings(uses []map[int]bool) {
	var order []int // a module behind all that it uses, rings apart
	seen := make([]bool, len(uses))
	var visit func(int)
	visit = func(i int) {
		if seen[i] || !g.Leaves[i].Empty() {
			return
		}
		seen[i] = true
		for to := range uses[i] {
			visit(to)
		}
		order = append(order, i)
	}
	for i := range uses {
		visit(i)
	}
	for _, i := range slices.Backward(order) {
		if !g.Leaves[i].Empty() {
			continue
		}
		for m := range reachable(uses, i) {
			g.Leaves[m][i/64] |= 1 << (i % 64)
		}
	}
}

// reachable gives a module with all that it uses, directly or through others.
func reachable(uses []map[int]bool, i int) map[int]bool {
	seen := map[int]bool{i: true}
	queue := []int{i}
	for len(queue) > 0 {
		m := queue[0]
		queue = queue[1:]
		for to := range uses[m] {
			if !seen[to] {
				seen[to] = true
				queue = append(queue, to)
			}
		}
	}
	return seen
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

// LeavesOf gives the leaves that a file is part of; for a header or a file outside the graph every leaf.
func (g *Graph) LeavesOf(file string) Leaves {
	ms := g.Of[file]
	if len(ms) == 0 || kernelapi.IsFramework(file) {
		return nil
	}
	if len(ms) == 1 {
		return g.Leaves[ms[0]]
	}
	out := make(Leaves, len(g.Leaves[0]))
	for _, m := range ms {
		out.Or(g.Leaves[m])
	}
	return out
}

// ProgramsOf gives the leaves that the tables of a file are judged for: a framework's are those of its own module, which
// nobody is linked with and which runs beside all.
func (g *Graph) ProgramsOf(file string) Leaves {
	if l := g.LeavesOf(file); l != nil || len(g.Of[file]) == 0 {
		return l
	}
	out := make(Leaves, len(g.Leaves[0]))
	for _, m := range g.Of[file] {
		out.Or(g.Leaves[m])
	}
	return out
}

// Linked tells whether two files can meet in a program.
func (g *Graph) Linked(a, b string) bool {
	return a == b || g.LeavesOf(a).Meets(g.LeavesOf(b))
}

// Union is the leaves of both, nil when one is not known.
func Union(a, b Leaves) Leaves {
	if a == nil || b == nil {
		return nil
	}
	out := slices.Clone(a)
	out.Or(b)
	return out
}

// Numbers gives the leaves of a set one by one.
func (a Leaves) Numbers() []int {
	var out []int
	for i, x := range a {
		for ; x != 0; x &= x - 1 {
			out = append(out, i*64+bits.TrailingZeros64(x))
		}
	}
	return out
}

// Single is the set of one leaf of so many.
func Single(n, size int) Leaves {
	out := make(Leaves, size)
	out[n/64] |= 1 << (n % 64)
	return out
}
