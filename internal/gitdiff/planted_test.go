package gitdiff_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/fix"
	"github.com/pcmlint/pcmlint/internal/gitdiff"
)

// ground is a repository with one commit, and a program that leaves a mark when it runs.
type ground struct {
	t               *testing.T
	top, mark, evil string
}

func newGround(t *testing.T) *ground {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(home, "gitconfig"))
	g := &ground{t: t, top: filepath.Join(t.TempDir(), "top"), mark: filepath.Join(home, "ran"), evil: filepath.Join(home, "evil")}
	g.put(g.evil, "#!/bin/sh\necho \"$0 $*\" >> "+g.mark+"\ncat\n")
	if err := os.Chmod(g.evil, 0o755); err != nil {
		t.Fatal(err)
	}
	g.put(filepath.Join(g.top, "driver.c"), "int committed;\n")
	g.git("init", "-q", "-b", "main", ".")
	g.git("config", "user.name", "nobody")
	g.git("config", "user.email", "nobody@example.org")
	g.git("add", ".")
	g.git("commit", "-qm", "ALSA: driver: first")
	return g
}

func (g *ground) put(name, text string) {
	g.t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		g.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		g.t.Fatal(err)
	}
}

func (g *ground) git(args ...string) {
	g.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = g.top
	if out, err := cmd.CombinedOutput(); err != nil {
		g.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// asked does all that pcmlint asks git, and reports what was run by it.
func (g *ground) asked(dir string) {
	g.t.Helper()
	os.Remove(g.mark)
	c, err := gitdiff.Since(context.Background(), dir, "main", "", func(string) bool { return true })
	if err != nil {
		g.t.Errorf("since main: %v", err)
	} else if len(c.Old) == 0 {
		g.t.Error("nothing changed")
	}
	if _, err := gitdiff.Since(context.Background(), dir, "main...", "HEAD", func(string) bool { return true }); err != nil {
		g.t.Errorf("since main...: %v", err)
	}
	fix.AuthorOf(dir)
	plan := &fix.Plan{Files: []*fix.File{{Name: "driver.c"}}}
	plan.Patches(dir)
	if ran, err := os.ReadFile(g.mark); err == nil {
		g.t.Errorf("was run: %s", ran)
	}
}

// TestPlanted: nothing that stands in a change, or even in the repository itself, is run.
func TestPlanted(t *testing.T) {
	settings := map[string]string{
		"filter":     "[filter \"x\"]\n\tclean = EVIL\n\tsmudge = EVIL\n\trequired = true\n",
		"process":    "[filter \"x\"]\n\tprocess = EVIL\n\trequired = true\n",
		"textconv":   "[diff \"x\"]\n\ttextconv = EVIL\n\tcommand = EVIL\n",
		"external":   "[diff]\n\texternal = EVIL\n",
		"fsmonitor":  "[core]\n\tfsmonitor = EVIL\n",
		"hooks":      "[core]\n\thooksPath = HOOKS\n",
		"signatures": "[log]\n\tshowSignature = true\n[gpg]\n\tprogram = EVIL\n",
		"pager":      "[core]\n\tpager = EVIL\n[pager]\n\tlog = EVIL\n\tconfig = EVIL\n",
		"ssh":        "[core]\n\tsshCommand = EVIL\n\taskPass = EVIL\n\teditor = EVIL\n",
		"alias":      "[alias]\n\tlog = !EVIL\n\tls-files = !EVIL\n\tdiff-index = !EVIL\n",
		"promisor":   "[remote \"x\"]\n\turl = ext::EVIL\n\tpromisor = true\n\tpartialclonefilter = blob:none\n\tuploadpack = EVIL\n[extensions]\n\tpartialClone = x\n[protocol \"ext\"]\n\tallow = always\n",
		"attributes": "[core]\n\tattributesFile = ATTRIBUTES\n[filter \"x\"]\n\tclean = EVIL\n",
	}
	const attributes = "* filter=x diff=x ident working-tree-encoding=UTF-16\n"
	for name, text := range settings {
		config := func(g *ground) string {
			hooks := filepath.Join(filepath.Dir(g.evil), "hooks")
			for _, h := range []string{"post-index-change", "post-checkout", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc"} {
				g.put(filepath.Join(hooks, h), "#!/bin/sh\nexec "+g.evil+" "+h+"\n")
				os.Chmod(filepath.Join(hooks, h), 0o755)
			}
			list := filepath.Join(filepath.Dir(g.evil), "attributes")
			g.put(list, attributes)
			return strings.NewReplacer("EVIL", g.evil, "HOOKS", hooks, "ATTRIBUTES", list).Replace(text)
		}
		t.Run("in the repository/"+name, func(t *testing.T) {
			g := newGround(t)
			g.put(filepath.Join(g.top, ".gitattributes"), attributes)
			g.put(filepath.Join(g.top, ".git/info/attributes"), attributes)
			own, err := os.ReadFile(filepath.Join(g.top, ".git/config"))
			if err != nil {
				t.Fatal(err)
			}
			g.put(filepath.Join(g.top, ".git/config"), string(own)+config(g))
			g.put(filepath.Join(g.top, "driver.c"), "int touched;\n")
			g.put(filepath.Join(g.top, "fresh.c"), "int fresh;\n")
			g.asked(g.top)
		})
		t.Run("as a bare repository/"+name, func(t *testing.T) {
			g := newGround(t)
			bare := filepath.Join(g.top, "sound")
			g.put(filepath.Join(bare, "driver.c"), "int planted;\n")
			for _, dir := range []string{"objects", "refs/heads", "info"} {
				g.put(filepath.Join(bare, dir, ".keep"), "")
			}
			g.put(filepath.Join(bare, "info/attributes"), attributes)
			g.put(filepath.Join(bare, ".gitattributes"), attributes)
			g.put(filepath.Join(bare, "HEAD"), "ref: refs/heads/main\n")
			g.put(filepath.Join(bare, "config"), "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"+config(g))
			g.asked(bare)
		})
	}
}

// TestOtherRepositories: the environment of a hook, and one that names another repository, change nothing.
func TestOtherRepositories(t *testing.T) {
	for _, env := range []string{"GIT_DIR=/nowhere/.git", "GIT_WORK_TREE=/", "GIT_INDEX_FILE=/nowhere/index", "GIT_CEILING_DIRECTORIES=/",
		"GIT_EXTERNAL_DIFF=/nowhere/program", "GIT_ATTR_SOURCE=HEAD", "GIT_NAMESPACE=x", "GIT_PREFIX=x/"} {
		t.Run(env, func(t *testing.T) {
			g := newGround(t)
			name, value, _ := strings.Cut(env, "=")
			t.Setenv(name, value)
			g.put(filepath.Join(g.top, "driver.c"), "int touched;\n")
			c, err := gitdiff.Since(context.Background(), g.top, "HEAD", "", func(string) bool { return true })
			if err != nil || string(c.Old["driver.c"]) != "int committed;\n" {
				t.Errorf("%v, %v", c, err)
			}
		})
	}
}

// TestSince: the kinds of change, in the work tree, in the index and in commits.
func TestSince(t *testing.T) {
	g := newGround(t)
	long := ""
	for i := range 20 {
		long += fmt.Sprintf("int line%d;\n", i)
	}
	for _, name := range []string{"touched.c", "edited.c", "deleted.c", "moved.c", "renamed.c", "sub/kept.c"} {
		g.put(filepath.Join(g.top, name), long+"int "+strings.TrimSuffix(filepath.Base(name), ".c")+";\n")
	}
	g.git("add", ".")
	g.git("commit", "-qm", "more")
	g.git("tag", "base")
	g.git("mv", "renamed.c", "sub/renamed_to.c")
	g.git("commit", "-qm", "rename")
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(g.top, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	g.put(filepath.Join(g.top, "touched.c"), read("touched.c"))
	g.put(filepath.Join(g.top, "edited.c"), "int x;\n"+read("edited.c"))
	g.put(filepath.Join(g.top, "moved_to.c"), read("moved.c")+"int more;\n")
	os.Remove(filepath.Join(g.top, "moved.c"))
	os.Remove(filepath.Join(g.top, "deleted.c"))
	g.put(filepath.Join(g.top, "staged.c"), "int staged;\n")
	g.git("add", "staged.c")
	g.put(filepath.Join(g.top, "sub/odd\nname.c"), "int odd;\n")
	g.put(filepath.Join(g.top, "other/.git/HEAD"), "ref: refs/heads/main\n")
	g.put(filepath.Join(g.top, "other/inner.c"), "int inner;\n")

	c, err := gitdiff.Since(context.Background(), g.top, "base", "", func(f string) bool { return strings.HasSuffix(f, ".c") })
	if err != nil {
		t.Fatal(err)
	}
	var old, none []string
	for f, text := range c.Old {
		if text == nil {
			none = append(none, f)
		} else {
			old = append(old, f)
		}
	}
	slices.Sort(old)
	slices.Sort(none)
	if got := fmt.Sprintf("%q", old); got != `["deleted.c" "edited.c" "moved.c" "renamed.c"]` {
		t.Errorf("were different: %s", got)
	}
	if got := fmt.Sprintf("%q", none); got != `["moved_to.c" "other/inner.c" "staged.c" "sub/odd\nname.c" "sub/renamed_to.c"]` {
		t.Errorf("were not there: %s", got)
	}
	if c.Renamed["moved.c"] != "moved_to.c" || c.Renamed["renamed.c"] != "sub/renamed_to.c" || len(c.Renamed) != 2 {
		t.Errorf("renamed: %v", c.Renamed)
	}

	below, err := gitdiff.Since(context.Background(), filepath.Join(g.top, "sub"), "base", "", func(string) bool { return true })
	if err != nil || len(below.Old) != 2 {
		t.Errorf("below sub: %v, %v", below, err)
	}
	text, err := gitdiff.File(context.Background(), filepath.Join(g.top, "sub/kept.c"), "base")
	if err != nil || !strings.HasSuffix(string(text), "int kept;\n") {
		t.Errorf("kept.c of base: %q, %v", text, err)
	}
	if text, err := gitdiff.File(context.Background(), filepath.Join(g.top, "sub/none.c"), "base"); err != nil || text != nil {
		t.Errorf("a file that is not in base: %q, %v", text, err)
	}
}
