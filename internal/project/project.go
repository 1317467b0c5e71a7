// Package project decides what belongs to that which is analysed: which files may be read, and through which folders
// reports may be written. It knows paths and nothing about what is in files.
package project

import (
	"os"
	"path/filepath"
	"strings"
)

// Of is the folder in which all that a tree may consist of lies: the work tree of the repository that holds the tree's
// root, else the root itself.
func Of(root string) string {
	for dir := root; ; {
		if HasGit(dir) {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return root
		}
		dir = up
	}
}

// Real is a path without symbolic links in its folders, absolute. What is not there keeps its name, and so does a file that
// is a link itself.
func Real(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	if fi, err := os.Stat(abs); err == nil && fi.IsDir() {
		return filepath.EvalSymlinks(abs)
	}
	return filepath.Join(realFolder(filepath.Dir(abs)), filepath.Base(abs)), nil
}

func realFolder(dir string) string {
	real, err := filepath.EvalSymlinks(dir)
	if err == nil {
		return real
	}
	if up := filepath.Dir(dir); up != dir {
		return filepath.Join(realFolder(up), filepath.Base(dir))
	}
	return dir
}

// Nearest is the folder of a path, or where that is not there the nearest one above it that is.
func Nearest(name string) string {
	for dir := filepath.Clean(name); ; dir = filepath.Dir(dir) {
		if fi, err := os.Stat(dir); err == nil && fi.IsDir() || filepath.Dir(dir) == dir {
			return dir
		}
	}
}

// EscapesBy finds the symbolic link that takes a path out of the repository which the link lies in: a change may have brought
// it. Links outside of any repository are the user's own.
func EscapesBy(name string) (link string, ok bool) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", false
	}
	at := string(filepath.Separator) // without symbolic links
	for part := range strings.SplitSeq(filepath.ToSlash(strings.TrimPrefix(abs, filepath.VolumeName(abs))), "/") {
		next := filepath.Join(at, part)
		fi, err := os.Lstat(next)
		if err != nil {
			return "", false
		}
		if fi.Mode()&os.ModeSymlink == 0 {
			at = next
			continue
		}
		real, err := filepath.EvalSymlinks(next)
		if err != nil {
			return "", false
		}
		if top := Of(at); HasGit(top) && !Inside(top, real) {
			return next, true
		}
		at = real
	}
	return "", false
}

// HasGit tells whether a folder is the top of a work tree.
func HasGit(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, ".git"))
	return err == nil
}

// Inside tells whether a file, absolute and without symbolic links, lies in a project and is none of git's own.
func Inside(project, file string) bool {
	rel, err := filepath.Rel(project, file)
	if err != nil || !filepath.IsLocal(rel) {
		return false
	}
	for part := range strings.SplitSeq(filepath.ToSlash(rel), "/") {
		if strings.EqualFold(part, ".git") { // file systems that ignore case have .GIT, too
			return false
		}
	}
	return true
}
