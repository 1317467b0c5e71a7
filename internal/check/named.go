package check

import (
	"bytes"
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
	case !tree.Exists(p):
		return t.holdsSource(tree, p)
	case path.Ext(p) == ".c" || path.Ext(p) == ".h" && !endsPeriods(tree, p):
		return nil
	case !slices.ContainsFunc(tree.Candidates(), func(f string) bool { return includes(tree, f, p) }):
		what := "is no C or Go source, and"
		if path.Ext(p) == ".h" {
			what = "ends periods, and"
		}
		return fmt.Errorf("%s %s no driver includes it: name a driver's file, a folder or a kernel tree", t.asGiven[p], what)
	}
	return nil
}

// endsPeriods tells whether a file calls what a handler calls when a period has elapsed.
func endsPeriods(tree *ktree.Tree, p string) bool {
	text, err := tree.Source(p)
	return err == nil && bytes.Contains(text, []byte("snd_pcm_period_elapsed"))
}

func (t *target) holdsSource(tree *ktree.Tree, folder string) error {
	name := cmp.Or(t.asGiven[folder], t.root)
	switch {
	case !tree.HasSource(folder):
		return fmt.Errorf("%s holds no C or Go source, so there is nothing to check: name a folder with drivers, a driver's file or a kernel tree", name)
	case folder == "." && !t.kernel && !tree.HasC():
		return fmt.Errorf("%s holds headers only, and no source that includes them: name the folder of the driver that does", name)
	}
	return nil
}
