package ktree_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/kversion"
)

func target(t testing.TB, version string) ktree.Target {
	t.Helper()
	target, err := ktree.ParseTarget(version, "the test says")
	if err != nil {
		t.Fatal(err)
	}
	return target
}

// openModule opens a folder outside a kernel tree.
func openModule(t testing.TB, dir string, o ktree.Options) *ktree.Tree {
	t.Helper()
	tree, err := ktree.Open(t.Context(), dir, false, o)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// functions are the names of the functions that a file defines for the tree's target.
func functions(t testing.TB, tree *ktree.Tree, file string) []string {
	t.Helper()
	f, err := tree.Facts(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, fn := range f.Funcs {
		out = append(out, fn.Name)
	}
	return out
}

const ladder = `
-- d/Makefile --
obj-m := a.o
-- d/compat.h --
#ifndef COMPAT_H
#define COMPAT_H
#include <linux/version.h>
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 5, 0)
#define HAVE_STOP
#endif
#endif
-- d/late.h --
#ifdef HAVE_STOP
static inline void late_new(void) {}
#else
static inline void late_old(void) {}
#endif
-- d/a.c --
#include <sound/pcm.h>
#include "compat.h"
#include "late.h"
#include "part.c"
#ifdef HAVE_STOP
void a_new(void) {}
#else
void a_old(void) {}
#endif
-- d/part.c --
#ifdef HAVE_STOP
void part_new(void) {}
#else
void part_old(void) {}
#endif
-- d/b.c --
#include <sound/pcm.h>
#ifdef HAVE_STOP
void b_new(void) {}
#else
void b_old(void) {}
#endif
`

// TestLadders: what a header defines by the version decides in the file that includes it, also in a header that comes
// behind it, and nowhere else. What one target leaves is not what another finds in the cache.
func TestLadders(t *testing.T) {
	dir := lay(t, ladder)
	cache := t.TempDir()
	for _, version := range []string{"6.1", "5.4", "6.1"} {
		tree := openModule(t, dir, ktree.Options{CacheDir: cache, Target: target(t, version)})
		is := "new"
		if version == "5.4" {
			is = "old"
		}
		equal(t, version+": a.c", functions(t, tree, "d/a.c"), "a_"+is)
		equal(t, version+": late.h", functions(t, tree, "d/late.h"), "late_"+is)
		equal(t, version+": part.c", functions(t, tree, "d/part.c"), "part_"+is)
		equal(t, version+": b.c", functions(t, tree, "d/b.c"), "b_new", "b_old")
		tree.Close()
	}
}

// TestLaddersUnsaved: the header as it stands in the editor decides.
func TestLaddersUnsaved(t *testing.T) {
	tree := openModule(t, lay(t, ladder), ktree.Options{NoCache: true, Target: target(t, "5.4")})
	equal(t, "before", functions(t, tree, "d/a.c"), "a_old")
	edited := tree.Update("d/compat.h", []byte("#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 4, 0)\n#define HAVE_STOP\n#endif\n"))
	equal(t, "edited", functions(t, edited, "d/a.c"), "a_new")
	equal(t, "the first tree", functions(t, tree, "d/a.c"), "a_old")
}

func TestTarget(t *testing.T) {
	const kernel = "-- Makefile --\nVERSION = 5\nPATCHLEVEL = 4\nSUBLEVEL = 7\n-- include/sound/pcm.h --\nint x;\n"
	const backport = "-- Makefile --\nVERSION = 4\nPATCHLEVEL = 19\nSUBLEVEL = 0\n-- include/sound/pcm.h --\nint sync_stop;\n"
	const nameless = "-- Makefile --\nobj-y += a.o\n-- include/sound/pcm.h --\nint x;\n"
	const module = "-- Makefile --\nobj-m := a.o\n"
	five, six := target(t, "5.0"), target(t, "6.1")
	for name, c := range map[string]struct {
		files    string
		o        ktree.Options
		version  string
		syncStop bool
	}{
		"the tree's":                      {kernel, ktree.Options{Fallback: six}, "5.4.7", false},
		"asked for":                       {kernel, ktree.Options{Target: six}, "6.1", true},
		"a vendor's":                      {backport, ktree.Options{}, "4.19", true},
		"a tree that does not say":        {nameless, ktree.Options{}, "5.4", false},
		"a module":                        {module, ktree.Options{}, kversion.Newest.String(), true},
		"a module, known from elsewhere":  {module, ktree.Options{Fallback: five}, "5.0", false},
		"a module, asked for, and before": {module, ktree.Options{Target: six, Fallback: five}, "6.1", true},
	} {
		c.o.NoCache = true
		dir := lay(t, c.files)
		_, isKernel := ktree.Find(dir)
		tree, err := ktree.Open(t.Context(), dir, isKernel, c.o)
		if err != nil {
			t.Fatal(err)
		}
		if got := tree.Target("a.c"); got.Version.String() != c.version || got.SyncStop != c.syncStop {
			t.Errorf("%s: %+v, want %s, .sync_stop %v", name, got, c.version, c.syncStop)
		}
	}
}

// TestCompiled: text that is not compiled for the target silences nothing.
func TestCompiled(t *testing.T) {
	tree := open(t, lay(t, "-- a.c --\n#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 5, 0)\n/* old */\n#endif\n/* new */\n"), ktree.Options{NoCache: true})
	text, err := tree.Compiled("a.c")
	if err != nil {
		t.Fatal(err)
	}
	source, _ := tree.Source("a.c")
	if len(text) != len(source) || !slices.Contains([]string{"/* new */"}, string(text[len(text)-10:len(text)-1])) {
		t.Errorf("%q of %q", text, source)
	}
}

// TestTargetFromCode: names that are gone tell which kernel a driver outside a tree is for.
func TestTargetFromCode(t *testing.T) {
	const plain = "#include <sound/pcm.h>\n"
	for name, c := range map[string]struct{ files, want string }{
		"a timer of before 4.15":   {"-- a.c --\n" + plain + "void f(void) { setup_timer(&t, g, 0); }\n", "4.14"},
		"the oldest counts":        {"-- a.c --\n" + plain + "int f(int irq, void *d, struct pt_regs *r) { init_timer(&t); }\n", "2.6.18"},
		"what took its place, too": {"-- a.c --\n" + plain + "#ifdef OLD\nvoid f(void) { setup_timer(&t, g, 0); }\n#else\nvoid f(void) { timer_setup(&t, g, 0); }\n#endif\n", "newest"},
		"its own":                  {"-- c.h --\n#define setup_timer(t, f, d) timer_setup(t, f, 0)\n-- a.c --\n" + plain + "#include \"c.h\"\nvoid f(void) { setup_timer(&t, g, 0); }\n", "newest"},
		"a ladder":                 {"-- a.c --\n" + plain + "#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 15, 0)\nvoid f(void) { setup_timer(&t, g, 0); }\n#endif\n", "newest"},
		".sync_stop":               {"-- a.c --\n" + plain + "struct snd_pcm_ops o = { .sync_stop = s };\nvoid f(void) { setup_timer(&t, g, 0); }\n", "newest"},
		"another module":           {"-- Makefile --\nobj-m := a.o b.o\n-- b.c --\nvoid f(void) { setup_timer(&t, g, 0); }\n-- a.c --\n" + plain, "newest"},
	} {
		tree := openModule(t, lay(t, c.files), ktree.Options{NoCache: true})
		if got := tree.Target("a.c"); got.Version.String() != c.want || got.SyncStop != (c.want == "newest") {
			t.Errorf("%s: %+v, want %s", name, got, c.want)
		}
	}
}

// TestForcedInclude: what -include in the flags of a build file defines decides ladders of the .c files that it is for.
func TestForcedInclude(t *testing.T) {
	const (
		compat = "-- compat.h --\n#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 5, 0)\n#define HAVE_STOP\n#endif\n"
		source = "#ifdef HAVE_STOP\nvoid with(void) {}\n#else\nvoid without(void) {}\n#endif\nstruct snd_card *c;\n"
	)
	for flags, want := range map[string]string{
		"ccflags-y += -include $(src)/compat.h": "with",
		"EXTRA_CFLAGS = -include $(M)/compat.h": "with",
		"CFLAGS_a.o = -include $(src)/compat.h": "with",
		"CFLAGS_b.o = -include $(src)/compat.h": "with without", // not of a.c: any name counts as set and as not
		"ccflags-y += -include $(src)/gone.h":   "with without",
		"ccflags-y += -include /etc/compat.h":   "with without",
	} {
		tree := openModule(t, lay(t, "-- Makefile --\nobj-m := a.o\n"+flags+"\n"+compat+"-- a.c --\n"+source), ktree.Options{NoCache: true})
		if got := strings.Join(functions(t, tree, "a.c"), " "); got != want {
			t.Errorf("%s: %s, want %s", flags, got, want)
		}
	}
}
