package ktree

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// The list of drivers is a small text beside the index: a head, and one line for each .c file that PCM drivers lead to.
// It answers for a file what else takes a walk of the tree. The time in the head is that from which on the walk looked.
const driversHead = "pcmlint drivers 1 of %q by %q since "

// KeepDrivers keeps which .c files, sorted, PCM drivers lead to, as a walk that began at since has shown it to the program
// by.
// Best effort, like all of the cache.
func (t *Tree) KeepDrivers(by string, since time.Time, files []string) {
	p := t.b.indexPath()
	if p == "" || len(t.overlay) > 0 || t.b.cache.broken.Load() {
		return
	}
	text := fmt.Sprintf(driversHead+"%d\n%s\n", t.b.root, by, since.UnixNano(), strings.Join(files, "\n"))
	if err := writeFile(p+driversSuffix, []byte(text)); err != nil {
		t.b.cache.broke(err)
	}
}

const driversSuffix = ".drivers"

// Unrelated tells that a .c file, relative to the root of its tree, has nothing to do with PCM drivers, from what the
// last walk of the tree by the same program has kept and from what changed in the file and its build files since. It
// does not open the tree and takes well under a millisecond. False says nothing.
//
// A build file of another folder that came to list the file since the walk is not noticed; the file with the words of
// PCM in it, with which it is linked then, is looked at itself.
func Unrelated(root, file, by string, o Options) bool {
	b := &base{root: root, fence: newFence(root), opt: o}
	list, since, ok := b.drivers(by)
	if !ok || bytes.Contains(list, []byte("\n"+file+"\n")) {
		return false
	}
	since -= racyWindow.Nanoseconds()
	return b.noWords(file, since) && b.sameBuild(path.Dir(file), since)
}

// drivers reads the list: lines with a line end before each, and the time of the walk.
func (b *base) drivers(by string) (list []byte, since int64, ok bool) {
	p := b.indexPath()
	if p == "" {
		return nil, 0, false
	}
	text := b.kept(p+driversSuffix, 1<<26)
	list, ok = bytes.CutPrefix(text, fmt.Appendf(nil, driversHead, b.root, by))
	stamp, _, _ := bytes.Cut(list, []byte("\n"))
	since, err := strconv.ParseInt(string(stamp), 10, 64)
	return list, since, ok && err == nil
}

// FirstWalk lets one process at a time walk a tree that has no list of drivers yet: all jobs of a parallel build ask at
// once, and one answer does for them. The others wait until it is there. done is to be called after the walk.
func FirstWalk(root, by string, o Options) (done func()) {
	b := &base{root: root, opt: o}
	nothing := func() {}
	p := b.indexPath()
	if _, _, ok := b.drivers(by); ok || p == "" || os.MkdirAll(filepath.Dir(p), ours) != nil {
		return nothing
	}
	unlock, err := lockedfile.MutexAt(p + ".lock").Lock()
	if err != nil {
		return nothing // then all walk
	}
	if _, _, ok := b.drivers(by); ok {
		unlock()
		return nothing
	}
	return unlock
}

// noWords tells whether a file that the walk did not find worth a look is unchanged, with the headers beside it that it
// includes, or still not worth one. A file whose code is all in what it includes is worth one.
func (b *base) noWords(file string, since int64) bool {
	text, st, err := b.fence.read(file, nil, maxFile)
	if err != nil || searchC(text).flags&bare != 0 {
		return false
	}
	if max(st.mtime, st.ctime) >= since {
		return searchC(text).flags&(HasSound|includesC) == 0
	}
	return !slices.ContainsFunc(ownIncludes(text), func(name string) bool {
		st, err := b.fence.stat(path.Join(path.Dir(file), name))
		return err == nil && max(st.mtime, st.ctime) >= since
	})
}

// sameBuild tells whether the build files of a folder are as the walk saw them.
func (b *base) sameBuild(dir string, since int64) bool {
	for _, name := range []string{"Kbuild", "Makefile"} {
		st, err := b.fence.stat(join(dir, name))
		if err == nil && max(st.mtime, st.ctime) >= since {
			return false
		}
	}
	return true
}
