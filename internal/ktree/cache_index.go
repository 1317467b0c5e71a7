package ktree

import (
	"encoding/binary"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync/atomic"
	"unsafe"

	"github.com/zeebo/xxh3"

	"github.com/pcmlint/pcmlint/cparse"
)

// The index is what one file of the cache says about a tree: for each .c and Kbuild file, and the headers that drivers
// were found to include, how to tell that it is unchanged and what the search found in it. It is one block of bytes that is used as it lies there:
//
//	magic, checksum of all that follows, version, counts
//	folders  by path:           path, first file, number of files
//	files    by folder, name:   name, flags, stat, hash, places of the lists and of the summary
//	text     paths, names, lists of exports and includes, summaries
const (
	indexMagic  = "PCMINDX1"
	indexHeader = len(indexMagic) + 8 + 4*5
	folderSize  = 16
	entrySize   = 80

	// A walk that read so many files saves the index at once; Close would lose it to a Ctrl-C.
	saveAtOnce = 200
)

// index is the loaded block, and whether there is something to write. The zero value is an empty one.
type index struct {
	all     string // the file
	folders string
	entries string
	text    string
	walked  int          // entries that are no headers
	used    atomic.Int64 // files that were as the index says
	changed atomic.Int64 // files that had to be read
	learned atomic.Int64 // summaries made
}

func indexVersion() uint32 { return 6<<16 + uint32(cparse.FormatVersion) }

// indexPath is "" without a cache.
func (b *base) indexPath() string {
	root := b.cacheRoot()
	if root == "" {
		return ""
	}
	dir := filepath.Join(root, "index")
	if !b.believed(dir) {
		return ""
	}
	return filepath.Join(dir, fmt.Sprintf("%016x", xxh3.HashString(b.root)))
}

func (b *base) loadIndex() *index {
	if p := b.indexPath(); p != "" {
		if x := openIndex(b.kept(p, 1<<30), b.root); x != nil {
			return x
		}
	}
	return &index{}
}

// openIndex is nil for a block that is damaged, of another version or about another root.
func openIndex(data []byte, root string) *index {
	if len(data) < indexHeader || string(data[:8]) != indexMagic || binary.LittleEndian.Uint64(data[8:]) != xxh3.Hash(data[16:]) {
		return nil
	}
	return splitIndex(data, root)
}

// splitIndex finds the parts of a block and checks that no part reaches beyond it.
func splitIndex(data []byte, root string) *index {
	if len(data) < indexHeader {
		return nil
	}
	x := &index{all: unsafe.String(unsafe.SliceData(data), len(data))} // data is never written again
	version, nf, ne, rootLen := u32(x.all, 16), uint64(u32(x.all, 20)), uint64(u32(x.all, 24)), uint64(u32(x.all, 28))
	at := uint64(indexHeader)
	end := at + nf*folderSize + ne*entrySize
	if version != indexVersion() || end+rootLen > uint64(len(data)) {
		return nil
	}
	x.folders = x.all[at : at+nf*folderSize]
	x.entries = x.all[at+nf*folderSize : end]
	x.text = x.all[end:]
	if x.text[:rootLen] != root {
		return nil
	}
	for i := 0; i < len(x.folders); i += folderSize {
		if !x.within(u32(x.folders, i), u32(x.folders, i+4)) || uint64(u32(x.folders, i+8))+uint64(u32(x.folders, i+12)) > ne {
			return nil
		}
	}
	for i := 0; i < len(x.entries); i += entrySize {
		if !x.within(u32(x.entries, i), uint32(u16(x.entries, i+4))) {
			return nil
		}
		if Flags(u16(x.entries, i+6))&besides == 0 {
			x.walked++
		}
	}
	return x
}

func (x *index) within(off, n uint32) bool { return uint64(off)+uint64(n) <= uint64(len(x.text)) }

// size is the number of files that a walk comes by.
func (x *index) size() int { return x.walked }

// indexFolder is the part of the index about one folder.
type indexFolder struct {
	x     *index
	first int
	n     int
}

func (x *index) folder(p string) indexFolder {
	n := len(x.folders) / folderSize
	name := func(i int) string {
		off := u32(x.folders, i*folderSize)
		return x.text[off : off+u32(x.folders, i*folderSize+4)]
	}
	i := sort.Search(n, func(i int) bool { return name(i) >= p })
	if i == n || name(i) != p {
		return indexFolder{}
	}
	return indexFolder{x, int(u32(x.folders, i*folderSize+8)), int(u32(x.folders, i*folderSize+12))}
}

// indexEntry is what the index says about one file.
type indexEntry struct {
	x *index
	e string
}

func (f indexFolder) find(name string) (indexEntry, bool) {
	if f.n == 0 {
		return indexEntry{}, false
	}
	all := f.x.entries[f.first*entrySize:]
	at := func(i int) string {
		off := u32(all, i*entrySize)
		return f.x.text[off : off+uint32(u16(all, i*entrySize+4))]
	}
	i := sort.Search(f.n, func(i int) bool { return at(i) >= name })
	if i == f.n || at(i) != name {
		return indexEntry{}, false
	}
	return indexEntry{f.x, all[i*entrySize : (i+1)*entrySize]}, true
}

// all yields the files of the folder.
func (f indexFolder) all() iter.Seq[indexEntry] {
	return func(yield func(indexEntry) bool) {
		for i := f.first; i < f.first+f.n; i++ {
			if !yield(indexEntry{f.x, f.x.entries[i*entrySize : (i+1)*entrySize]}) {
				return
			}
		}
	}
}

func (e indexEntry) name() string {
	off := u32(e.e, 0)
	return e.x.text[off : off+uint32(u16(e.e, 4))]
}

func (e indexEntry) flags() Flags { return Flags(u16(e.e, 6)) }

func (e indexEntry) stat() stat {
	return stat{
		size:  int64(u64(e.e, 8)),
		mtime: int64(u64(e.e, 16)),
		ctime: int64(u64(e.e, 24)),
		inode: u64(e.e, 32),
	}
}

// fill sets what the index knows of the file; false when it does not hold together.
func (e indexEntry) fill(f *file) bool {
	f.stat = e.stat()
	f.flags = e.flags()
	copy(f.hash[:], e.e[40:72])
	if off := u32(e.e, 72); off != 0 {
		r := reader{s: e.x.text, at: int(off)}
		f.exports = r.strings()
		f.includes = r.strings()
		if r.bad {
			return false
		}
	}
	if off := u32(e.e, 76); off != 0 {
		r := reader{s: e.x.text, at: int(off)}
		f.packed = r.string()
		if r.bad {
			return false
		}
	}
	return true
}

// saveIndex writes the index if the walk, or a summary since, brought something new.
func (b *base) saveIndex() {
	x := b.index
	news := x.changed.Load()+x.learned.Load() > 0 || x.used.Load() != int64(x.size())
	p := b.indexPath()
	if !news || p == "" || b.cache.broken.Load() {
		return
	}
	changed, learned := x.changed.Load(), x.learned.Load()
	if err := writeFile(p, b.packIndex()); err != nil {
		b.cache.broke(err)
		return
	}
	x.changed.Add(-changed)
	x.learned.Add(-learned)
	x.used.Store(int64(x.size())) // nothing more to write
}

// packIndex is the block for the tree as it is known now.
func (b *base) packIndex() []byte {
	var paths []string
	files := 0
	asked := b.askedHeaders()
	in := map[string][]*file{}
	for p, dir := range b.folders {
		all := slices.Concat(dir.files, dir.build, b.keptHeaders(dir, asked[p]))
		if len(all) > 0 {
			slices.SortFunc(all, func(a, b *file) int { return strings.Compare(a.name, b.name) })
			in[p] = all
			paths = append(paths, p)
			files += len(all)
		}
	}
	slices.Sort(paths)
	le := binary.LittleEndian
	head := make([]byte, indexHeader, indexHeader+len(paths)*folderSize+files*entrySize)
	copy(head, indexMagic)
	for i, v := range []uint32{indexVersion(), uint32(len(paths)), uint32(files), uint32(len(b.root))} {
		le.PutUint32(head[16+4*i:], v)
	}
	entries := make([]byte, 0, files*entrySize)
	w := &writer{b: make([]byte, 0, max(len(b.index.text)*5/4, 1<<20))}
	w.b = append(w.b, b.root...)
	w.b = append(w.b, 0) // so that no place in the text is 0, whatever the root
	first := 0
	for _, p := range paths {
		all := in[p]
		for _, n := range []int{w.put(p), len(p), first, len(all)} {
			head = le.AppendUint32(head, uint32(n))
		}
		first += len(all)
		for _, f := range all {
			entries = w.entry(entries, f)
		}
	}
	data := slices.Concat(head, entries, w.b)
	le.PutUint64(data[8:], xxh3.Hash(data[16:]))
	return data
}

// entry adds one file to the table and its lists to the text.
func (w *writer) entry(table []byte, f *file) []byte {
	le := binary.LittleEndian
	st := f.stat
	if f.racy {
		st = stat{size: -1} // is never the same
	}
	table = le.AppendUint32(table, uint32(w.put(f.name)))
	table = le.AppendUint16(table, uint16(len(f.name)))
	table = le.AppendUint16(table, uint16(f.flags))
	table = le.AppendUint64(table, uint64(st.size))
	table = le.AppendUint64(table, uint64(st.mtime))
	table = le.AppendUint64(table, uint64(st.ctime))
	table = le.AppendUint64(table, st.inode)
	table = append(table, f.hash[:]...)
	lists, summary := 0, 0
	if len(f.exports)+len(f.includes) > 0 {
		lists = len(w.b)
		w.strings(f.exports)
		w.strings(f.includes)
	}
	if s := f.summary.Load(); s != nil && f.keep.Load() {
		summary = w.putBlock(func(w *writer) { w.summary(s) })
	} else if f.packed != "" {
		summary = len(w.b)
		w.string(f.packed)
	}
	table = le.AppendUint32(table, uint32(lists))
	return le.AppendUint32(table, uint32(summary))
}
