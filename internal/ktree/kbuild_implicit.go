package ktree

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/pcmlint/pcmlint/cparse"
)

// implicit is the group of a .c file that no Kbuild lists and that no other kind of module holds.
func (t *Tree) implicit(p string) *Module {
	dir := path.Dir(p)
	v, ok := t.groups.dirs.Load(dir)
	if !ok {
		v, _ = t.groups.dirs.LoadOrStore(dir, sync.OnceValue(func() map[string]*Module { return t.group(dir) }))
	}
	if m := v.(func() map[string]*Module)()[p]; m != nil {
		return m
	}
	return single(dir, p) // part of a ring that starts nowhere
}

func single(dir, p string) *Module {
	return &Module{Name: strings.TrimSuffix(path.Base(p), ".c"), Dir: dir, Files: []string{p}, Implicit: true}
}

// group joins the unlisted files of a folder: those where one defines a function that the other mentions.
// Files that others include come along with these and start no group.
func (t *Tree) group(dir string) map[string]*Module {
	var roots []string
	for _, p := range t.filesIn(dir) {
		if len(t.listedIn(p)) == 0 && !t.isIncluded(p) {
			roots = append(roots, p)
		}
	}
	parent := make([]int, len(roots))
	for i := range parent {
		parent[i] = i
	}
	var top func(i int) int
	top = func(i int) int {
		if parent[i] != i {
			parent[i] = top(parent[i])
		}
		return parent[i]
	}
	units := make([][]string, len(roots)) // each with the .c files it includes
	defined := map[uint32][]int{}
	for i, p := range roots {
		units[i] = t.withIncluded([]string{p})
		if len(roots) == 1 {
			break
		}
		for _, s := range t.summaries(units[i]) {
			for _, h := range s.Funcs {
				defined[h] = append(defined[h], i)
			}
		}
	}
	for i := range roots {
		if len(roots) == 1 {
			break
		}
		for _, q := range units[i] { // files that include each other in a ring
			if j, ok := slices.BinarySearch(roots, q); ok {
				parent[top(i)] = top(j)
			}
		}
		for _, s := range t.summaries(units[i]) {
			for _, h := range s.Idents {
				for _, j := range defined[h] {
					parent[top(i)] = top(j)
				}
			}
		}
	}
	files := map[int][]string{}
	for i := range roots {
		files[top(i)] = append(files[top(i)], units[i]...)
	}
	out := map[string]*Module{}
	byTop := map[int]*Module{}
	for i, p := range roots { // in order, so that the first file gives the name
		m := byTop[top(i)]
		if m == nil {
			m = single(dir, p)
			m.Files = files[top(i)]
			slices.Sort(m.Files)
			m.Files = slices.Compact(m.Files)
			byTop[top(i)] = m
		}
		out[p] = m
	}
	return out
}

func (t *Tree) summaries(paths []string) []*cparse.Summary {
	var list []*cparse.Summary
	for _, p := range paths {
		if s, err := t.Summary(p); err == nil {
			list = append(list, s)
		}
	}
	return list
}

// isIncluded tells whether another .c file includes p, other than in a ring.
func (t *Tree) isIncluded(p string) bool {
	for _, q := range t.includers(p) {
		if !slices.Contains(t.withIncluded([]string{p}), q) {
			return true
		}
	}
	return false
}
