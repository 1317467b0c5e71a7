package ktree_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// TestFindOutside: the root is the folder that holds all of the module, whichever part of it is named.
func TestFindOutside(t *testing.T) {
	const (
		below  = "-- Makefile --\nobj-m := x.o\nx-y := hw/main.o alsa/pcm.o\n-- hw/main.c --\n-- alsa/pcm.c --\n-- doc/a.c --\n"
		beside = "-- m/Makefile --\nobj-m := x.o\nx-y := pcm.o ../common/main.o\n-- m/pcm.c --\n-- common/main.c --\n"
		deeper = "-- Kbuild --\nobj-m += drv/\n-- drv/Makefile --\nobj-m += pcm/ core/\n-- drv/pcm/Makefile --\nobj-m := pcm.o\n-- drv/pcm/pcm.c --\n-- drv/core/x.c --\n"
		shell  = "-- Makefile --\nall:\n\tmake -C drv\n-- drv/Makefile --\nobj-m := x.o\n-- drv/x.c --\n"
		wild   = "-- Makefile --\nobj-m := x.o\nx-y := $(patsubst $(src)/%.c,%.o,$(wildcard $(src)/*/*.c))\n-- a/x.c --\n-- b/y.c --\n"
		user   = "-- Makefile --\nobj-m := x.o\nx-y := a.o ../gone/b.o\n-- a.c --\n"
	)
	for _, c := range []struct{ name, files, path, want string }{
		{"the Makefile above a file", below, "alsa/pcm.c", "."},
		{"the Makefile above a folder", below, "hw", "."},
		{"a folder that it does not build", below, "doc", "doc"},
		{"a source beside the folder", beside, "m", "."},
		{"a source beside its file", beside, "m/pcm.c", "."},
		{"a source that another folder's Makefile builds", beside, "common/main.c", "."},
		{"folders that the build descends to", deeper, "drv/pcm/pcm.c", "."},
		{"a folder that no build file is in", deeper, "drv/core", "drv/core"},
		{"a Makefile that only calls make", shell, "drv/x.c", "drv"},
		{"a wildcard", wild, "b/y.c", "."},
		{"a source that is not there", user, "a.c", "."},
	} {
		dir, err := filepath.EvalSymlinks(lay(t, c.files))
		if err != nil {
			t.Fatal(err)
		}
		root, kernel := ktree.Find(filepath.Join(dir, c.path))
		if want := filepath.Join(dir, c.want); root != want || kernel {
			t.Errorf("%s: Find(%s) = %s, %v, want %s", c.name, c.path, root, kernel, want)
		}
	}
}

// TestFindInRepository: a Makefile beyond the repository is not looked at.
func TestFindInRepository(t *testing.T) {
	dir, err := filepath.EvalSymlinks(lay(t, "-- Makefile --\nobj-m := repo/a.o\n-- repo/.git/HEAD --\n-- repo/a.c --\n"))
	if err != nil {
		t.Fatal(err)
	}
	if root, _ := ktree.Find(filepath.Join(dir, "repo", "a.c")); root != filepath.Join(dir, "repo") {
		t.Errorf("Find = %s", root)
	}
}

// TestFindWithoutRepository: sources beside the folder that is named are found, but no link that leads out of it.
func TestFindWithoutRepository(t *testing.T) {
	dir, err := filepath.EvalSymlinks(lay(t, "-- m/Makefile --\nobj-m := x.o\nx-y := a.o ../linked/b.o\n-- m/a.c --\n-- real/b.c --\n"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real", filepath.Join(dir, "linked")); err != nil {
		t.Skip(err)
	}
	for _, c := range []struct{ repository, want string }{{"", "m"}, {".git", "."}} {
		write(t, dir, filepath.Join(c.repository, "HEAD"), "")
		if root, _ := ktree.Find(filepath.Join(dir, "m")); root != filepath.Join(dir, c.want) {
			t.Errorf("repository %q: Find = %s, want %s", c.repository, root, c.want)
		}
	}
}

// TestIncludeFromTheBuild: -I$(src) of a folder above means the folder that make starts in, also in a tree that holds more.
func TestIncludeFromTheBuild(t *testing.T) {
	tree := openModule(t, lay(t, "-- m/Makefile --\nobj-m := hw/\n-- m/hw/Makefile --\nobj-m := x.o\n-- m/hw/x.c --\n#include \"inc/x.h\"\n-- m/inc/x.h --\n"), ktree.Options{NoCache: true})
	if p, ok := tree.Include("m/hw/x.c", cparse.Include{Path: "inc/x.h"}); p != "m/inc/x.h" || !ok {
		t.Errorf("Include = %q, %v", p, ok)
	}
}

// TestFindByVersion: a Makefile that states a version as the kernel's does is that of a kernel.
func TestFindByVersion(t *testing.T) {
	const whole = "-- Makefile --\nVERSION = 4\nPATCHLEVEL = 19\nSUBLEVEL = 0\n-- sound/a.c --\n"
	const driver = "-- Makefile --\nVERSION = 4\nPATCHLEVEL = 19\n-- sound/a.c --\n"
	for files, want := range map[string]bool{whole: true, driver: false} {
		if _, kernel := ktree.Find(filepath.Join(lay(t, files), "sound")); kernel != want {
			t.Errorf("kernel: %v, want %v, in\n%s", kernel, want, files)
		}
	}
}

// TestMissing: what the build names and is not there is told, unless it is made of something else than C.
func TestMissing(t *testing.T) {
	tree := openModule(t, lay(t, "-- m/Makefile --\nobj-m := x.o\nx-y := a.o gone.o asm.o ../../away/b.o /opt/c.o\n-- m/a.c --\n-- m/asm.S --\n"), ktree.Options{NoCache: true})
	mods := tree.Modules("m/a.c")
	if len(mods) != 1 || !slices.Equal(mods[0].Missing, []string{"../../away/b.o", "/opt/c.o", "m/gone.c"}) {
		t.Errorf("%+v", mods)
	}
}

// TestLinkedFolder: what the build names through a linked folder is a source by that name, and by no other.
func TestLinkedFolder(t *testing.T) {
	const (
		text   = "struct snd_card *c;\n"
		module = "-- m/Makefile --\nobj-m := x.o\nx-y := common/main.o common/hw/irq.o\n"
		common = "-- common/main.c --\n" + text + "-- common/hw/irq.c --\n" + text + "-- common/tool.c --\n" + text
	)
	for _, c := range []struct {
		name, files, open string
		want              []string
	}{
		{"of the whole", module + common, ".", []string{"common/tool.c", "m/common/hw/irq.c", "m/common/main.c"}},
		{"of the module alone", module + common, "m", []string{"common/hw/irq.c", "common/main.c"}},
		{"named above", "-- Makefile --\nobj-m := x.o\nx-y := m/common/main.o\n-- m/a.h --\n" + common, ".",
			[]string{"common/hw/irq.c", "common/tool.c", "m/common/main.c"}},
		{"descended to", "-- m/Makefile --\nobj-m := common/\n-- common/Makefile --\nobj-m := main.o\n" + common, "m", []string{"common/main.c"}},
		{"named by its own path too", module + common + "-- n/Makefile --\nobj-m := y.o\ny-y := ../common/main.o\n", ".",
			[]string{"common/main.c", "common/tool.c", "m/common/hw/irq.c", "m/common/main.c"}},
		{"included by its own path too", module + common + "-- n/a.c --\n#include \"../common/main.c\"\n" + text, ".",
			[]string{"common/main.c", "common/tool.c", "m/common/hw/irq.c", "m/common/main.c", "n/a.c"}},
		{"not named", "-- m/Makefile --\nobj-m := a.o\n" + common, ".", []string{"common/hw/irq.c", "common/main.c", "common/tool.c"}},
	} {
		dir := lay(t, c.files+"-- .git/HEAD --\n")
		if err := os.Symlink("../common", filepath.Join(dir, "m/common")); err != nil {
			t.Skip(err)
		}
		tree := openModule(t, filepath.Join(dir, c.open), ktree.Options{NoCache: true})
		if got := tree.With(ktree.HasSound); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if p := tree.Problems(); len(p) > 0 {
			t.Errorf("%s: %v", c.name, p)
		}
	}
}

// TestLinkNamedAbove: a linked source that the Makefile of the folder above names is one, by that name alone.
func TestLinkNamedAbove(t *testing.T) {
	dir := lay(t, "-- .git/HEAD --\n-- m/Makefile --\nobj-m := x.o\nx-y := hw/main.o\n-- m/hw/a.h --\n-- common/main.c --\nstruct snd_card *c;\n")
	if err := os.Symlink("../../common/main.c", filepath.Join(dir, "m/hw/main.c")); err != nil {
		t.Skip(err)
	}
	for open, want := range map[string]string{".": "m/hw/main.c", "m": "hw/main.c"} {
		tree := openModule(t, filepath.Join(dir, open), ktree.Options{NoCache: true})
		if got := tree.With(ktree.HasSound); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %v", open, got)
		}
	}
}

// TestNamedByItsOwnPath: a file that the build names through a link stands for that name.
func TestNamedByItsOwnPath(t *testing.T) {
	dir, err := filepath.EvalSymlinks(lay(t, "-- .git/HEAD --\n-- m/Makefile --\nobj-m := x.o\nx-y := a.o common/main.o\n-- m/a.c --\n-- common/main.c --\n"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../common", filepath.Join(dir, "m/common")); err != nil {
		t.Skip(err)
	}
	root, _ := ktree.Find(filepath.Join(dir, "common/main.c"))
	if root != dir {
		t.Fatalf("Find = %s", root)
	}
	tree := openModule(t, root, ktree.Options{NoCache: true})
	for name, want := range map[string]string{"common/main.c": "m/common/main.c", "common": "m/common/main.c", "m": "m"} {
		if got := tree.Names(name); !slices.Contains(got, want) {
			t.Errorf("Names(%s) = %v", name, got)
		}
	}
}

// TestLinkedInCircles: a link to a folder that it lies in, or to one with such a link, ends.
func TestLinkedInCircles(t *testing.T) {
	dir := lay(t, "-- .git/HEAD --\n-- Makefile --\nobj-m := a/x.o a/up/a/x.o a/beside/up/x.o a/self/x.o\n-- a/x.c --\n-- b/x.c --\n")
	for name, target := range map[string]string{"a/up": "..", "a/self": ".", "a/beside": "../b", "b/up": "../a"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	if n := openModule(t, dir, ktree.Options{NoCache: true}).Stats().Files; n != 2 {
		t.Errorf("%d files", n)
	}
}
