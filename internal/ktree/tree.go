package ktree

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pcmlint/pcmlint/cparse"
)

// Options say how to open a tree. The zero value is fine.
type Options struct {
	CacheDir string                              // "" means the user's cache folder + "/pcmlint"
	NoCache  bool                                // neither read nor write anything there
	Jobs     int                                 // how many files at a time; 0 means one for each processor
	Target   Target                              // the kernel to judge for; zero: that of the tree
	Fallback Target                              // the kernel to judge for where the tree states none; zero: the newest
	Overlay  map[string][]byte                   // relative path -> unsaved text that replaces the file
	Progress func(stage string, done, total int) // may be nil; called from several goroutines
	Warn     func(msg string)                    // may be nil; told once what does not work but does not matter
}

// A Tree is one kernel tree, or a folder of drivers, as it was when it was opened. All paths are relative to its root
// and slash-separated. It is safe for concurrent use.
type Tree struct {
	b       *base
	overlay map[string]*unsaved // never changes once the Tree is built
	listed  *listing            // what Kbuild says
	groups  *groups             // what is grouped without Kbuild
	find    *mentions           // who mentions what
	extra   func() []string     // see findExtra
	target  func() Target       // see findTarget

	settling settling
}

// base is what all Trees derived from one Open share.
type base struct {
	root    string
	fence   *fence
	kernel  bool
	opt     Options
	folders map[string]*folder
	total   int // .c files
	aliases int // other names of these

	linkedAs map[string][]string // file that only links name -> these

	index   *index
	saving  sync.WaitGroup // of the index, in the background
	cache   *cache
	facts   sync.Map // path -> *factCell
	settled sync.Map // settledKey -> func() *cparse.File
	headers sync.Map // path -> *header
	hashes  sync.Map // path -> digest, of files whose hash the index does not have
	asked   sync.Map // path -> true: files whose facts were parsed in this run
	exists  sync.Map // path -> bool, of files on disk
	warned  sync.Map // message -> true
	export  onceMap[string, []string]
	archDir func() []string
	flagged func() []flaggedFile
	strayed atomic.Bool // see Strayed
	told    atomic.Bool // that the cache is not believed

	findOnce sync.Once
	cacheDir string // see cacheRoot

	stats struct {
		folders, read, parsed, scanned atomic.Int64
		items, kept                    atomic.Int64
		searched                       atomic.Int64
	}
	mu       sync.Mutex
	skipped  []Skip
	problems []Problem
}

// file is a .c or Kbuild file on disk.
type file struct {
	name string
	stat stat
	racy bool // was read too shortly after it changed

	link   bool   // a symbolic link
	within string // the path below the root that it leads to, "" for one elsewhere in the project
	found
	hash digest // valid with the flag hashed

	err error // why it is none after all; it is dropped at the end of the walk

	packed     string // the summary as the index has it
	once       sync.Once
	summary    atomic.Pointer[cparse.Summary]
	summaryErr error
	keep       atomic.Bool // the summary is of the text that stat is about
}

// unsaved is a file of the overlay.
type unsaved struct {
	gone    bool // there is no such file
	text    []byte
	hash    digest
	found   found
	summary func() *cparse.Summary
	facts   func() (*cparse.File, error)
}

// stat is what tells that a file has not changed.
type stat struct {
	size, mtime, ctime int64
	inode              uint64
}

// Files beyond this are no drivers.
const maxFile = 16 << 20

// A file that changed less than this before it was read may change again without a trace in its times.
const racyWindow = 2 * time.Second

// Open walks root and searches every .c file; those that the index knows are only looked at for changes.
// What cannot be read becomes a Problem, not an error: err is set when root itself cannot be read or ctx ends.
func Open(ctx context.Context, root string, kernel bool, o Options) (*Tree, error) {
	abs, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	if fi, err := os.Stat(abs); err != nil {
		return nil, err
	} else if !fi.IsDir() {
		return nil, fmt.Errorf("open %s: not a folder", root)
	}
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	b := &base{root: abs, fence: newFence(abs), kernel: kernel, opt: o}
	b.archDir = sync.OnceValue(b.archIncludes)
	b.flagged = sync.OnceValue(b.findFlagged)
	b.cache = openCache(b)
	b.index = b.loadIndex()
	if err := b.walk(ctx); err != nil {
		return nil, err
	}
	if b.index.changed.Load() > saveAtOnce {
		b.saving.Go(b.saveIndex)
	}
	t := newTree(b, map[string]*unsaved{})
	for p, text := range o.Overlay {
		p = path.Clean(p)
		t.overlay[p] = t.newUnsaved(p, text)
	}
	return t, nil
}

func newTree(b *base, overlay map[string]*unsaved) *Tree {
	t := &Tree{b: b, overlay: overlay, listed: &listing{}, groups: &groups{}, find: &mentions{}}
	t.extra = sync.OnceValue(t.findExtra)
	t.target = sync.OnceValue(t.findTarget)
	return t
}

func (t *Tree) newUnsaved(p string, text []byte) *unsaved {
	u := &unsaved{text: text, hash: hashOf(text)}
	switch {
	case isC(p):
		u.found = searchC(text)
	case isKbuild(path.Base(p)):
		u.found = searchKbuild(text)
	}
	u.summary = sync.OnceValue(func() *cparse.Summary {
		t.b.stats.scanned.Add(1)
		s := cparse.Scan(text)
		return &s
	})
	u.facts = sync.OnceValues(func() (*cparse.File, error) { return t.b.parse(p, text), nil })
	return u
}

// Close keeps what was learned since Open for the next run. The tree can still be used; one that is not closed works
// as well and is slower the next time.
func (t *Tree) Close() {
	t.b.saving.Wait()
	t.b.saveIndex()
	t.b.cache.flush()
	t.b.cache.prune()
}

// Update is the tree with one more unsaved file, or, when text is nil, with the file as it is on disk. The receiver
// stays as it is; what both know is shared, so only the one file is looked at anew.
func (t *Tree) Update(p string, text []byte) *Tree {
	p = path.Clean(p)
	overlay := make(map[string]*unsaved, len(t.overlay)+1)
	for k, v := range t.overlay {
		overlay[k] = v
	}
	delete(overlay, p)
	n := newTree(t.b, overlay)
	n.find = t.find
	if text != nil {
		overlay[p] = n.newUnsaved(p, text)
	}
	// What Kbuild says stays unless a build file changed, a file came or went, or includes other files now.
	if t.listsLike(n, p) {
		n.listed, n.groups = t.listed, t.groups
		if isC(p) {
			n.groups = t.groups.without(path.Dir(p))
		}
	}
	return n
}

// Changed lists the files whose text may not be the same in another Tree of the same Open, in no order.
func (t *Tree) Changed(other *Tree) []string {
	var list []string
	for p, u := range t.overlay {
		if !t.b.sameText(p, u, other.overlay[p]) {
			list = append(list, p)
		}
	}
	for p, u := range other.overlay {
		if t.overlay[p] == nil && !t.b.sameText(p, nil, u) {
			list = append(list, p)
		}
	}
	return list
}

// sameText tells whether two states of a file are known to be the same; nil is what was read from disk, which may be
// another text by now.
func (b *base) sameText(p string, x, y *unsaved) bool {
	if x == y {
		return true
	}
	if x == nil {
		x, y = y, x
	}
	if y == nil {
		f := b.file(p)
		return f != nil && f.flags&hashed != 0 && !x.gone && f.hash == x.hash
	}
	return x.gone == y.gone && x.hash == y.hash
}

// SearchedLike tells whether the search finds the same in a .c file as in another Tree of the same Open.
func (t *Tree) SearchedLike(other *Tree, p string) bool {
	a, _ := t.lookup(p)
	b, _ := other.lookup(p)
	return t.Exists(p) == other.Exists(p) && a.flags&publicFlags == b.flags&publicFlags && a.flags&bare == b.flags&bare &&
		slices.Equal(a.exports, b.exports) && slices.Equal(a.includes, b.includes)
}

// Kernel tells whether the tree is that of a kernel, and not drivers outside of one.
func (t *Tree) Kernel() bool { return t.b.kernel }

// Root is the folder that was opened, absolute.
func (t *Tree) Root() string { return t.b.root }

// local tells whether p stays below the root.
func local(p string) bool { return p != "" && filepath.IsLocal(filepath.FromSlash(p)) }

func (b *base) abs(p string) string { return filepath.Join(b.root, filepath.FromSlash(p)) }

// file finds a .c file of the walk.
func (b *base) file(p string) *file {
	dir, name := path.Split(p)
	f := b.folders[cleanDir(dir)]
	if f == nil {
		return nil
	}
	i, ok := slices.BinarySearchFunc(f.files, name, func(f *file, name string) int { return strings.Compare(f.name, name) })
	if !ok {
		return nil
	}
	return f.files[i]
}

func cleanDir(dir string) string {
	dir = strings.TrimSuffix(dir, "/")
	if dir == "" {
		return "."
	}
	return dir
}

// join is path.Join for a folder that may be "." and a plain name.
func join(dir, name string) string {
	if dir == "." || dir == "" {
		return name
	}
	return dir + "/" + name
}

func isC(p string) bool { return strings.HasSuffix(p, ".c") }

func isKbuild(name string) bool { return name == "Kbuild" || name == "Makefile" }

// isBuildText tells whether p is read by Kbuild, itself or through an include.
func isBuildText(p string) bool {
	name := path.Base(p)
	return isKbuild(name) || strings.HasPrefix(name, "Makefile") || !strings.HasSuffix(name, ".h")
}

// lookup is what the search found in the text of a .c file, the unsaved one before that on disk.
func (t *Tree) lookup(p string) (found, bool) {
	if u := t.overlay[p]; u != nil {
		return u.found, true
	}
	if f := t.b.file(p); f != nil {
		return f.found, true
	}
	return found{}, false
}

// Flags tell what a .c file contains, with the headers of its driver that it includes, or what such a header does.
func (t *Tree) Flags(p string) Flags {
	if !isC(p) {
		return t.headerFound(p).flags & publicFlags
	}
	f, _ := t.lookup(p)
	return (f.flags | t.partsOf(p).flags) & publicFlags
}

// With lists the .c files that have any of the flags, sorted.
func (t *Tree) With(any Flags) []string {
	any &= publicFlags
	return t.selectFiles(func(p string, f found) bool { return f.flags&any != 0 || t.partsOf(p).flags&any != 0 })
}

// selectFiles lists the .c files whose search result pleases, sorted.
func (t *Tree) selectFiles(keep func(string, found) bool) []string {
	var list []string
	for _, f := range t.b.flagged() {
		if t.overlay[f.path] == nil && keep(f.path, f.found) {
			list = append(list, f.path)
		}
	}
	for p, u := range t.overlay {
		if isC(p) && keep(p, u.found) {
			list = append(list, p)
		}
	}
	slices.Sort(list)
	return list
}

// flaggedFile is a .c file in which the search found something, outside a kernel any.
type flaggedFile struct {
	path string
	*file
}

func (b *base) findFlagged() []flaggedFile {
	var list []flaggedFile
	for _, dir := range b.folders {
		for _, f := range dir.files {
			if f.flags != 0 || !b.kernel {
				list = append(list, flaggedFile{join(dir.path, f.name), f})
			}
		}
	}
	slices.SortFunc(list, func(a, b flaggedFile) int { return strings.Compare(a.path, b.path) })
	return list
}

// filesIn lists the paths of the .c files directly in a folder, sorted.
func (t *Tree) filesIn(dir string) []string {
	var list []string
	if f := t.b.folders[dir]; f != nil {
		for _, f := range f.files {
			if u := t.overlay[join(dir, f.name)]; u == nil || !u.gone {
				list = append(list, join(dir, f.name))
			}
		}
	}
	for p, u := range t.overlay {
		if !u.gone && isC(p) && path.Dir(p) == dir && t.b.file(p) == nil {
			list = append(list, p)
		}
	}
	slices.Sort(list)
	return list
}

// Source is the text of a file. The caller must not change it.
func (t *Tree) Source(p string) ([]byte, error) {
	if u := t.overlay[p]; u != nil {
		if u.gone {
			return nil, notThere(p)
		}
		return u.text, nil
	}
	return t.b.source(p)
}

func (b *base) source(p string) ([]byte, error) { return b.readInto(p, nil) }

func (b *base) readInto(p string, buf []byte) ([]byte, error) {
	text, _, err := b.fence.read(p, buf, maxFile)
	return text, err
}

// buffers are for texts that are looked at once.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// withSource reads a file and lets use look at its text, which is gone when it returns. What use makes of it must not
// share its memory.
func (b *base) withSource(p string, use func(text []byte)) error {
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	text, err := b.readInto(p, *buf)
	*buf = text[:0]
	if err == nil {
		use(text)
	}
	return err
}

// Exporters lists the sources that export the symbol to modules, sorted.
func (t *Tree) Exporters(symbol string) []string {
	all := t.b.export.get(t.b.exporters)
	var list []string
	for _, p := range all[symbol] {
		if t.overlay[p] == nil {
			list = append(list, p)
		}
	}
	for p, u := range t.overlay {
		if isC(p) && slices.Contains(u.found.exports, symbol) {
			list = append(list, p)
		}
	}
	for _, h := range t.allParts() {
		if s, err := t.Summary(h); err == nil && slices.Contains(s.Exports, symbol) {
			list = append(list, h)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func (b *base) exporters() map[string][]string {
	m := make(map[string][]string)
	for _, f := range b.flagged() {
		for _, s := range f.exports {
			m[s] = append(m[s], f.path)
		}
	}
	return m
}

// onceMap is a map that is built by the first who asks.
type onceMap[K comparable, V any] struct {
	once sync.Once
	m    map[K]V
}

func (o *onceMap[K, V]) get(build func() map[K]V) map[K]V {
	o.once.Do(func() { o.m = build() })
	return o.m
}
