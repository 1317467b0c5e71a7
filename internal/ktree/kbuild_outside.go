package ktree

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/project"
)

// A module outside the kernel is what a Makefile says, not what a folder holds: its sources may lie in folders below that
// of the Makefile, beside it or above it. outerRoot is the folder that holds all of it: the outermost whose Makefile
// builds what path names, or further up as far as the sources reach. path is absolute and without symbolic links; where
// no Makefile builds it, root is its folder.
func outerRoot(file string) string {
	dir := file
	if fi, err := os.Stat(file); err != nil || !fi.IsDir() {
		dir = filepath.Dir(file)
	}
	n := newNeighbours(dir)
	if n == nil {
		return dir
	}
	target, base := n.rel(file), n.rel(dir)
	found := ""
	for d := base; ; d = path.Dir(d) {
		if n.builds(d, target, 0) {
			found = d
		}
		if d == "." {
			break
		}
	}
	if found == "" && dir != file {
		found = n.beside(base, target)
	}
	if found == "" {
		found = base
	}
	// A Makefile of a folder that is named may reach further than to what it builds there, and what is named may lie
	// where only a link leads to.
	return filepath.Join(n.fence.root, filepath.FromSlash(common(n.reach(found), base)))
}

// neighbours is what lies around a folder outside the kernel, as far up as a module may reach: the repository, else some
// folders up. Links are followed no further than the walk of the tree would: inside the repository, else inside the folder.
type neighbours struct {
	fence   *fence
	kbuilds map[string]*kbuild
}

// maxUp is how many folders up a module's Makefile may stand where no repository says where the project ends.
const maxUp = 4

// newNeighbours is nil where nothing may lie around.
func newNeighbours(dir string) *neighbours {
	top := project.Of(dir)
	if _, err := os.Lstat(filepath.Join(top, ".git")); err != nil {
		for range maxUp {
			if up := filepath.Dir(top); filepath.Dir(up) != up {
				top = up
			}
		}
	}
	if filepath.Dir(top) == top {
		return nil
	}
	around := newFence(top)
	around.project = project.Of(dir)
	return &neighbours{fence: around, kbuilds: map[string]*kbuild{}}
}

func (n *neighbours) rel(file string) string {
	rel, err := filepath.Rel(n.fence.root, file)
	if err != nil {
		return "."
	}
	return filepath.ToSlash(rel)
}

// kbuild is what the build files of a folder say, nil when it has none.
func (n *neighbours) kbuild(dir string) *kbuild {
	if k, ok := n.kbuilds[dir]; ok {
		return k
	}
	n.kbuilds[dir] = nil
	var names []string
	for _, name := range []string{"Kbuild", "Makefile"} {
		if n.fence.exists(join(dir, name)) {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		n.kbuilds[dir] = parseKbuild(dir, names, n)
	}
	return n.kbuilds[dir]
}

func (n *neighbours) readBuild(p string) ([]byte, bool) {
	text, _, err := n.fence.read(p, nil, kbuildText)
	return text, err == nil
}

// match looks no deeper than authors do: who wrote the Makefile may not be who runs pcmlint.
func (n *neighbours) match(pattern string) []string {
	if strings.Count(pattern, "*") > maxStars {
		return nil
	}
	found, _ := filepath.Glob(filepath.Join(n.fence.root, filepath.FromSlash(pattern)))
	var out []string
	for _, f := range found {
		out = append(out, n.rel(f))
	}
	return out
}

// above: a folder that is looked at alone is where its build starts.
func (n *neighbours) above(dir string) string { return dir }

const maxStars = 3

// builds tells whether a folder's build files build a file, or anything in a folder, themselves or through those of the
// folders that they descend to.
func (n *neighbours) builds(dir, target string, depth int) bool {
	k := n.kbuild(dir)
	if k == nil || depth > maxDescent {
		return false
	}
	if slices.ContainsFunc(k.sources(), func(p string) bool {
		return p == target || inFolder(p, target) && n.fence.exists(p) || n.leadsTo(p, target)
	}) {
		return true
	}
	return slices.ContainsFunc(k.folders(), func(sub string) bool {
		return sub != dir && (inFolder(target, sub) || target == sub || inFolder(sub, target)) && n.builds(sub, target, depth+1)
	})
}

// leadsTo tells whether a source's path leads to a file of the same name, through a link.
func (n *neighbours) leadsTo(p, target string) bool {
	if path.Base(p) != path.Base(target) {
		return false
	}
	real, err := n.fence.within(p)
	return err == nil && real == target
}

// maxDescent is how many folders deep Makefiles are followed.
const maxDescent = 16

// inFolder tells whether a path lies below a folder.
func inFolder(p, dir string) bool { return dir == "." || strings.HasPrefix(p, dir+"/") }

// beside finds the folder of a Makefile that builds a file which none above it builds: one beside its folder, or beside
// those above.
func (n *neighbours) beside(dir, target string) string {
	object := strings.TrimSuffix(path.Base(target), path.Ext(target)) + ".o"
	for up := dir; up != "."; {
		up = path.Dir(up)
		for _, name := range []string{"Makefile", "Kbuild"} {
			for _, p := range n.match(path.Join(up, "*", name)) {
				if text, ok := n.readBuild(p); ok && namesObject(text, object) && n.builds(path.Dir(p), target, 0) {
					return path.Dir(p)
				}
			}
		}
	}
	return ""
}

// reach is the folder that holds another one and all sources that the Makefiles in it name.
func (n *neighbours) reach(dir string) string {
	root := dir
	seen := map[string]bool{}
	var visit func(d string, depth int)
	visit = func(d string, depth int) {
		k := n.kbuild(d)
		if k == nil || seen[d] || depth > maxDescent {
			return
		}
		seen[d] = true
		for _, p := range k.sources() {
			if !inFolder(p, root) && n.fence.exists(p) {
				root = common(root, path.Dir(p))
			}
		}
		for _, sub := range k.folders() {
			visit(sub, depth+1)
		}
	}
	visit(dir, 0)
	return root
}

// common is the folder that holds two others.
func common(a, b string) string {
	for a != "." && a != b && !inFolder(b, a) {
		a = path.Dir(a)
	}
	return a
}
