package ktree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"

	"github.com/pcmlint/pcmlint/internal/project"
)

// A fence decides which file a path below the root of a tree stands for, and whether it may be read. All files of a tree
// are opened through one: what is analysed may come from a stranger, and a report quotes what was read.
//
// A regular file below the root is read. A symbolic link, a file's or that of a folder on the way to it, is followed when
// it leads to a place inside the project: the repository that the root lies in, else the root. What git keeps for itself
// (.git, with the credentials that a CI job may have left there) is outside. The tree is taken to be at rest: a
// program that swaps files and links while pcmlint reads could have run its own code anyway.
type fence struct {
	root    string   // absolute, without symbolic links
	project string   // root, or a folder above it
	folders sync.Map // folder relative to root -> its real place
}

// Errors of files that are there and are not read.
var (
	errOutside    = errors.New("a symbolic link that leads out of the project is not followed: put a copy of the file in its place, or leave the path out")
	errLink       = errors.New("a symbolic link")
	errNotRegular = errors.New("not a regular file")
	errTooBig     = fmt.Errorf("larger than %d MiB, which is more than pcmlint reads of one file: leave the path out", maxFile>>20)
)

func newFence(root string) *fence {
	if real, err := filepath.EvalSymlinks(root); err == nil {
		root = real
	}
	return &fence{root: root, project: project.Of(root)}
}

// read reads a regular file of at most limit bytes below the root into buf, which it grows as needed.
func (f *fence) read(p string, buf []byte, limit int64) ([]byte, stat, error) {
	folder, err := f.folderOf(p)
	if err != nil {
		return buf[:0], stat{}, err
	}
	full := filepath.Join(folder, path.Base(p))
	text, st, err := readStat(full, buf, limit)
	if errors.Is(err, errLink) {
		if full, err = f.follow(full); err != nil {
			return buf[:0], stat{}, err
		}
		text, st, err = readStat(full, buf, limit)
	}
	return text, st, err
}

// exists tells whether there is a regular file. A link that leads outside counts: whoever reads it is told what it is.
func (f *fence) exists(p string) bool {
	folder, err := f.folderOf(p)
	if err != nil {
		return false
	}
	full := filepath.Join(folder, path.Base(p))
	fi, err := os.Lstat(full)
	if err == nil && fi.Mode()&fs.ModeSymlink != 0 {
		if full, err = f.follow(full); errors.Is(err, errOutside) {
			return true
		}
		if err == nil {
			fi, err = os.Lstat(full)
		}
	}
	return err == nil && fi.Mode().IsRegular()
}

// stat is the identity of a regular file, links followed as read does.
func (f *fence) stat(p string) (stat, error) {
	folder, err := f.folderOf(p)
	if err != nil {
		return stat{}, err
	}
	full := filepath.Join(folder, path.Base(p))
	st, err := statFile(full)
	if errors.Is(err, errLink) {
		if full, err = f.follow(full); err != nil {
			return stat{}, err
		}
		st, err = statFile(full)
	}
	return st, err
}

// within gives the path, relative to the root, of the file that a link below the root leads to; "" when that lies
// elsewhere in the project.
func (f *fence) within(p string) (string, error) {
	folder, err := f.folderOf(p)
	if err != nil {
		return "", err
	}
	full, err := f.follow(filepath.Join(folder, path.Base(p)))
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(f.root, full)
	if err != nil || !filepath.IsLocal(rel) {
		return "", nil
	}
	return filepath.ToSlash(rel), nil
}

// folderOf is the real place of the folder that a path is in.
func (f *fence) folderOf(p string) (string, error) {
	if !local(p) {
		return "", fmt.Errorf("read %s: outside of %s", p, f.root)
	}
	dir, _ := path.Split(p)
	dir = cleanDir(dir)
	if dir == "." {
		return f.root, nil
	}
	type answer struct {
		real string
		err  error
	}
	if v, ok := f.folders.Load(dir); ok {
		a := v.(answer)
		return a.real, a.err
	}
	var a answer
	a.real, a.err = f.follow(filepath.Join(f.root, filepath.FromSlash(dir)))
	f.folders.Store(dir, a)
	return a.real, a.err
}

// follow resolves all symbolic links of a path below the root. What lies outside is not looked at any closer. A path with no
// link in it needs to be in the root only: the neighbours of a folder lie in one above the project.
func (f *fence) follow(full string) (string, error) {
	real, err := filepath.EvalSymlinks(full)
	switch {
	case err != nil:
		return "", err
	case !project.Inside(f.project, real) && (real != full || !project.Inside(f.root, real)):
		return "", errOutside
	}
	return real, nil
}
