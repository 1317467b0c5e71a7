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
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return root
		}
		dir = up
	}
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
