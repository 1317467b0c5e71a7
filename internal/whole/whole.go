// Package whole writes files so that whoever reads them sees the old text or the new one, also when the writer is killed or
// the disk is full, and so that nothing is written where a link leads that came with a change.
package whole

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/google/renameio/v2"

	"github.com/pcmlint/pcmlint/internal/project"
)

// A File is a place that is ready to be written.
type File struct {
	name    string
	pending *renameio.PendingFile // nil for what has no old text: a terminal, a pipe, a device
	direct  *os.File
}

// Create makes sure that a file can be written, and leaves it as it is until Commit.
func Create(name string, perm fs.FileMode) (*File, error) {
	if isStandard(name) {
		return direct(name)
	}
	fi, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case fi.Mode()&fs.ModeSymlink != 0:
		to, _ := os.Readlink(name)
		return nil, fmt.Errorf("%s is a symbolic link (to %s), and nothing is written through one: name the file that is meant", name, to)
	case fi.IsDir():
		return nil, fmt.Errorf("%s is a folder: name a file in it", name)
	case !fi.Mode().IsRegular():
		return direct(name)
	default:
		if f, err := os.OpenFile(name, os.O_WRONLY, 0); err != nil {
			return nil, err // what may not be written is not replaced either
		} else {
			f.Close()
		}
	}
	if err := Folder(filepath.Dir(name)); err != nil {
		return nil, err
	}
	removeLeft(name)
	p, err := renameio.NewPendingFile(name, renameio.WithTempDir(filepath.Dir(name)), renameio.WithPermissions(perm), renameio.WithExistingPermissions())
	var failed *fs.PathError
	if errors.As(err, &failed) {
		failed.Path = name // and not that of the file beside it
	}
	if err != nil {
		return nil, err
	}
	lock(p.File)
	return &File{name: name, pending: p}, nil
}

// Write replaces the text of a file.
func Write(name string, text []byte, perm fs.FileMode) error {
	f, err := Create(name, perm)
	if err != nil {
		return err
	}
	return f.Commit(text)
}

func direct(name string) (*File, error) {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	return &File{name: name, direct: f}, err
}

// Commit puts the text in its place.
func (f *File) Commit(text []byte) error {
	if f.pending == nil {
		_, err := f.direct.Write(text)
		return errors.Join(err, f.direct.Close())
	}
	defer f.pending.Cleanup()
	if _, err := f.pending.Write(text); err != nil {
		return err
	}
	return f.pending.CloseAtomicallyReplace()
}

// Discard leaves the file as it is.
func (f *File) Discard() {
	if f.pending == nil {
		f.direct.Close()
		return
	}
	f.pending.Cleanup()
}

// isStandard tells the names of what the process has open already.
func isStandard(name string) bool {
	return name == "/dev/stdout" || name == "/dev/stderr" || strings.HasPrefix(name, "/dev/fd/") || strings.HasPrefix(name, "/proc/self/fd/")
}

// Folder refuses a folder of the project that symbolic links take out of it: they may have come with a change. Links outside
// are the user's own.
func Folder(dir string) error {
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	if here, err = filepath.EvalSymlinks(here); err != nil {
		return err
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(here, dir)
	}
	top := project.Of(here)
	if !project.Inside(top, filepath.Clean(dir)) {
		return nil
	}
	real, err := filepath.EvalSymlinks(dir)
	if err == nil && !project.Inside(top, real) {
		return fmt.Errorf("symbolic links in %s lead out of %s, and nothing is written through these: name the folder that is meant", dir, top)
	}
	return nil // what is not there is told by who writes
}

// digits is what a file that is being written has behind the name that it gets: enough of them not to be anybody's own.
var digits = regexp.MustCompile(`^\d{12,}$`)

// removeLeft removes what a writer of the same file left behind when it was killed.
func removeLeft(name string) {
	dir, prefix := filepath.Dir(name), "."+filepath.Base(name)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if rest, ok := strings.CutPrefix(e.Name(), prefix); ok && digits.MatchString(rest) && e.Type().IsRegular() {
			if left := filepath.Join(dir, e.Name()); abandoned(left) {
				os.Remove(left)
			}
		}
	}
}
