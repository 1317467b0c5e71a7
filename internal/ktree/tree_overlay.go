package ktree

import (
	"io/fs"
	"path"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
)

// At is the tree with other texts in the place of some files, all at once; a nil text stands for a file that is not
// there. The receiver stays as it is, and what both have in common is shared.
func (t *Tree) At(texts map[string][]byte) *Tree {
	overlay := make(map[string]*unsaved, len(t.overlay)+len(texts))
	for p, u := range t.overlay {
		overlay[p] = u
	}
	n := newTree(t.b, overlay)
	n.find = t.find
	var changed []string
	for p, text := range texts {
		p = path.Clean(p)
		changed = append(changed, p)
		if text == nil {
			overlay[p] = missing(p)
		} else {
			overlay[p] = n.newUnsaved(p, text)
		}
	}
	n.listed, n.groups = t.listed, t.groups
	for _, p := range changed {
		if !t.listsLike(n, p) {
			n.listed, n.groups = &listing{}, &groups{}
			return n
		}
		if isC(p) {
			n.groups = n.groups.without(path.Dir(p))
		}
	}
	return n
}

// listsLike tells whether a file says the same in two Trees of one Open to what is known of modules: it is there or not,
// includes the same files, and is a part of others or not.
func (t *Tree) listsLike(n *Tree, p string) bool {
	if t.Exists(p) != n.Exists(p) {
		return false
	}
	if !isC(p) {
		was, is := t.headerFound(p), n.headerFound(p)
		return !isBuildText(p) && slices.Equal(was.includes, is.includes) && was.flags == is.flags
	}
	was, _ := t.lookup(p)
	is, _ := n.lookup(p)
	const deciding = HasSound | bare
	return slices.Equal(was.includes, is.includes) && was.flags&deciding == is.flags&deciding && slices.Equal(t.spelledIncludes(p), n.spelledIncludes(p))
}

// missing stands for a file that is not there.
func missing(p string) *unsaved {
	return &unsaved{gone: true, facts: func() (*cparse.File, error) { return nil, notThere(p) }}
}

func notThere(p string) error { return &fs.PathError{Op: "open", Path: p, Err: fs.ErrNotExist} }
