package check

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"

	"github.com/pcmlint/pcmlint/internal/ktree"
)

// settle makes the names that were given those that the tree has for the files. A name with nothing to check behind it is
// an error: a mistyped path must not be a gate that is always green.
func (t *target) settle(tree *ktree.Tree) error {
	if t.only == nil {
		return t.holdsSource(tree, ".")
	}
	only := map[string]bool{}
	for _, p := range slices.Sorted(maps.Keys(t.only)) {
		if err := t.checkable(tree, p); err != nil {
			return err
		}
		for _, name := range tree.Names(p) {
			only[name] = true
		}
	}
	t.only = only
	return nil
}

// checkable reports a name that stands for no C source and for no folder with any.
func (t *target) checkable(tree *ktree.Tree, p string) error {
	switch {
	case path.Ext(p) == ".c" || path.Ext(p) == ".h":
		return nil
	case !tree.Exists(p):
		return t.holdsSource(tree, p)
	case !slices.ContainsFunc(tree.Candidates(), func(f string) bool { return includes(tree, f, p) }):
		return fmt.Errorf("%s is no C or Go source, and no driver includes it: name a driver's file, a folder or a kernel tree", t.asGiven[p])
	}
	return nil
}

func (t *target) holdsSource(tree *ktree.Tree, folder string) error {
	if tree.HasSource(folder) {
		return nil
	}
	return fmt.Errorf("%s holds no C or Go source, so there is nothing to check: name a folder with drivers, a driver's file or a kernel tree",
		cmp.Or(t.asGiven[folder], t.root))
}
