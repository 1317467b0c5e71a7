package ktree_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/ktree"
)

const secret = "TOKEN-OF-THE-OWNER"

// plant makes a project with a tree in it and a secret outside, and puts a link into the tree.
func plant(t *testing.T, name, target string) (project, tree string) {
	t.Helper()
	top := t.TempDir()
	project = filepath.Join(top, "project")
	tree = filepath.Join(project, "module")
	write(t, top, "owner.txt", secret)
	write(t, top, "elsewhere/handler.h", secret)
	write(t, project, ".git/config", secret)
	write(t, project, "common/main.c", "struct snd_card *c;\n")
	write(t, project, "common/handler.h", "int inside;\n")
	write(t, tree, "driver.c", "struct snd_card *d;\n")
	write(t, tree, "Makefile", "obj-m += main.o\n")
	if err := os.MkdirAll(filepath.Dir(filepath.Join(tree, name)), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(strings.ReplaceAll(target, "TOP", top), filepath.Join(tree, name)); err != nil {
		t.Skip(err)
	}
	return project, tree
}

// TestLinks: what is linked inside the project is read, what is linked outside is there, is an error and shows nothing.
func TestLinks(t *testing.T) {
	for _, test := range []struct {
		name, target, ask string // ask: the file to read, when it is not the link itself
		inside            bool
	}{
		{name: "main.c", target: "../common/main.c", inside: true},
		{name: "main.c", target: "TOP/project/common/main.c", inside: true},
		{name: "handler.h", target: "../common/handler.h", inside: true},
		{name: "common", target: "../common", ask: "common/handler.h", inside: true},
		{name: "a/b/c", target: "../../../common", ask: "a/b/c/handler.h", inside: true},

		{name: "main.c", target: "../../owner.txt"},
		{name: "main.c", target: "TOP/owner.txt"},
		{name: "handler.h", target: "TOP/owner.txt"},
		{name: "handler.h", target: "../../elsewhere/handler.h"},
		{name: "handler.h", target: "../.git/config"},
		{name: "handler.h", target: "../common/../.git/config"},
		{name: "handler.h", target: "/proc/self/environ"},
		{name: "handler.h", target: "/proc/self/root/etc/passwd"},
		{name: "handler.h", target: "/dev/null"},
		{name: "handler.h", target: "/etc/passwd"},
		{name: "up", target: "../..", ask: "up/owner.txt"},
		{name: "git", target: "../.git", ask: "git/config"},
		{name: "root", target: "/", ask: "root/etc/passwd"},
		{name: "proc", target: "/proc/self", ask: "proc/environ"},
	} {
		t.Run(test.name+" to "+test.target, func(t *testing.T) {
			_, root := plant(t, test.name, test.target)
			ask := test.ask
			if ask == "" {
				ask = test.name
			}
			tree := open(t, root, ktree.Options{})
			text, err := tree.Source(ask)
			if (err == nil) != test.inside || strings.Contains(string(text), secret) {
				t.Errorf("%s: %q, %v", ask, text, err)
			}
			if _, err := tree.Facts(ask); (err == nil) != test.inside {
				t.Errorf("facts: %v", err)
			}
			if _, err := tree.Summary(ask); (err == nil) != test.inside {
				t.Errorf("summary: %v", err)
			}
			if tree.Hash(ask) == (ktree.Digest{}) == test.inside {
				t.Error("the hash of what is not read is known, or that of what is read is not")
			}
			if test.inside != tree.Exists(ask) && test.ask != "" {
				t.Errorf("exists: %v", !test.inside)
			}
			if problems := tree.Problems(); test.ask == "" && (len(problems) == 0) != test.inside {
				t.Errorf("problems: %v", problems)
			}
		})
	}
}

// TestLinkedSources: a link that the build names is a source by that name; any other is another name of what it leads to.
func TestLinkedSources(t *testing.T) {
	_, root := plant(t, "main.c", "../common/main.c")
	tree := open(t, root, ktree.Options{})
	equal(t, "sources", tree.With(ktree.HasSound), "driver.c", "main.c")
	root = filepath.Dir(root)
	tree = open(t, root, ktree.Options{})
	equal(t, "sources named by the build", tree.With(ktree.HasSound), "common/main.c", "module/driver.c", "module/main.c")
	write(t, root, "module/Makefile", "obj-m += driver.o\n")
	tree = open(t, root, ktree.Options{})
	equal(t, "sources not named", tree.With(ktree.HasSound), "common/main.c", "module/driver.c")
	if got := tree.RealName("module/main.c"); got != "common/main.c" {
		t.Errorf("the link stands for %s", got)
	}
}
