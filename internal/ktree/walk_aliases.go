package ktree

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// dropAliases takes those links out of a folder of the walk that are only other names of files which the walk has at their
// own place. A link that the folder's build files speak of, or outside the kernel those of another folder, stays: it is the
// name that this module's source has.
func (b *base) dropAliases(dir *folder, named func() map[string]bool) {
	isLink := func(f *file) bool { return f.link && f.within != "" }
	if dir.through != nil || !slices.ContainsFunc(dir.files, isLink) {
		return
	}
	var build []byte
	for _, f := range dir.build {
		if text, err := b.source(join(dir.path, f.name)); err == nil {
			build = append(append(build, text...), '\n')
		}
	}
	dir.files = slices.DeleteFunc(dir.files, func(f *file) bool {
		drop := isLink(f) && !namesObject(build, strings.TrimSuffix(f.name, ".c")+".o") && !named()[join(dir.path, f.name)]
		if drop {
			dir.odd = append(dir.odd, f.name)
			b.aliases++
		}
		return drop
	})
}

// namesObject tells whether the text of build files has the name of an object.
func namesObject(build []byte, object string) bool {
	for from := 0; ; {
		at := bytes.Index(build[from:], []byte(object))
		if at < 0 {
			return false
		}
		at += from
		from = at + len(object)
		if before := at == 0 || strings.IndexByte(" \t\n=/", build[at-1]) >= 0; before && (from == len(build) || !isWord(build[from])) {
			return true
		}
	}
}

// RealName is the path of the tree that a named file stands for: its own, or, for a link that is only another name of a
// file of the tree, that one's.
func (t *Tree) RealName(p string) string {
	if t.overlay[p] != nil || !isC(p) || t.b.file(p) != nil || !local(p) {
		return p
	}
	if real, err := t.b.fence.within(path.Clean(p)); err == nil && real != "" && t.b.file(real) != nil {
		return real
	}
	return p
}
