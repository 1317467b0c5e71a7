package ktree_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/pcmlint/pcmlint/internal/ktree"
)

// lay writes the files of an archive below a new folder and returns it.
func lay(t testing.TB, archive string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		write(t, dir, f.Name, string(f.Data))
	}
	age(t, dir)
	return dir
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// age makes all files old. Their change time stays young, so an index made at once does not trust them yet.
func age(t testing.TB, dir string) {
	t.Helper()
	old := time.Now().Add(-time.Hour)
	filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		return os.Chtimes(p, old, old)
	})
}

func open(t testing.TB, dir string, o ktree.Options) *ktree.Tree {
	t.Helper()
	if o.CacheDir == "" {
		o.CacheDir = t.TempDir()
	}
	tree, err := ktree.Open(context.Background(), dir, true, o)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func equal(t testing.TB, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

const sample = `
-- Makefile --
VERSION = 6
PATCHLEVEL = 12
SUBLEVEL = 7
EXTRAVERSION =
-- Kbuild --
obj-y += sound/
-- include/sound/pcm.h --
struct snd_pcm_ops { int x; };
-- sound/Makefile --
obj-$(CONFIG_SND_A) += snd-a.o
snd-a-objs := a.o irq.o
-- sound/a.c --
#include <sound/pcm.h>
static const struct snd_pcm_ops a_ops = { .x = 1 };
int a_probe(void) { int err = a_request(); if (err < 0) return err; return a_register(&a_ops); }
-- sound/irq.c --
int a_request(void) { int irq = platform_get_irq(card->dev, 0); card->sync_irq = irq; snd_pcm_period_elapsed(s); return 0; }
EXPORT_SYMBOL_GPL(a_request);
-- sound/plain.c --
int plain(void) { return 0; }
-- drivers/none.c --
int none(void) { return a_request(); }
EXPORT_SYMBOL ( none );
EXPORT_SYMBOL_NS(none_too, SPACE);
NOT_EXPORT_SYMBOL(never);
-- .hidden/snd.c --
int snd_hidden;
-- sound/.#lock.c --
int snd_hidden;
`

func TestFind(t *testing.T) {
	dir := lay(t, sample)
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"", "sound", "sound/a.c", "include/sound"} {
		if root, kernel := ktree.Find(filepath.Join(dir, p)); root != real || !kernel {
			t.Errorf("Find(%q) = %s, %v", p, root, kernel)
		}
	}
	// An architecture can have the landmarks of a tree.
	for _, f := range []string{"Makefile", "Kconfig", "include/linux/x.h", "scripts/x", "drivers/x.c"} {
		write(t, dir, "arch/um/"+f, "")
	}
	if root, kernel := ktree.Find(filepath.Join(dir, "arch/um/drivers/x.c")); root != real || !kernel {
		t.Errorf("Find below arch/um = %s, %v", root, kernel)
	}
	// Alone, it is a tree.
	um := lay(t, "-- um/Makefile --\n-- um/Kconfig --\n-- um/include/linux/x.h --\n-- um/scripts/x --\n-- um/drivers/x.c --\n")
	um, _ = filepath.EvalSymlinks(um)
	if root, kernel := ktree.Find(filepath.Join(um, "um/drivers")); root != filepath.Join(um, "um") || !kernel {
		t.Errorf("Find in a tree without sound = %s, %v", root, kernel)
	}
	out := lay(t, "-- drv/x.c --\n-- drv/Makefile --\nobj-m := x.o\n")
	out, _ = filepath.EvalSymlinks(out)
	for _, p := range []string{"drv", "drv/x.c"} {
		if root, kernel := ktree.Find(filepath.Join(out, p)); root != filepath.Join(out, "drv") || kernel {
			t.Errorf("Find(%q) = %s, %v", p, root, kernel)
		}
	}
}

func TestOpen(t *testing.T) {
	tree := open(t, lay(t, sample), ktree.Options{})
	if v := tree.KernelVersion(); v != "6.12.7" {
		t.Errorf("KernelVersion = %q", v)
	}
	equal(t, "With(HasSound)", tree.With(ktree.HasSound), "sound/a.c", "sound/irq.c")
	equal(t, "With(HasElapsed|HasSyncIRQ)", tree.With(ktree.HasElapsed|ktree.HasSyncIRQ), "sound/irq.c")
	equal(t, "With(HasOps)", tree.With(ktree.HasOps), "sound/a.c")
	equal(t, "Exporters(a_request)", tree.Exporters("a_request"), "sound/irq.c")
	equal(t, "Exporters(none)", tree.Exporters("none"), "drivers/none.c")
	equal(t, "Exporters(none_too)", tree.Exporters("none_too"), "drivers/none.c")
	equal(t, "Exporters(never)", tree.Exporters("never"))
	if f := tree.Flags("sound/irq.c"); f != ktree.HasSound|ktree.HasElapsed|ktree.HasSyncIRQ|ktree.HasExport {
		t.Errorf("Flags(irq.c) = %b", f)
	}
	// plain.c counts: it lies beside PCM code. none.c does not.
	equal(t, "Mentioning(a_request)", tree.Mentioning("a_request"), "sound/a.c", "sound/irq.c")
	equal(t, "Mentioning(plain)", tree.Mentioning("plain"), "sound/plain.c")
	equal(t, "Mentioning(none)", tree.Mentioning("none"))
	if !tree.Mentions("drivers/none.c", "a_request") || tree.Mentions("drivers/none.c", "a_probe") {
		t.Error("Mentions is wrong about none.c")
	}
	for p, want := range map[string]bool{"sound/a.c": true, "include/sound/pcm.h": true, "sound/b.c": false, "sound": false,
		"../x": false, "/etc/passwd": false, "": false} {
		if tree.Exists(p) != want {
			t.Errorf("Exists(%q) = %v", p, !want)
		}
	}
	if _, err := tree.Source("../../etc/passwd"); err == nil {
		t.Error("Source reads outside of the tree")
	}
	f, err := tree.Facts("sound/irq.c")
	if err != nil || f.Path != "sound/irq.c" || len(f.Funcs) != 1 || f.Funcs[0].Name != "a_request" {
		t.Errorf("Facts = %+v, %v", f, err)
	}
	if g, _ := tree.Facts("sound/irq.c"); g != f {
		t.Error("Facts parses twice")
	}
	if p := tree.Problems(); len(p) != 0 {
		t.Errorf("Problems = %v", p)
	}
}

func TestOpenErrors(t *testing.T) {
	dir := lay(t, sample)
	for _, p := range []string{filepath.Join(dir, "nothing"), filepath.Join(dir, "Makefile")} {
		if _, err := ktree.Open(context.Background(), p, true, ktree.Options{NoCache: true}); err == nil {
			t.Errorf("Open(%s) works", p)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := ktree.Open(ctx, dir, true, ktree.Options{NoCache: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestCancelDuringWalk(t *testing.T) {
	dir := t.TempDir()
	for i := range 400 {
		write(t, dir, "d"+strings.Repeat("x", i%20)+"/e"+strings.Repeat("y", i/20)+"/f.c", "int snd_x;\n")
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var once sync.Once
	_, err := ktree.Open(ctx, dir, false, ktree.Options{NoCache: true, Progress: func(string, int, int) { once.Do(cancel) }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
}

func TestOddFiles(t *testing.T) {
	dir := lay(t, sample)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Symlink("..", filepath.Join(dir, "sound", "loop")))
	must(os.Symlink("a.c", filepath.Join(dir, "sound", "link.c")))
	must(os.Symlink("gone.c", filepath.Join(dir, "sound", "dangling.c")))
	if err := mkfifo(filepath.Join(dir, "sound", "fifo.c")); errors.Is(err, errors.ErrUnsupported) {
		t.Skip(err)
	} else {
		must(err)
	}
	must(os.Mkdir(filepath.Join(dir, "sound", "folder.c"), 0o777))
	write(t, dir, "sound/binary.c", "snd_\x00\x01")
	write(t, dir, "sound/empty.c", "")
	big, err := os.Create(filepath.Join(dir, "sound", "big.c"))
	must(err)
	must(big.Truncate(17 << 20))
	must(big.Close())
	tree := open(t, dir, ktree.Options{})
	equal(t, "With(HasSound)", tree.With(ktree.HasSound), "sound/a.c", "sound/irq.c")
	s := tree.Stats()
	if s.Skipped["symlink"] != 2 || s.Skipped["special file"] != 1 || len(s.Skipped) != 2 {
		t.Errorf("Skipped = %v", s.Skipped)
	}
	var told []string
	for _, x := range tree.Skipped() {
		told = append(told, x.Path)
	}
	equal(t, "Skipped", told, "sound/dangling.c", "sound/fifo.c")
	if got := tree.RealName("sound/link.c"); got != "sound/a.c" {
		t.Errorf("link.c is %s", got)
	}
	if p := tree.Problems(); s.Files != 6 || len(p) != 1 || p[0].Path != "sound/big.c" {
		t.Errorf("Stats = %+v, Problems = %v", s, tree.Problems())
	}
	if len(tree.Modules("sound/empty.c")) != 1 {
		t.Error("an empty file has no module")
	}
}

func TestUnreadable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root can read everything")
	}
	dir := lay(t, sample)
	for _, p := range []string{"drivers", "sound/irq.c"} {
		full := filepath.Join(dir, p)
		os.Chmod(full, 0)
		defer os.Chmod(full, 0o777)
	}
	var got []string
	for _, p := range open(t, dir, ktree.Options{}).Problems() {
		got = append(got, p.Path)
	}
	equal(t, "Problems", got, "drivers", "sound/irq.c")
}

func TestVanished(t *testing.T) {
	dir := lay(t, sample)
	tree := open(t, dir, ktree.Options{})
	if err := os.RemoveAll(filepath.Join(dir, "sound")); err != nil {
		t.Fatal(err)
	}
	if _, err := tree.Facts("sound/a.c"); err == nil {
		t.Error("Facts of a file that is gone")
	}
	// What the walk has read, the tree still knows.
	equal(t, "Mentioning", tree.Mentioning("a_request"), "sound/a.c", "sound/irq.c")
	tree.Modules("sound/a.c")
	tree.Prefetch([]string{"sound/a.c", "sound/irq.c", "nothing.c"})
	tree.Close()
}

func TestOverlay(t *testing.T) {
	dir := lay(t, sample)
	cache := t.TempDir()
	text := map[string][]byte{
		"sound/a.c":   []byte("int a_probe(void) { return 7; }\nEXPORT_SYMBOL(a_probe);\n"),
		"sound/new.c": []byte("int fresh(void) { return snd_pcm_period_elapsed(a_request); }\n"),
	}
	tree := open(t, dir, ktree.Options{CacheDir: cache, Overlay: text})
	equal(t, "With(HasSound)", tree.With(ktree.HasSound), "sound/irq.c", "sound/new.c")
	equal(t, "Mentioning(a_request)", tree.Mentioning("a_request"), "sound/irq.c", "sound/new.c")
	equal(t, "Exporters(a_probe)", tree.Exporters("a_probe"), "sound/a.c")
	if f, err := tree.Facts("sound/a.c"); err != nil || len(f.Funcs) != 1 || int(f.Size) != len(text["sound/a.c"]) {
		t.Errorf("Facts = %+v, %v", f, err)
	}
	if m := tree.Modules("sound/new.c"); len(m) != 1 || !m[0].Implicit {
		t.Errorf("Modules(new.c) = %v", m)
	}
	tree.Close()

	plain := open(t, dir, ktree.Options{CacheDir: cache})
	equal(t, "on disk", plain.With(ktree.HasSound), "sound/a.c", "sound/irq.c")
	equal(t, "on disk", plain.Mentioning("a_request"), "sound/a.c", "sound/irq.c")
}

func TestUpdate(t *testing.T) {
	dir := lay(t, sample)
	t0 := open(t, dir, ktree.Options{})
	equal(t, "before", t0.Mentioning("a_request"), "sound/a.c", "sound/irq.c")
	t1 := t0.Update("sound/a.c", []byte("int a_probe(void) { snd_pcm_period_elapsed(0); }\n"))
	equal(t, "after", t1.Mentioning("a_request"), "sound/irq.c")
	equal(t, "elapsed", t1.With(ktree.HasElapsed), "sound/a.c", "sound/irq.c")
	equal(t, "the old tree", t0.With(ktree.HasElapsed), "sound/irq.c")
	if names(t1.Modules("sound/a.c")) != "snd-a" {
		t.Errorf("Modules = %v", names(t1.Modules("sound/a.c")))
	}
	t2 := t1.Update("sound/Makefile", []byte("obj-m := other.o\nother-y := a.o plain.o\n"))
	if names(t2.Modules("sound/plain.c")) != "other" || names(t2.Modules("sound/a.c")) != "other" {
		t.Errorf("a changed Makefile: %v", names(t2.Modules("sound/plain.c")))
	}
	t3 := t2.Update("sound/plain.c", []byte(`#include "irq.c"`+"\n"))
	if names(t3.Modules("sound/irq.c")) != "other" {
		t.Errorf("a new #include: %v", names(t3.Modules("sound/irq.c")))
	}
	t4 := t1.Update("sound/a.c", nil)
	equal(t, "back again", t4.Mentioning("a_request"), "sound/a.c", "sound/irq.c")
	// A file that becomes PCM code makes its folder count.
	t5 := t0.Update("drivers/pcm.c", []byte("struct snd_pcm_ops x;\n"))
	equal(t, "a new PCM folder", t5.Mentioning("none"), "drivers/none.c")
}

func names(mods []*ktree.Module) string {
	var list []string
	for _, m := range mods {
		list = append(list, m.Name)
	}
	return strings.Join(list, " ")
}

func TestExists(t *testing.T) {
	dir := lay(t, "-- sound/a.c --\n-- sound/a.h --\n-- sound/.hidden/h.h --\n-- sound/Makefile --\n")
	for link, to := range map[string]string{"sound/link.h": "a.h", "sound/gone.h": "nowhere.h", "linked": "sound"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "sound/bin.c"), make([]byte, 100), 0o666); err != nil {
		t.Fatal(err)
	}
	tree := open(t, dir, ktree.Options{NoCache: true})
	for p, want := range map[string]bool{
		"sound/a.c": true, "sound/a.h": true, "sound/Makefile": true, "sound/.hidden/h.h": true, "sound/link.h": true,
		"linked/a.h": true, "sound/bin.c": true, "sound/gone.h": false, "sound/b.c": false, "sound/b.h": false, "sound": false,
		"sound/": false, "": false, "nowhere/a.h": false, "nowhere/else/a.h": false, "../" + filepath.Base(dir) + "/sound/a.h": false,
		"/sound/a.h": false, "sound//a.h": true, "sound/../sound/a.h": true, "sound/a.h/b.h": false,
	} {
		if got := tree.Exists(p); got != want {
			t.Errorf("Exists(%q) = %v, want %v", p, got, want)
		}
	}
}
