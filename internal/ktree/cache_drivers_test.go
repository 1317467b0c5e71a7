package ktree_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/pcmlint/pcmlint/internal/ktree"
)

// walked is a tree with a list of its drivers.
func walked(t *testing.T) (root string, o ktree.Options) {
	t.Helper()
	root = lay(t, `
-- Makefile --
-- mm/Makefile --
obj-y += slab.o
-- mm/slab.c --
int kmalloc;
-- sound/Makefile --
obj-m += card.o
card-y := pcm.o hw.o
-- sound/pcm.c --
struct snd_pcm_ops ops;
-- sound/hw.c --
int hw;
-- sound/seq.c --
#include <sound/seq_kernel.h>
`)
	o = ktree.Options{CacheDir: t.TempDir()}
	tree := open(t, root, o)
	// The times of the files are those of now: what is looked at is whether they are older than the walk.
	tree.KeepDrivers("me", time.Now().Add(time.Hour), []string{"sound/pcm.c", "sound/hw.c"})
	return tree.Root(), o
}

func TestUnrelated(t *testing.T) {
	t.Parallel()
	root, o := walked(t)
	for file, want := range map[string]bool{
		"mm/slab.c":   true,
		"sound/seq.c": true,
		"sound/pcm.c": false,
		"sound/hw.c":  false,
		"sound/no.c":  false, // cannot be read
	} {
		if got := ktree.Unrelated(root, file, "me", o); got != want {
			t.Errorf("%s: %v, want %v", file, got, want)
		}
	}
	if ktree.Unrelated(root, "mm/slab.c", "another build", o) {
		t.Error("the list of another program is believed")
	}
	if ktree.Unrelated(root+"/mm", "slab.c", "me", o) || ktree.Unrelated(root, "mm/slab.c", "me", ktree.Options{NoCache: true}) {
		t.Error("answers without a list")
	}
}

func TestUnrelatedSeesChangesSinceTheWalk(t *testing.T) {
	t.Parallel()
	root, o := walked(t)
	later := time.Now().Add(2 * time.Hour)
	change := func(file, text string) {
		t.Helper()
		write(t, root, file, text)
		if err := os.Chtimes(filepath.Join(root, file), later, later); err != nil {
			t.Fatal(err)
		}
	}
	change("mm/slab.c", "int kmalloc, kfree;\n")
	if !ktree.Unrelated(root, "mm/slab.c", "me", o) {
		t.Error("an edit without a word of sound makes a file doubtful")
	}
	change("mm/slab.c", "#include \"../sound/pcm.c\"\n")
	if ktree.Unrelated(root, "mm/slab.c", "me", o) {
		t.Error("an #include of a driver is missed")
	}
	change("mm/slab.c", "void f(void) { snd_pcm_period_elapsed(0); }\n")
	if ktree.Unrelated(root, "mm/slab.c", "me", o) {
		t.Error("a file that became a driver is missed")
	}
	change("sound/Makefile", "obj-m += card.o\ncard-y := pcm.o hw.o seq.o\n")
	if ktree.Unrelated(root, "sound/seq.c", "me", o) {
		t.Error("a changed Makefile is missed")
	}
}

// TestFirstWalk: who comes while another walks a tree for the first time gets its answer.
func TestFirstWalk(t *testing.T) {
	t.Parallel()
	root := lay(t, "-- Makefile --\n-- mm/slab.c --\nint kmalloc;\n")
	o := ktree.Options{CacheDir: t.TempDir()}
	tree := open(t, root, o)
	root = tree.Root()
	done := ktree.FirstWalk(root, "me", o)
	answers := make(chan bool)
	for range 3 {
		go func() {
			ktree.FirstWalk(root, "me", o)()
			answers <- ktree.Unrelated(root, "mm/slab.c", "me", o)
		}()
	}
	time.Sleep(20 * time.Millisecond) // they are there by now, or come later: both must do
	tree.KeepDrivers("me", time.Now().Add(time.Hour), nil)
	done()
	for range 3 {
		if !<-answers {
			t.Error("no answer after the first walk")
		}
	}
	ktree.FirstWalk(root, "me", o)()
	ktree.FirstWalk(root, "me", ktree.Options{NoCache: true})()
}
