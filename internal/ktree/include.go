package ktree

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/project"
)

// Include finds the file that an #include line of from means: for "..." first in the folder of from; then in include/,
// in an architecture's include folders, and in those that the folder's Kbuild names.
func (t *Tree) Include(from string, inc cparse.Include) (string, bool) {
	return t.resolve(from, inc.Path, inc.System)
}

// includeC resolves the #include of a .c file, which nobody looks for in include/.
func (t *Tree) includeC(from, name string) (string, bool) {
	return t.resolve(from, name, false)
}

func (t *Tree) resolve(from, name string, system bool) (string, bool) {
	if name == "" {
		return "", false
	}
	if strings.HasPrefix(name, "/") {
		t.b.strayed.Store(true)
		return "", false
	}
	key := includeKey{searchKey(from), name, system}
	if v, ok := t.listed.included.Load(key); ok {
		p := v.(string)
		return p, p != ""
	}
	p, ok := t.lookFor(from, name, system)
	if !ok {
		p = ""
	}
	t.listed.included.Store(key, p)
	return p, ok
}

// An includeKey is all that decides what an #include means: two headers of one folder mean the same file.
type includeKey struct {
	from, name string
	system     bool
}

func (t *Tree) lookFor(from, name string, system bool) (string, bool) {
	try := func(dir string) (string, bool) {
		p := path.Join(dir, name)
		if !local(p) {
			t.b.strayed.Store(true)
			return p, false
		}
		return p, t.Exists(p)
	}
	if !system {
		if p, ok := try(path.Dir(from)); ok {
			return p, true
		}
	}
	for _, dir := range t.searchDirs(from, name) {
		if p, ok := try(dir); ok {
			return p, true
		}
	}
	if rest, ok := strings.CutPrefix(name, "asm/"); ok { // what generic-y in an architecture's Kbuild generates
		if p := "include/asm-generic/" + rest; t.Exists(p) {
			return p, true
		}
	}
	if system && !t.b.kernel { // <x.h> for a header beside the driver
		return try(path.Dir(from))
	}
	return "", false
}

// Strayed tells whether any #include that was looked at named a place outside of the tree.
func (t *Tree) Strayed() bool { return t.b.strayed.Load() }

// Outside is the file outside of the project that an #include line of from names, as a compiler would find it; "" for none.
// It is only looked for, not into.
func (t *Tree) Outside(from string, inc cparse.Include) string {
	if _, ok := t.Include(from, inc); ok {
		return ""
	}
	isOutside := func(full string) bool {
		fi, err := os.Stat(full)
		return err == nil && fi.Mode().IsRegular() && !project.Inside(t.b.fence.project, full)
	}
	if strings.HasPrefix(inc.Path, "/") {
		if isOutside(path.Clean(inc.Path)) {
			return inc.Path
		}
		return ""
	}
	for _, dir := range append([]string{path.Dir(from)}, t.searchDirs(from, inc.Path)...) {
		if p := path.Join(dir, inc.Path); !local(p) && isOutside(t.b.abs(p)) {
			return p
		}
	}
	return ""
}

// searchDirs lists where an #include is looked for, in order. The kernel puts its own folders in front of those of a
// driver's Makefile (LINUXINCLUDE in scripts/Makefile.lib).
func (t *Tree) searchDirs(from, name string) []string {
	own := t.ownDirs(from)
	dirs := make([]string, 0, 8+len(own))
	if strings.HasPrefix(name, "asm/") {
		dirs = append(dirs, t.archDirs(from)...)
		dirs = append(dirs, "include", "include/uapi")
		dirs = append(dirs, own...)
		return dirs
	}
	dirs = append(dirs, "include", "include/uapi")
	dirs = append(dirs, own...)
	return append(dirs, t.archDirs(from)...)
}

// archDirs lists the include folders of the architectures, that of from before the others.
func (t *Tree) archDirs(from string) []string {
	all := t.b.archDir()
	if !strings.HasPrefix(from, "arch/") {
		return all
	}
	parts := strings.SplitN(from, "/", 3)
	own := parts[0] + "/" + parts[1] + "/"
	var first, rest []string
	for _, d := range all {
		if strings.HasPrefix(d, own) {
			first = append(first, d)
		} else {
			rest = append(rest, d)
		}
	}
	return append(first, rest...)
}

// archIncludes finds the architectures' include folders; x86, which most headers are fit for, comes first.
func (b *base) archIncludes() []string {
	var dirs []string
	for _, pattern := range []string{"arch/*/include", "arch/*/include/uapi", "arch/*/mach-*/include", "arch/*/plat-*/include", "arch/*/include/mach-*", "arch/*/include/cpu-*", "arch/*/include/asm/mach-generic"} {
		found, _ := filepath.Glob(filepath.Join(b.root, filepath.FromSlash(pattern)))
		for _, d := range found {
			rel, err := filepath.Rel(b.root, d)
			if fi, e := os.Stat(d); err == nil && e == nil && fi.IsDir() {
				dirs = append(dirs, filepath.ToSlash(rel))
			}
		}
	}
	slices.SortStableFunc(dirs, func(a, c string) int {
		return rank(a) - rank(c)
	})
	return dirs
}

func rank(dir string) int {
	if strings.HasPrefix(dir, "arch/x86/") {
		return 0
	}
	return 1
}

// ownDirs lists the folders that the build files of from's folder, and of those above it, add.
func (t *Tree) ownDirs(from string) []string {
	key := searchKey(from)
	if v, ok := t.listed.search.Load(key); ok {
		return v.([]string)
	}
	dirs := t.findOwnDirs(from)
	t.listed.search.Store(key, dirs)
	return dirs
}

// searchKey names all files that look for their headers in the same folders.
func searchKey(from string) string {
	if isC(from) {
		return from // a build file can name folders for one object alone
	}
	return path.Dir(from)
}

func (t *Tree) findOwnDirs(from string) []string {
	dir := path.Dir(from)
	var dirs []string
	if k := t.kbuild(dir); k != nil {
		dirs = k.includeDirs(k.flagSlots(from)...)
	}
	for d := dir; ; d = path.Dir(d) {
		if k := t.kbuild(d); k != nil {
			dirs = append(dirs, k.includeDirs("subdir-ccflags-*")...)
		}
		if d == "." || d == "/" {
			break
		}
	}
	if !t.b.kernel { // -I$(src) and -I$(M) mean the folder that make was called for, whatever else the tree holds
		if start := t.above(dir); start != dir && start != "." {
			dirs = append(dirs, start)
		}
		dirs = append(dirs, ".")
	}
	return dirs
}

// flagSlots names the lists of flags that a file is compiled with.
func (k *kbuild) flagSlots(from string) []string {
	slots := []string{"ccflags-*", "EXTRA_CFLAGS", "CPPFLAGS", "cppflags-*"}
	base := strings.TrimSuffix(path.Base(from), path.Ext(from))
	for _, slot := range k.order {
		if rest, ok := strings.CutPrefix(slot, "CFLAGS_"); ok && (rest == base+".o" || !isC(from)) {
			slots = append(slots, slot)
		}
	}
	return slots
}

// Forced lists the headers that build files outside the kernel make a .c file begin with, by -include: a compat.h, mostly.
func (t *Tree) Forced(p string) []string {
	if t.b.kernel || !isC(p) {
		return nil
	}
	var list []string
	add := func(k *kbuild, slots ...string) {
		for _, h := range k.forced(slots...) {
			if h != p && t.Exists(h) && !slices.Contains(list, h) {
				list = append(list, h)
			}
		}
	}
	if k := t.kbuild(path.Dir(p)); k != nil {
		add(k, k.flagSlots(p)...)
	}
	for d := path.Dir(p); ; d = path.Dir(d) {
		if k := t.kbuild(d); k != nil {
			add(k, "subdir-ccflags-*")
		}
		if d == "." {
			return list
		}
	}
}
