package ktree

import (
	"path"
	"slices"
	"strings"
	"sync"
)

// A Module is what is linked together: a kernel module, or an object that can only be built in.
type Module struct {
	Name     string   // without .ko
	Dir      string   // the folder whose Kbuild lists it; for a group of files that none lists, their folder
	Files    []string // .c files, sorted, with the .c files and other sources that they #include
	Builtin  bool     // only in obj-y
	Implicit bool     // no Kbuild lists it
	Missing  []string // sources that Kbuild lists and that are not there, as paths or else as spelled
}

// listing is what Kbuild files say of modules, worked out folder by folder when asked.
type listing struct {
	kbuilds  sync.Map // folder -> func() *kbuild
	search   sync.Map // folder of a header, or .c file -> []string, see ownDirs
	included sync.Map // includeKey -> path, "" for none
	dirs     sync.Map // folder -> func() *dirModules
	foreign  struct {
		once  sync.Once
		files map[string][]*Module // .c file -> modules of other folders
	}
	including struct {
		once  sync.Once
		files map[string][]string // file -> .c files that #include it, .c files and parts of such
	}
	parts sync.Map // .c file -> parts
}

// dirModules are the modules that one folder's Kbuild lists.
type dirModules struct {
	all  []*Module
	file map[string][]*Module // by .c file, without the included ones
}

// groups are the implicit modules, folder by folder.
type groups struct {
	dirs sync.Map // folder -> func() map[string]*Module
}

// without is the same for a Tree in which one folder must be grouped anew.
func (g *groups) without(dir string) *groups {
	n := &groups{}
	g.dirs.Range(func(k, v any) bool {
		if k != dir {
			n.dirs.Store(k, v)
		}
		return true
	})
	return n
}

// Modules lists the modules that a source is linked into, sorted by folder and name. A .c file that no Kbuild lists
// and no other .c file includes is in one implicit module together with those files of its folder that belong to it.
func (t *Tree) Modules(p string) []*Module {
	if !t.Exists(p) {
		return nil
	}
	list := t.modules(p, map[string]bool{})
	if len(list) == 0 && !isC(p) {
		return nil
	}
	if len(list) == 0 {
		list = []*Module{t.implicit(p)}
	}
	slices.SortFunc(list, func(a, b *Module) int {
		if c := strings.Compare(a.Dir, b.Dir); c != 0 {
			return c
		}
		if c := strings.Compare(a.Name, b.Name); c != 0 {
			return c
		}
		return slices.Compare(a.Files, b.Files)
	})
	return slices.Compact(list)
}

// modules are those of Kbuild and those of the files that include p. There are none for a file that neither knows.
func (t *Tree) modules(p string, seen map[string]bool) []*Module {
	seen[p] = true
	list := slices.Clone(t.listedIn(p))
	for _, q := range t.includers(p) {
		if seen[q] {
			continue
		}
		got := t.modules(q, seen)
		if len(got) == 0 {
			got = []*Module{t.implicit(q)}
		}
		for _, m := range got {
			if slices.Contains(m.Files, p) { // a ring of files that include each other may have left it out
				list = append(list, m)
			}
		}
	}
	return list
}

// listedIn are the modules that some Kbuild lists the file in.
func (t *Tree) listedIn(p string) []*Module {
	l := t.listed
	l.foreign.once.Do(func() { l.foreign.files = t.foreignModules() })
	own := t.dirModules(path.Dir(p)).file[p]
	other := l.foreign.files[p]
	if len(other) == 0 {
		return own
	}
	return slices.Concat(own, other)
}

// dirModules works out what the folder's Kbuild links.
func (t *Tree) dirModules(dir string) *dirModules {
	if v, ok := t.listed.dirs.Load(dir); ok {
		return v.(func() *dirModules)()
	}
	v, _ := t.listed.dirs.LoadOrStore(dir, sync.OnceValue(func() *dirModules { return t.link(dir) }))
	return v.(func() *dirModules)()
}

func (t *Tree) link(dir string) *dirModules {
	d := &dirModules{file: map[string][]*Module{}}
	k := t.kbuild(dir)
	if k == nil {
		return d
	}
	taken := map[string]bool{} // composites that are part of a module
	add := func(name string, yes bool, files, missing []string) {
		if len(files) == 0 {
			return
		}
		slices.Sort(files)
		files = slices.Compact(files)
		m := &Module{Name: path.Base(strings.TrimLeft(name, string(fromRoot))), Dir: dir, Builtin: yes, Files: t.withIncluded(files), Missing: missing}
		d.all = append(d.all, m)
		for _, p := range files {
			d.file[p] = append(d.file[p], m)
		}
	}
	for _, o := range k.objects() {
		files, missing := t.sources(k, o.word, taken)
		add(o.word, o.yes, files, missing)
	}
	// A list of parts that no obj-* names: the name comes from the command line, or from a variable.
	for _, name := range k.composites() {
		if taken[name] {
			continue
		}
		files, missing := t.sources(k, name, taken)
		fresh := len(files) > 0
		for _, p := range files {
			fresh = fresh && len(d.file[p]) == 0
		}
		if fresh {
			add(name, false, files, missing)
		}
	}
	return d
}

// sources lists the .c files that an object is made of, and those that are not there.
func (t *Tree) sources(k *kbuild, name string, taken map[string]bool) (files, missing []string) {
	seen := map[string]bool{}
	var visit func(name string, open bool)
	visit = func(name string, open bool) {
		if seen[name] && open {
			return
		}
		var parts []string
		if open {
			seen[name] = true
			parts = k.parts(name)
		}
		if len(parts) > 0 {
			taken[name] = true
			for _, p := range parts {
				visit(p, p != name && !seen[p])
			}
			return
		}
		p, ok := k.objectPath(name)
		switch {
		case ok && t.Exists(p):
			files = append(files, p)
		case !ok:
			missing = append(missing, strings.TrimLeft(name, string(fromRoot))+".o")
		case !t.otherSource(strings.TrimSuffix(p, ".c")):
			missing = append(missing, p)
		}
	}
	visit(name, true)
	slices.Sort(missing)
	return files, slices.Compact(missing)
}

// otherSource tells whether an object is made of something else than C.
func (t *Tree) otherSource(stem string) bool {
	return slices.ContainsFunc([]string{".S", ".s", ".rs", ".asn1", ".y", ".l", ".dts"}, func(ext string) bool { return t.Exists(stem + ext) })
}

// kbuild is what the build files of a folder say; nil when it has none.
func (t *Tree) kbuild(dir string) *kbuild {
	v, ok := t.listed.kbuilds.Load(dir)
	if !ok {
		v, _ = t.listed.kbuilds.LoadOrStore(dir, sync.OnceValue(func() *kbuild {
			names := t.buildFiles(dir)
			if len(names) == 0 {
				return nil
			}
			return parseKbuild(dir, names, t)
		}))
	}
	return v.(func() *kbuild)()
}

func (t *Tree) readBuild(p string) ([]byte, bool) {
	if !t.Exists(p) {
		return nil, false
	}
	text, err := t.Source(p)
	return text, err == nil
}

// above is the folder in which the build of an external module starts: the outermost whose build files descend to dir.
func (t *Tree) above(dir string) string {
	if t.b.kernel {
		return "."
	}
	for d := dir; d != "."; {
		d = path.Dir(d)
		if k := t.kbuild(d); k != nil && slices.Contains(k.folders(), dir) {
			return t.above(d)
		}
	}
	return dir
}

// match lists the files of a wildcard, sorted.
func (t *Tree) match(pattern string) []string {
	dirs, names := path.Split(pattern)
	dirs = cleanDir(dirs)
	var folders []string
	if !strings.ContainsAny(dirs, `*?[\`) {
		folders = []string{dirs}
	} else {
		for dir := range t.b.folders {
			if ok, err := path.Match(dirs, dir); ok && err == nil {
				folders = append(folders, dir)
			}
		}
	}
	var list []string
	for _, dir := range folders {
		for _, p := range t.filesIn(dir) {
			if ok, err := path.Match(names, path.Base(p)); ok && err == nil {
				list = append(list, p)
			}
		}
	}
	slices.Sort(list)
	return list
}

func (t *Tree) buildFiles(dir string) []string {
	var names []string
	for _, name := range []string{"Kbuild", "Makefile"} {
		if u := t.overlay[join(dir, name)]; u != nil {
			if !u.gone {
				names = append(names, name)
			}
			continue
		}
		if f := t.b.folders[dir]; f != nil {
			for _, b := range f.build {
				if b.name == name {
					names = append(names, name)
				}
			}
		}
	}
	return names
}

// foreignModules finds the modules that are made of files of other folders than the one that lists them.
func (t *Tree) foreignModules() map[string][]*Module {
	var dirs []string
	for _, f := range t.b.folders {
		if t.b.kernel && userland(f.path) {
			continue
		}
		for _, b := range f.build {
			if b.flags&foreign != 0 {
				dirs = append(dirs, f.path)
				break
			}
		}
	}
	for p, u := range t.overlay {
		if isKbuild(path.Base(p)) && u.found.flags&foreign != 0 {
			dirs = append(dirs, path.Dir(p))
		}
	}
	slices.Sort(dirs)
	dirs = slices.Compact(dirs)
	t.parallel("modules", dirs, func(dir string) { t.dirModules(dir) })
	files := map[string][]*Module{}
	for _, dir := range dirs {
		d := t.dirModules(dir)
		for p, mods := range d.file {
			if path.Dir(p) != dir {
				files[p] = append(files[p], mods...)
			}
		}
	}
	return files
}

// userland tells of the folders of a kernel tree whose Makefiles build programs, never modules, out of kernel files.
func userland(dir string) bool {
	top, _, _ := strings.Cut(dir, "/")
	return top == "tools" || top == "scripts" || top == "Documentation"
}

// includesOf lists the .c files that a .c file includes directly, and its other parts.
func (t *Tree) includesOf(p string) []string {
	f, ok := t.lookup(p)
	if !ok {
		return nil
	}
	list := slices.Clone(t.partsOf(p).files)
	for _, inc := range f.includes {
		if q, ok := t.includeC(p, inc); ok && q != p {
			list = append(list, q)
		}
	}
	return list
}

// withIncluded adds the sources that the given ones include, however deep.
func (t *Tree) withIncluded(files []string) []string {
	all := slices.Clone(files)
	for i := 0; i < len(all); i++ {
		for _, q := range t.includesOf(all[i]) {
			if !slices.Contains(all, q) {
				all = append(all, q)
			}
		}
	}
	slices.Sort(all)
	return all
}

// Included lists the sources that are part of a .c file by an #include: .c files, and what else holds the driver's code.
func (t *Tree) Included(p string) []string { return t.includesOf(p) }

// includers lists the .c files that include p directly, or that it is a part of, sorted.
func (t *Tree) includers(p string) []string {
	in := &t.listed.including
	in.once.Do(func() {
		in.files = map[string][]string{}
		for _, q := range t.selectFiles(func(p string, f found) bool { return len(t.includesOf(p)) > 0 }) {
			for _, p := range t.includesOf(q) {
				in.files[p] = append(in.files[p], q)
			}
		}
	})
	return in.files[p]
}

// allParts lists the parts of all .c files, sorted.
func (t *Tree) allParts() []string {
	t.includers("")
	var list []string
	for p := range t.listed.including.files {
		if !isC(p) {
			list = append(list, p)
		}
	}
	slices.Sort(list)
	return list
}
