package ktree

import (
	"path"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pcmlint/pcmlint/cparse"
)

// A header is a file that the walk does not look into, because it is no .c file, and that somebody has asked for since.
// The index keeps what is known of it, as it does for a .c file.
type header struct {
	file
	search sync.Once   // of its bytes
	known  atomic.Bool // what the search found and the hash are there
}

// headerAt gives what is known of a header from before.
func (b *base) headerAt(p string) *header {
	if v, ok := b.headers.Load(p); ok {
		return v.(*header)
	}
	h := &header{file: file{name: path.Base(p)}}
	if old, ok := b.index.folder(cleanDir(path.Dir(p))).find(h.name); ok && old.flags()&besides != 0 {
		if st, err := b.fence.stat(p); err == nil && old.stat() == st && old.fill(&h.file) {
			h.known.Store(true)
		} else {
			h.file = file{name: h.name}
		}
	}
	v, _ := b.headers.LoadOrStore(p, h)
	return v.(*header)
}

// searched is a header whose bytes were looked at, which is much faster than to read its words.
func (b *base) searched(p string) *header {
	h := b.headerAt(p)
	h.search.Do(func() {
		if h.known.Load() {
			return
		}
		buf := buffers.Get().(*[]byte)
		defer buffers.Put(buf)
		now := time.Now()
		text, st, err := b.fence.read(p, *buf, maxFile)
		*buf = text[:0]
		if h.err = err; err == nil {
			b.learn(h, text, st, now)
		}
	})
	return h
}

// learn keeps what the bytes of a header tell, which were read after now.
func (b *base) learn(h *header, text []byte, st stat, now time.Time) {
	h.stat, h.racy = st, racy(text, st, now)
	h.found = searchHeader(text)
	h.flags |= besides | hashed
	h.hash = hashOf(text)
	if !h.racy {
		b.index.learned.Add(1)
	}
	h.known.Store(true)
}

// headerSummary is the summary of a file that the walk has not looked into.
func (b *base) headerSummary(p string) (*cparse.Summary, error) {
	h := b.headerAt(p)
	h.once.Do(func() {
		if h.packed != "" {
			if s, ok := unpackSummary(h.packed); ok {
				h.summary.Store(s)
				return
			}
		}
		buf := buffers.Get().(*[]byte)
		defer buffers.Put(buf)
		now := time.Now()
		text, st, err := b.fence.read(p, *buf, maxFile)
		*buf = text[:0]
		if h.summaryErr = err; err != nil {
			b.unreadable(p, err)
			return
		}
		h.search.Do(func() {
			if !h.known.Load() {
				b.learn(h, text, st, now)
			}
		})
		h.summary.Store(b.scan(&h.file, text, st))
	})
	return h.summary.Load(), h.summaryErr
}

// headerHash is the hash of a header's text, zero for one that cannot be read.
func (b *base) headerHash(p string) digest { return b.searched(p).hash }

// keptHeaders lists what is known of the headers of a folder: those that were asked for, and others that the index has.
func (b *base) keptHeaders(dir *folder, asked []*header) []*file {
	var list []*file
	have := map[string]bool{}
	for _, h := range asked {
		list = append(list, &h.file)
		have[h.name] = true
	}
	for old := range b.index.folder(dir.path).all() {
		f := &file{name: old.name()}
		if _, there := slices.BinarySearch(dir.other, f.name); there && !have[f.name] && old.flags()&besides != 0 && old.fill(f) {
			list = append(list, f)
		}
	}
	return list
}

// askedHeaders are those headers of which more is known than the index may have, by folder.
func (b *base) askedHeaders() map[string][]*header {
	by := map[string][]*header{}
	b.headers.Range(func(p, v any) bool {
		if h := v.(*header); h.known.Load() && !isSearched(h.name) {
			dir := cleanDir(path.Dir(p.(string)))
			by[dir] = append(by[dir], h)
		}
		return true
	})
	return by
}
