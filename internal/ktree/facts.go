package ktree

import (
	"sync"
	"sync/atomic"

	"github.com/pcmlint/pcmlint/cparse"
)

// factCell is one file's facts, made by the first who asks.
type factCell struct {
	once sync.Once
	file *cparse.File
	err  error
}

// Facts is what a .c or .h file says. It is cut into items at most once a run; what a run before read of an item is
// remembered.
// The result is shared: the caller must not change it.
func (t *Tree) Facts(p string) (*cparse.File, error) {
	u := t.overlay[p]
	if u == nil || !u.gone {
		if text := t.compiled(p); text != nil {
			return t.b.factsOfText(p, text)
		}
	}
	if u != nil {
		return u.facts()
	}
	return t.b.factsOf(p)
}

// factsOfText is what a text says that the target leaves of a file. It is parsed at most once a run for each text.
func (b *base) factsOfText(p string, text []byte) (*cparse.File, error) {
	hash := hashOf(text)
	v, _ := b.settled.LoadOrStore(settledKey{p, hash}, sync.OnceValue(func() *cparse.File { return b.parse(p, text) }))
	return v.(func() *cparse.File)(), nil
}

// settledKey names what the facts of a settled text depend on.
type settledKey struct {
	path string
	hash digest
}

// Forget drops the facts of files that are not needed for now; whoever asks again has the file cut
// again. It bounds
// the memory of a run over a whole tree.
func (t *Tree) Forget(paths []string) {
	for _, p := range paths {
		t.b.facts.Delete(p)
	}
}

func (b *base) factsOf(p string) (*cparse.File, error) {
	v, ok := b.facts.Load(p)
	if !ok {
		v, _ = b.facts.LoadOrStore(p, &factCell{})
	}
	cell := v.(*factCell)
	cell.once.Do(func() {
		buf := buffers.Get().(*[]byte)
		defer buffers.Put(buf)
		text, err := b.readInto(p, *buf)
		*buf = text[:0]
		if cell.err = err; err != nil {
			b.unreadable(p, err)
			return
		}
		cell.file = b.parse(p, text)
	})
	return cell.file, cell.err
}

func (b *base) parse(p string, text []byte) *cparse.File {
	if _, again := b.asked.LoadOrStore(p, true); !again {
		b.stats.parsed.Add(1)
	}
	f := cparse.Parse(p, text)
	if b.cache.dir != "" {
		f.Use(b.cache)
	}
	return f
}

// roomFor is the size of a buffer for a file: just enough, or with room for larger ones when it is used again.
func roomFor(size int64, again bool) int64 {
	if again {
		return size + size/4 + 4096
	}
	return size + 1
}

// Prefetch gets the facts of all these files, several at a time, and returns when it has them.
func (t *Tree) Prefetch(paths []string) {
	t.parallel("parse", paths, func(p string) { t.Facts(p) })
}

// parallel calls do for each path, Options.Jobs at a time.
func (t *Tree) parallel(stage string, paths []string, do func(string)) {
	jobs := min(t.b.opt.Jobs, len(paths))
	if jobs <= 1 {
		for i, p := range paths {
			do(p)
			t.b.progress(stage, i+1, len(paths))
		}
		return
	}
	var next, done atomic.Int64
	var group sync.WaitGroup
	for range jobs {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(paths) {
					return
				}
				do(paths[i])
				t.b.progress(stage, int(done.Add(1)), len(paths))
			}
		})
	}
	group.Wait()
}
