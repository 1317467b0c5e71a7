package ktree

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

// walk reads all folders and searches all .c and Kbuild files, several at a time.
func (b *base) walk(ctx context.Context) error {
	w := &walker{b: b, ctx: ctx, folders: map[string]*folder{}}
	w.wake.L = &w.mu
	w.todo = append(w.todo, job{dir: &folder{path: "."}})
	stop := context.AfterFunc(ctx, func() {
		w.mu.Lock()
		w.wake.Broadcast()
		w.mu.Unlock()
	})
	defer stop()
	var group sync.WaitGroup
	for range b.opt.Jobs {
		group.Go(w.work)
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	if w.err != nil {
		return w.err
	}
	b.folders = w.folders
	for _, dir := range w.folders {
		drop := func(f *file) bool {
			if f.err != nil {
				dir.odd = append(dir.odd, f.name)
			}
			return f.err != nil
		}
		dir.files = slices.DeleteFunc(dir.files, drop)
		dir.build = slices.DeleteFunc(dir.build, drop)
	}
	named := sync.OnceValue(b.namedSources)
	for _, dir := range w.folders {
		b.dropAliases(dir, named)
	}
	b.dropOriginals(named)
	for _, dir := range w.folders {
		b.total += len(dir.files)
	}
	return nil
}

// walker is a stack of folders, and of batches of files of big folders, with the workers that empty it.
type walker struct {
	b       *base
	ctx     context.Context
	mu      sync.Mutex
	wake    sync.Cond
	todo    []job
	busy    int
	done    int
	folders map[string]*folder
	err     error // of the root itself
}

// job is a folder to read or, with files, some of its files to search.
type job struct {
	dir   *folder
	files []*file
}

// So many files of one folder are one job.
const batch = 64

// worker is what one goroutine keeps from file to file.
type worker struct {
	*walker
	buf []byte
}

func (w *walker) work() {
	me := &worker{walker: w, buf: make([]byte, 256<<10)}
	for {
		w.mu.Lock()
		for len(w.todo) == 0 && w.busy > 0 && w.ctx.Err() == nil {
			w.wake.Wait()
		}
		if len(w.todo) == 0 || w.ctx.Err() != nil {
			w.wake.Broadcast()
			w.mu.Unlock()
			return
		}
		j := w.todo[len(w.todo)-1]
		w.todo = w.todo[:len(w.todo)-1]
		w.busy++
		w.mu.Unlock()

		if j.files == nil {
			me.readDir(j.dir)
		} else {
			me.search(j.dir, j.files)
		}

		w.mu.Lock()
		w.busy--
		if w.busy == 0 && len(w.todo) == 0 {
			w.wake.Broadcast()
		}
		w.mu.Unlock()
	}
}

func (w *walker) push(jobs ...job) {
	if len(jobs) == 0 {
		return
	}
	w.mu.Lock()
	w.todo = append(w.todo, jobs...)
	w.mu.Unlock()
	w.wake.Broadcast()
}

// readDir lists one folder, hands on its subfolders and searches its files.
func (w *worker) readDir(dir *folder) {
	entries, err := os.ReadDir(w.b.abs(dir.path)) // sorted
	if err != nil {
		w.dirError(dir.path, err)
		if len(entries) == 0 {
			return
		}
	}
	w.b.stats.folders.Add(1)
	dir.whole = err == nil
	var jobs []job
	for _, e := range entries {
		name := e.Name()
		switch kind := e.Type(); {
		case kind.IsDir():
			if !strings.HasPrefix(name, ".") {
				jobs = append(jobs, job{dir: dir.below(name)})
			}
		case !isSearched(name):
			if kind.IsRegular() {
				dir.other = append(dir.other, name)
				break
			}
			dir.odd = append(dir.odd, name)
			if linked := w.b.linkedFolder(dir, name, kind); linked != nil {
				jobs = append(jobs, job{dir: linked})
			}
		case dir.through != nil:
			dir.readThrough(name)
		case kind&fs.ModeSymlink != 0:
			w.readLink(dir, name)
		case !kind.IsRegular() && kind != fs.ModeIrregular:
			w.b.skip(join(dir.path, name), "special file")
			dir.odd = append(dir.odd, name)
		case isC(name):
			dir.files = append(dir.files, &file{name: name})
		default:
			dir.build = append(dir.build, &file{name: name})
		}
	}
	if len(dir.files)+len(dir.build) > 0 {
		files := slices.Concat(dir.files, dir.build)
		for len(files) > 2*batch {
			jobs = append(jobs, job{dir, files[:batch]})
			files = files[batch:]
		}
		w.push(jobs...)
		w.search(dir, files)
	} else {
		w.push(jobs...)
	}
	w.mu.Lock()
	w.folders[dir.path] = dir
	w.done++
	done, total := w.done, w.done+len(w.todo)
	w.mu.Unlock()
	if done%64 == 0 {
		w.b.progress("search", done, total)
	}
}

// isSearched tells whether the walk looks into files of a name.
func isSearched(name string) bool {
	return (isC(name) || isKbuild(name)) && !strings.HasPrefix(name, ".")
}

// readLink takes a symbolic link into a folder. One to a source inside the project is a file like others, and one that
// leads outside an error. Linked folders: see linkedFolder.
func (w *worker) readLink(dir *folder, name string) {
	p := join(dir.path, name)
	within, err := w.b.fence.within(p)
	f := &file{name: name, link: true, within: within, err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist): // leads nowhere
		w.b.skip(p, "symlink")
		dir.odd = append(dir.odd, name)
	case isC(name):
		dir.files = append(dir.files, f)
	default:
		dir.build = append(dir.build, f)
	}
}

// read reads a file of the walk. A plain one costs no look at the folders on the way: the walk has come through them.
func (b *base) read(f *file, p string, buf []byte) ([]byte, stat, error) {
	if f.link {
		return b.fence.read(p, buf, maxFile)
	}
	return readStat(b.root+"/"+p, buf, maxFile)
}

func (w *worker) dirError(p string, err error) {
	if p == "." {
		w.mu.Lock()
		w.err = err
		w.mu.Unlock()
		return
	}
	if !errors.Is(err, fs.ErrNotExist) { // what vanished meanwhile is not part of the tree
		w.b.problem(p, err)
	}
}

func (w *worker) search(dir *folder, files []*file) {
	known := w.b.index.folder(dir.path)
	for _, f := range files {
		if w.ctx.Err() != nil {
			return
		}
		w.searchFile(dir, f, known)
	}
}

// racy tells whether a text that was read at a time, and its stat, may belong to different states of a file.
func racy(text []byte, st stat, at time.Time) bool {
	return int64(len(text)) != st.size || max(st.mtime, st.ctime) > at.Add(-racyWindow).UnixNano()
}

// searchFile fills in what a file contains, from the index when the file is still the same. A file that turns out not
// to be one keeps an error and is dropped at the end of the walk.
func (w *worker) searchFile(dir *folder, f *file, known indexFolder) {
	p := join(dir.path, f.name)
	if f.err != nil { // a link that leads outside
		w.b.problem(p, f.err)
		return
	}
	full := w.b.root + "/" + p // the walk follows no link
	if old, ok := known.find(f.name); ok {
		st, err := statFile(full)
		if err == nil && old.stat() == st && old.fill(f) {
			w.b.index.used.Add(1)
			return
		}
		f.packed = ""
	}
	now := time.Now()
	text, st, err := w.b.read(f, p, w.buf)
	if cap(text) > cap(w.buf) {
		w.buf = text[:0]
	}
	f.err = err
	switch {
	case err == nil:
	case errors.Is(err, errNotRegular):
		w.b.skip(p, "special file")
		return
	case errors.Is(err, fs.ErrNotExist):
		return
	default:
		w.b.problem(p, err)
		return
	}
	w.b.stats.read.Add(1)
	w.b.stats.searched.Add(int64(len(text)))
	w.b.index.changed.Add(1)
	f.stat = st
	f.racy = f.link || racy(text, st, now)
	var r found
	if isC(f.name) {
		r = searchC(text)
	} else {
		r = searchKbuild(text)
	}
	f.found = r
	if r.flags&HasSound != 0 {
		f.hash = hashOf(text)
		f.flags |= hashed
		f.once.Do(func() { f.summary.Store(w.b.scan(f, text, st)) }) // every such file is a candidate
	}
}
