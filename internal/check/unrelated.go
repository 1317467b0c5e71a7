package check

import (
	"path/filepath"

	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/project"
)

// Unrelated tells, without a look at the rest of its tree, that a .c file is no part of any PCM driver. It knows from the
// last run over the tree; false says nothing.
func Unrelated(file string, o Options) bool {
	abs, err := project.Real(file)
	if err != nil {
		return false
	}
	root, _ := o.find(file)
	rel, err := filepath.Rel(root, abs)
	return err == nil && ktree.Unrelated(root, filepath.ToSlash(rel), o.identity(), o.tree())
}

// FirstRun lets one process at a time analyse a tree of which nothing is known yet, so that Unrelated has an answer for
// the others when they come to their turn. done is to be called after the run.
func FirstRun(file string, o Options) (done func()) {
	root, _ := o.find(file)
	return ktree.FirstWalk(root, o.identity(), o.tree())
}

// Root is the folder of the tree that a path lies in.
func Root(path string, o Options) string {
	root, _ := o.find(path)
	return root
}

// find gives the root of the tree that a path lies in, absolute and without symbolic links, and whether that is a kernel.
func (o Options) find(path string) (root string, kernel bool) {
	root, kernel = ktree.Find(path)
	if kernel || o.Folder == "" {
		return root, kernel
	}
	if folder, _ := ktree.Find(o.Folder); folder != "" && below(folder, root) {
		return folder, false
	}
	return root, false
}

// below tells whether a folder is another one or lies in it, both absolute.
func below(folder, path string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(rel)
}
