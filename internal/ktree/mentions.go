package ktree

import (
	"path"
	"slices"
	"sync"

	"github.com/pcmlint/pcmlint/cparse"
)

// Summary is what a quick scan of a file tells: which identifiers occur in it, what it includes and defines. It is
// shared: the caller must not change it.
func (t *Tree) Summary(p string) (*cparse.Summary, error) {
	if u := t.overlay[p]; u != nil {
		if u.gone {
			return nil, notThere(p)
		}
		return u.summary(), nil
	}
	f := t.b.file(p)
	if f == nil {
		return t.b.headerSummary(p)
	}
	f.once.Do(func() {
		s, err := t.b.summarize(p, f)
		f.summary.Store(s)
		f.summaryErr = err
	})
	return f.summary.Load(), f.summaryErr
}

func (b *base) summarize(p string, f *file) (*cparse.Summary, error) {
	if f.packed != "" {
		if s, ok := unpackSummary(f.packed); ok {
			return s, nil
		}
	}
	text, st, err := b.fence.read(p, nil, maxFile)
	if err != nil {
		b.unreadable(p, err)
		return nil, err
	}
	return b.scan(f, text, st), nil
}

// scan makes the summary of a file from its text, which had the stat when it was read.
func (b *base) scan(f *file, text []byte, st stat) *cparse.Summary {
	b.stats.scanned.Add(1)
	s := cparse.Scan(text)
	if st == f.stat && !f.racy {
		f.keep.Store(true)
		b.index.learned.Add(1)
	}
	return &s
}

// Mentions tells whether an identifier occurs in a file, in code or in a macro's body.
func (t *Tree) Mentions(p, ident string) bool {
	s, err := t.Summary(p)
	return err == nil && mentionsHash(s, cparse.HashName(ident))
}

func mentionsHash(s *cparse.Summary, h uint32) bool {
	_, ok := slices.BinarySearch(s.Idents, h)
	return ok
}

// mentions answers which of the candidates on disk mention an identifier. All Trees of one Open share it; each asks
// its own unsaved files itself.
type mentions struct {
	once  sync.Once
	paths []string // candidates on disk, sorted
	words *Words   // of these
}

// Mentioning lists the sources that mention an identifier, sorted. Only candidates are asked: files that have to do
// with sound, and all .c files of a folder, or linked into a module, with a file that has PCM ops or an elapsed call.
func (t *Tree) Mentioning(ident string) []string {
	m := t.built()
	h := cparse.HashName(ident)
	var list []string
	for i := range m.words.With(h) {
		if p := m.paths[i]; t.overlay[p] == nil {
			list = append(list, p)
		}
	}
	for _, p := range t.extra() {
		if s, err := t.Summary(p); err == nil && mentionsHash(s, h) {
			list = append(list, p)
		}
	}
	slices.Sort(list)
	return list
}

// Candidates lists the files that Mentioning asks, sorted.
func (t *Tree) Candidates() []string {
	paths := t.built().paths
	list := slices.Concat(paths, t.extra())
	list = slices.DeleteFunc(list, func(p string) bool {
		u := t.overlay[p]
		return u != nil && u.gone
	})
	slices.Sort(list)
	return slices.Compact(list)
}

// IsCandidate tells whether Candidates has a file.
func (t *Tree) IsCandidate(p string) bool {
	if u := t.overlay[p]; u != nil && u.gone {
		return false
	}
	if _, ok := slices.BinarySearch(t.built().paths, p); ok {
		return true
	}
	return slices.Contains(t.extra(), p)
}

// findExtra lists the candidates that the files on disk do not know: unsaved ones, and those that are candidates
// because of an unsaved one.
func (t *Tree) findExtra() []string {
	var list []string
	for p, u := range t.overlay {
		if u.gone {
			continue
		}
		if !isC(p) {
			if len(t.includers(p)) > 0 {
				list = append(list, p)
			}
			continue
		}
		list = append(list, t.newParts(p)...)
		if t.isCandidate(p) {
			list = append(list, p)
		}
		if t.Flags(p)&(HasElapsed|HasOps) == 0 {
			continue
		}
		beside := t.filesIn(path.Dir(p))
		for _, m := range t.Modules(p) {
			beside = append(beside, m.Files...)
		}
		for _, q := range beside {
			if _, known := slices.BinarySearch(t.built().paths, q); !known || t.overlay[q] != nil {
				list = append(list, q)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// newParts lists the parts of an unsaved file that the files on disk do not know.
func (t *Tree) newParts(p string) []string {
	return slices.DeleteFunc(slices.Clone(t.partsOf(p).files), func(h string) bool {
		_, known := slices.BinarySearch(t.built().paths, h)
		return known
	})
}

func (t *Tree) built() *mentions {
	t.find.once.Do(func() { t.find.build(t) })
	return t.find
}

func (t *Tree) isCandidate(p string) bool {
	if t.Flags(p)&HasSound != 0 {
		return true
	}
	if _, ok := slices.BinarySearch(t.find.paths, p); ok {
		return true
	}
	for _, q := range t.filesIn(path.Dir(p)) {
		if t.Flags(q)&(HasElapsed|HasOps) != 0 {
			return true
		}
	}
	return false
}

// build works on the files on disk only; unsaved ones are looked at by each question.
func (m *mentions) build(t *Tree) {
	disk := t
	if len(t.overlay) > 0 {
		disk = newTree(t.b, nil)
	}
	m.paths = disk.candidates()
	sums := make([]*cparse.Summary, len(m.paths))
	disk.parallel("scan", m.paths, func(p string) {
		i, _ := slices.BinarySearch(m.paths, p)
		sums[i], _ = disk.Summary(p)
		disk.Modules(p) // whoever wants to know what mentions a name asks for its module next
	})
	m.words = IndexWords(sums)
}

// candidates are the files that Mentioning asks, sorted.
func (t *Tree) candidates() []string {
	list := t.With(HasSound)
	t.parallel("scan", list, func(p string) { t.partsOf(p) })
	for _, p := range list {
		list = append(list, t.partsOf(p).files...)
	}
	pcm := t.With(HasElapsed | HasOps)
	dirs := map[string]bool{}
	for _, p := range pcm {
		if dir := path.Dir(p); !dirs[dir] {
			dirs[dir] = true
			list = append(list, t.filesIn(dir)...)
		}
		for _, m := range t.Modules(p) {
			list = append(list, m.Files...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
