package ktree

import (
	"path"
	"strings"
	"sync"
)

// A kbuild is what the Kbuild and Makefile of one folder say, every arm of every conditional taken. It is not make:
// there is no order of evaluation, each assignment adds to what a name stands for, and what only a configuration
// could tell is both y and m.
type kbuild struct {
	dir    string
	around surroundings
	vars   map[string][]assign
	order  []string // names in order of their first assignment
	budget int      // words that may still be produced; a file that wants more is not a Makefile
	active map[string]bool
	depth  int
	mu     sync.Mutex // objects, parts and includeDirs work on the fields above
}

// assign is one assignment to a name.
type assign struct {
	value string
	yes   bool // the name ended in a plain -y: what it lists is always built in
}

const (
	unknown  = '\x01' // in a name: a reference that only the configuration can tell
	fromRoot = '\x02' // in a word: what follows is relative to the root of the tree

	kbuildBudget   = 200_000
	kbuildDepth    = 24
	kbuildIncludes = 32
	kbuildText     = 4 << 20
)

// surroundings are what build files speak of: other files, by their paths below the root.
type surroundings interface {
	readBuild(p string) ([]byte, bool)
	match(pattern string) []string // the files of a wildcard
	above(dir string) string       // the folder that the build of an external module starts in
}

// parseKbuild reads a folder's build files.
func parseKbuild(dir string, names []string, around surroundings) *kbuild {
	k := &kbuild{dir: dir, around: around, vars: map[string][]assign{}, budget: kbuildBudget, active: map[string]bool{}}
	seen := map[string]bool{}
	for _, name := range names {
		k.file(join(dir, name), seen)
	}
	return k
}

func (k *kbuild) file(p string, seen map[string]bool) {
	if seen[p] || len(seen) >= kbuildIncludes {
		return
	}
	seen[p] = true
	text, ok := k.around.readBuild(p)
	if !ok || len(text) > kbuildText {
		return
	}
	recipe, define := false, false
	for line := range logicalLines(string(text)) {
		if strings.HasPrefix(line, "\t") && recipe {
			continue
		}
		word, rest := firstWord(line)
		if define {
			define = word != "endef"
			continue
		}
		switch word {
		case "", "ifeq", "ifneq", "ifdef", "ifndef", "else", "endif":
			continue
		case "define":
			define = true
			continue
		case "include", "-include", "sinclude":
			for _, w := range k.words(rest) {
				if at, ok := k.rooted(w); ok {
					k.file(at, seen)
				} else if w != "" {
					k.file(path.Join(k.dir, w), seen)
					k.file(path.Clean(w), seen)
				}
			}
			continue
		}
		for word == "export" || word == "override" || word == "private" || word == "unexport" {
			line = rest
			word, rest = firstWord(line)
		}
		name, value, ok := cutAssign(line)
		recipe = !ok && strings.Contains(line, ":")
		if ok {
			k.assign(name, value)
		}
	}
}

// logicalLines yields the lines with continuations joined and comments gone.
func logicalLines(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		var joined strings.Builder
		for len(text) > 0 {
			line, rest, _ := strings.Cut(text, "\n")
			text = rest
			line = strings.TrimSuffix(line, "\r")
			if strings.HasSuffix(line, `\`) && text != "" {
				joined.WriteString(line[:len(line)-1])
				joined.WriteByte(' ')
				continue
			}
			if joined.Len() > 0 {
				joined.WriteString(line)
				line = joined.String()
				joined.Reset()
			}
			if !yield(cutComment(line)) {
				return
			}
		}
		if joined.Len() > 0 {
			yield(cutComment(joined.String()))
		}
	}
}

func cutComment(line string) string {
	for i := 0; i < len(line); i++ {
		if line[i] == '#' && (i == 0 || line[i-1] != '\\') {
			return line[:i]
		}
	}
	return line
}

func firstWord(line string) (word, rest string) {
	line = strings.TrimLeft(line, " \t")
	end := strings.IndexAny(line, " \t(")
	if end < 0 {
		return line, ""
	}
	return line[:end], line[end:]
}

// cutAssign splits NAME op VALUE; a rule is none.
func cutAssign(line string) (name, value string, ok bool) {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '$':
			i = skipRef(line, i) - 1
		case '=':
			name = strings.TrimRight(line[:i], ":+?!")
			if name = strings.TrimSpace(name); strings.ContainsAny(name, ":") {
				return "", "", false // a target's own variable
			}
			return name, strings.TrimSpace(line[i+1:]), name != ""
		case ':':
			if j := strings.TrimLeft(line[i:], ":"); !strings.HasPrefix(j, "=") {
				return "", "", false
			}
		}
	}
	return "", "", false
}

// skipRef is the offset behind the reference that starts at line[i] == '$'.
func skipRef(s string, i int) int {
	if i+1 >= len(s) {
		return len(s)
	}
	open := s[i+1]
	if open != '(' && open != '{' {
		return i + 2
	}
	closer := byte(')')
	if open == '{' {
		closer = '}'
	}
	depth := 0
	for j := i + 1; j < len(s); j++ {
		switch s[j] {
		case open:
			depth++
		case closer:
			if depth--; depth == 0 {
				return j + 1
			}
		}
	}
	return len(s)
}

func (k *kbuild) assign(name, value string) {
	for _, n := range k.names(name) {
		slot, yes := slotOf(n)
		if slot == "" {
			continue
		}
		if _, had := k.vars[slot]; !had {
			k.order = append(k.order, slot)
		}
		k.vars[slot] = append(k.vars[slot], assign{value, yes})
	}
}

// slotOf folds the endings that the configuration decides between into one: foo-y, foo-m and foo-$(CONFIG_X) are foo-*.
func slotOf(name string) (slot string, yes bool) {
	at := strings.LastIndexByte(name, '-')
	if at < 0 {
		return name, false
	}
	tail := name[at+1:]
	if strings.Trim(tail, string(unknown)+"ymn") != "" || len(tail) > 1 && !strings.ContainsRune(tail, unknown) {
		return name, false
	}
	return name[:at+1] + "*", tail == "y"
}

// object is one word of an obj-* list.
type object struct {
	word string // without .o
	yes  bool   // from obj-y
}

// objects lists what obj-* and lib-* name.
func (k *kbuild) objects() []object {
	k.mu.Lock()
	defer k.mu.Unlock()
	var list []object
	at := map[string]int{}
	for _, slot := range []string{"obj-*", "lib-*"} {
		for _, a := range k.vars[slot] {
			for _, w := range k.words(a.value) {
				w, ok := strings.CutSuffix(w, ".o")
				if !ok || w == "" {
					continue
				}
				if i, dup := at[w]; dup {
					list[i].yes = list[i].yes && a.yes
					continue
				}
				at[w] = len(list)
				list = append(list, object{w, a.yes})
			}
		}
	}
	return list
}

// folders lists the folders that obj-* descends to.
func (k *kbuild) folders() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	var list []string
	for _, w := range k.slot("obj-*") {
		w, ok := strings.CutSuffix(w, "/")
		if !ok {
			continue
		}
		p, rooted := k.rooted(w)
		if !rooted {
			p = path.Join(k.dir, w)
		}
		if p == "." || local(p) {
			list = append(list, p)
		}
	}
	return list
}

// sources lists the .c files of all objects that the build files name, whether they are there or not.
func (k *kbuild) sources() []string {
	var list []string
	seen := map[string]bool{}
	var visit func(word string)
	visit = func(word string) {
		if seen[word] {
			return
		}
		seen[word] = true
		if p, ok := k.objectPath(word); ok {
			list = append(list, p)
		}
		for _, part := range k.parts(word) {
			visit(part)
		}
	}
	for _, o := range k.objects() {
		visit(o.word)
	}
	for _, name := range k.composites() {
		visit(name)
	}
	return list
}

// parts lists the objects that a composite is made of, without .o; nil when the name is no composite.
func (k *kbuild) parts(name string) []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	var list []string
	for _, slot := range []string{name + "-objs", name + "-*"} {
		for _, w := range k.slot(slot) {
			if w, ok := strings.CutSuffix(w, ".o"); ok && w != "" {
				list = append(list, w)
			}
		}
	}
	return list
}

// Lists with these names are about something else than what is linked into a module.
var notComposites = map[string]bool{
	"obj": true, "lib": true, "ccflags": true, "asflags": true, "ldflags": true, "subdir": true, "subdir-ccflags": true,
	"subdir-asflags": true, "always": true, "extra": true, "targets": true, "hostprogs": true, "userprogs": true,
	"head": true, "core": true, "drivers": true, "libs": true, "net": true, "virt": true, "init": true,
	"machine": true, "platform": true, "cflags": true, "aflags": true, "KBUILD_CFLAGS": true, "generic": true,
	"clean-files": true, "clean": true, "dtb": true, "dtbs": true, "header-test": true, "targets-for-modules": true,
}

// composites lists the names that have a list of parts, in the order of the file.
func (k *kbuild) composites() []string {
	var list []string
	for _, slot := range k.order {
		name, ok := strings.CutSuffix(slot, "-objs")
		if !ok {
			if name, ok = strings.CutSuffix(slot, "-*"); !ok {
				continue
			}
		}
		if name != "" && !notComposites[name] && !strings.ContainsRune(name, unknown) {
			list = append(list, name)
		}
	}
	return list
}

// objectPath is the path of the .c file that an object of the folder is compiled from.
func (k *kbuild) objectPath(word string) (string, bool) {
	if at, ok := k.rooted(word); ok {
		return at + ".c", true
	}
	if strings.HasPrefix(word, "/") || word == "" {
		return "", false
	}
	p := path.Join(k.dir, word) + ".c"
	return p, local(p)
}

// rooted is the path below the root that a word with $(src), $(srctree) or alike stands for.
func (k *kbuild) rooted(word string) (string, bool) {
	at := strings.LastIndexByte(word, fromRoot)
	if at < 0 {
		return "", false
	}
	p := path.Clean(strings.TrimLeft(word[at+1:], "/"))
	if p != "." && !local(p) {
		return "", false
	}
	return p, true
}

// includeDirs lists the folders that flags in the named slots add to the search for headers.
func (k *kbuild) includeDirs(slots ...string) []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	var dirs []string
	add := func(w string) {
		if p, ok := k.rooted(w); ok {
			dirs = append(dirs, p)
			return
		}
		if w == "" || strings.HasPrefix(w, "/") || strings.ContainsRune(w, fromRoot) {
			return
		}
		// The kernel compiles in the root; a folder of its own usually means itself.
		dirs = append(dirs, path.Clean(w))
		if own := path.Join(k.dir, w); own != path.Clean(w) {
			dirs = append(dirs, own)
		}
	}
	for _, slot := range slots {
		words := k.slot(slot)
		for i := 0; i < len(words); i++ {
			for _, flag := range []string{"-I", "-iquote", "-isystem", "-idirafter"} {
				w, ok := strings.CutPrefix(words[i], flag)
				if !ok {
					continue
				}
				if w == "" && i+1 < len(words) {
					i++
					w = words[i]
				}
				add(strings.Trim(w, `"'`))
				break
			}
		}
	}
	return dirs
}

// forced lists the files that flags in the named slots include in front of all text.
func (k *kbuild) forced(slots ...string) []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	var list []string
	for _, slot := range slots {
		words := k.slot(slot)
		for i := 1; i < len(words); i++ {
			if words[i-1] != "-include" {
				continue
			}
			if p, ok := k.rooted(words[i]); ok {
				list = append(list, p)
			} else if p := path.Join(k.dir, words[i]); local(p) && !strings.HasPrefix(words[i], "/") {
				list = append(list, p)
			}
		}
	}
	return list
}
