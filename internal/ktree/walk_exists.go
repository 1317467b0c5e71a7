package ktree

import (
	"path"
	"slices"
	"strings"
)

// folder is one folder of the tree with the files in it that are searched, sorted by name.
type folder struct {
	path  string
	files []*file
	build []*file // Kbuild, Makefile

	whole bool     // all names are known
	other []string // names of all other regular files, sorted
	odd   []string // names of what else is no folder, or was not read: a symbolic link, a file that is too big

	through *through // how the walk came here by a link, nil for a folder in its own place
}

// Exists tells whether there is a regular file at path, or unsaved text for it.
func (t *Tree) Exists(p string) bool {
	if u, ok := t.overlay[p]; ok {
		return !u.gone
	}
	return t.b.fileExists(p)
}

func (b *base) fileExists(p string) bool {
	if isC(p) && b.file(p) != nil {
		return true
	}
	if v, ok := b.exists.Load(p); ok {
		return v.(bool)
	}
	if is, known := b.walked(p); known {
		return is
	}
	ok := b.fence.exists(p)
	b.exists.Store(p, ok)
	return ok
}

// walked tells whether there is a regular file at p, as the walk has seen it; known is false when only the disk can tell.
func (b *base) walked(p string) (is, known bool) {
	if !local(p) {
		return false, true
	}
	dir, name := path.Split(p)
	dir = cleanDir(dir)
	f := b.folders[dir]
	for f == nil && dir != "." { // the folder is not there, or the walk did not go into it
		dir, name = path.Split(dir)
		dir = cleanDir(dir)
		if f = b.folders[dir]; f != nil {
			return false, f.whole && name != "" && name[0] != '.' && !slices.Contains(f.odd, name)
		}
	}
	if f == nil {
		return false, false
	}
	return f.holds(name)
}

// holds tells whether a regular file of that name is in the folder; known is false when only the disk can tell.
func (f *folder) holds(name string) (is, known bool) {
	if _, ok := slices.BinarySearch(f.other, name); ok {
		return true, true
	}
	same := func(x *file) bool { return x.name == name }
	is = slices.ContainsFunc(f.build, same) || isC(name) && slices.ContainsFunc(f.files, same)
	return is, f.whole && !slices.Contains(f.odd, name)
}

// HasSource tells whether there is C source, headers too, in a folder or below it.
func (t *Tree) HasSource(dir string) bool { return t.holds(dir, isSourceName) }

// HasC tells whether there is a .c file.
func (t *Tree) HasC() bool { return t.holds(".", isC) }

// holds tells whether there is a file of some name in a folder or below it.
func (t *Tree) holds(dir string, wanted func(name string) bool) bool {
	below := func(p string) bool { return dir == "." || p == dir || strings.HasPrefix(p, dir+"/") }
	for p, f := range t.b.folders {
		there := func(name string) bool {
			u := t.overlay[join(p, name)]
			return wanted(name) && (u == nil || !u.gone)
		}
		if below(p) && (slices.ContainsFunc(f.files, func(f *file) bool { return there(f.name) }) ||
			slices.ContainsFunc(f.other, there) || slices.ContainsFunc(f.odd, there)) {
			return true
		}
	}
	for p, u := range t.overlay {
		if !u.gone && below(path.Dir(p)) && wanted(path.Base(p)) {
			return true
		}
	}
	return false
}

func isSourceName(name string) bool { return isC(name) || strings.HasSuffix(name, ".h") }
