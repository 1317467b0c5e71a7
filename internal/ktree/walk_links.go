package ktree

import (
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// through says of a folder that the walk came to by a symbolic link what of it belongs to the walk: what build files name
// by that path. All else in it is read in its own place.
type through struct {
	real  string          // its own place below the root, "" when that lies elsewhere in the project
	named map[string]bool // sources, and folders that the build descends to, by their paths through the link
}

// below is a subfolder.
func (f *folder) below(name string) *folder {
	sub := &folder{path: join(f.path, name)}
	if f.through != nil {
		sub.through = &through{named: f.through.named}
		if f.through.real != "" {
			sub.through.real = join(f.through.real, name)
		}
	}
	return sub
}

// linkedFolder is the folder that a symbolic link leads to, nil unless a build file names sources through the link. A link
// in a folder that was come to by a link is not followed, nor one to a folder that it lies in: no walk goes in circles.
// In a kernel all that is built has a place of its own.
func (b *base) linkedFolder(dir *folder, name string, kind fs.FileMode) *folder {
	if kind&fs.ModeSymlink == 0 || b.kernel || dir.through != nil || strings.HasPrefix(name, ".") {
		return nil
	}
	link := join(dir.path, name)
	real, err := b.fence.follow(b.abs(link))
	if err != nil || !isDir(real) {
		return nil
	}
	if back, err := filepath.Rel(real, b.abs(dir.path)); err != nil || filepath.IsLocal(back) {
		return nil
	}
	t := &through{named: map[string]bool{}}
	around := &neighbours{fence: b.fence, kbuilds: map[string]*kbuild{}}
	for d := dir.path; ; d = path.Dir(d) {
		around.namedBelow(d, link, t.named, 0)
		if d == "." {
			break
		}
	}
	if len(t.named) == 0 {
		return nil
	}
	if rel, err := filepath.Rel(b.root, real); err == nil && filepath.IsLocal(rel) {
		t.real = filepath.ToSlash(rel)
	}
	return &folder{path: link, through: t}
}

// namedBelow adds what the build files of dir, and of the folders that they descend to, name below a folder.
func (n *neighbours) namedBelow(dir, below string, named map[string]bool, depth int) {
	k := n.kbuild(dir)
	if k == nil || depth > maxDescent {
		return
	}
	for _, p := range k.sources() {
		if inFolder(p, below) {
			named[p] = true
		}
	}
	for _, sub := range k.folders() {
		if (sub == below || inFolder(sub, below)) && !named[sub] {
			named[sub] = true
			n.namedBelow(sub, below, named, depth+1)
		}
	}
}

// readThrough takes a source or build file of a linked folder into the walk, if it was named.
func (f *folder) readThrough(name string) {
	x := &file{name: name, link: true}
	if f.through.real != "" {
		x.within = join(f.through.real, name)
	}
	switch {
	case isC(name) && f.through.named[join(f.path, name)]:
		f.files = append(f.files, x)
	case !isC(name) && f.through.named[f.path]:
		f.build = append(f.build, x)
	default:
		f.odd = append(f.odd, name)
	}
}

// dropOriginals takes those files out of the walk that the build names by a link and never by their own path: each text is
// one source, and reports name it as the build does.
func (b *base) dropOriginals(named func() map[string]bool) {
	b.linkedAs = map[string][]string{}
	if b.kernel {
		return
	}
	for _, dir := range b.folders {
		for _, f := range dir.files {
			if f.link && f.within != "" {
				b.linkedAs[f.within] = append(b.linkedAs[f.within], join(dir.path, f.name))
			}
		}
	}
	if len(b.linkedAs) == 0 {
		return
	}
	for _, p := range slices.Sorted(maps.Keys(b.linkedAs)) {
		if named()[p] || b.file(p) == nil || b.included(path.Base(p)) {
			delete(b.linkedAs, p)
			continue
		}
		dir := b.folders[path.Dir(p)]
		dir.files = slices.DeleteFunc(dir.files, func(f *file) bool { return f.name == path.Base(p) })
		dir.odd = append(dir.odd, path.Base(p))
		b.aliases++
	}
}

// namedSources are the sources that the build files of a walk outside the kernel name.
func (b *base) namedSources() map[string]bool {
	named := map[string]bool{}
	if b.kernel {
		return named
	}
	around := &neighbours{fence: b.fence, kbuilds: map[string]*kbuild{}}
	for p, dir := range b.folders {
		if len(dir.build) == 0 {
			continue
		}
		if k := around.kbuild(p); k != nil {
			for _, source := range k.sources() {
				named[source] = true
			}
		}
	}
	return named
}

// included tells whether any .c file includes one of that name.
func (b *base) included(name string) bool {
	for _, dir := range b.folders {
		for _, f := range dir.files {
			if slices.ContainsFunc(f.includes, func(inc string) bool { return path.Base(inc) == name }) {
				return true
			}
		}
	}
	return false
}

// Names lists the paths of the tree that a named file or folder stands for: its own (see RealName), and those of links that
// the build names for it, or for files in it.
func (t *Tree) Names(p string) []string {
	list := []string{t.RealName(p)}
	for real, links := range t.b.linkedAs {
		if real == p || inFolder(real, p) {
			list = append(list, links...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
