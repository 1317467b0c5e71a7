package ktree

import (
	"path"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
)

// A driver's code does not always stand in .c files: a table or a handler may be in a header, a whole driver in an
// impl.h or x.inc that a .c file of one line includes. Such a file is a part of the .c files that include it, as another
// .c file is that they include.

// maxIncluded bounds how many files one .c file includes.
const maxIncluded = 500

// parts is what a .c file is made of beside its own text.
type parts struct {
	files []string // sorted
	flags Flags    // what these contain, and the headers on the way to them
}

// codeFlags tell of a table in a header, or of code that ends periods.
const codeFlags = HasElapsed | HasOps | HasComponent | HasDmaengine

// partsOf finds the parts of a .c file. In a kernel only those are asked that speak of ALSA, or that have no code of
// their own.
func (t *Tree) partsOf(p string) parts {
	f, ok := t.lookup(p)
	if !ok || t.b.kernel && (f.flags&(HasSound|bare) == 0 || userland(p)) {
		return parts{}
	}
	if v, ok := t.listed.parts.Load(p); ok {
		return v.(parts)
	}
	v, _ := t.listed.parts.LoadOrStore(p, t.findParts(p, f.flags&bare != 0))
	return v.(parts)
}

func (t *Tree) findParts(p string, bare bool) parts {
	var all, code []string
	var flags Flags
	seen := map[string]bool{}
	add := func(from string, includes []string) {
		for _, name := range includes {
			name, system := strings.CutPrefix(name, "<")
			if q, ok := t.ownHeader(from, cparse.Include{Path: name, System: system}); ok && !seen[q] && !isC(q) {
				seen[q] = true
				all = append(all, q)
			}
		}
	}
	add(p, t.spelledIncludes(p))
	for i := 0; i < len(all) && i < maxIncluded; i++ {
		h := t.headerFound(all[i])
		flags |= h.flags
		if h.flags&codeFlags != 0 || path.Ext(all[i]) != ".h" {
			code = append(code, all[i])
		}
		add(all[i], h.includes)
	}
	if bare && flags&codeFlags != 0 {
		code = slices.Clone(all)
	}
	slices.Sort(code)
	return parts{code, flags & publicFlags}
}

// spelledIncludes lists what a .c file includes and may be its driver's own, as searchHeader does.
func (t *Tree) spelledIncludes(p string) []string {
	var list []string
	if s, err := t.Summary(p); err == nil {
		for _, inc := range s.Includes {
			if inc.System {
				list = appendOwn(list, "<"+inc.Path)
			} else {
				list = appendOwn(list, inc.Path)
			}
		}
	}
	return list
}

// headerFound is what the search finds in a header, the unsaved text before the one on disk.
func (t *Tree) headerFound(p string) found {
	if u := t.overlay[p]; u != nil {
		return searchHeader(u.text)
	}
	return t.b.searched(p).found
}
