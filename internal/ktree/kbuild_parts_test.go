package ktree_test

import (
	"testing"
	"time"

	"github.com/pcmlint/pcmlint/internal/ktree"
)

const inHeaders = `
-- Makefile --
VERSION = 6
PATCHLEVEL = 12
SUBLEVEL = 7
-- sound/Makefile --
obj-m += bare.o table.o coded.o
-- sound/bare.c --
#include "all.h"
-- sound/all.h --
#include "regs.h"
#include "rest.inc"
-- sound/regs.h --
#define REG 4
-- sound/rest.inc --
static irqreturn_t bare_irq(int irq, void *p) { snd_pcm_period_elapsed(p); return 0; }
-- sound/table.c --
#include <sound/pcm.h>
#include "table.h"
static int table_open(void) { return 0; }
-- sound/table.h --
#include "regs.h"
extern const struct snd_pcm_ops others_ops;
static const struct snd_pcm_ops table_ops = { .open = table_open };
-- sound/coded.c --
#include <sound/pcm.h>
#include "declares.h"
static int coded(void) { return 0; }
-- sound/declares.h --
struct snd_pcm_ops;
extern const struct snd_pcm_ops others_ops;
void set(struct snd_pcm_ops *ops);
-- net/stack.c --
#include "stack.h"
-- net/stack.h --
int depth;
`

// What a .c file includes is part of its module when the driver's code is in it, and only then.
func TestPartsOfSources(t *testing.T) {
	t.Parallel()
	tree := open(t, lay(t, inHeaders), ktree.Options{})
	equal(t, "elapsed", tree.With(ktree.HasElapsed), "sound/bare.c")
	equal(t, "ops", tree.With(ktree.HasOps), "sound/table.c")
	for file, want := range map[string][]string{
		"sound/bare.c":  {"sound/all.h", "sound/bare.c", "sound/regs.h", "sound/rest.inc"},
		"sound/table.c": {"sound/table.c", "sound/table.h"},
		"sound/coded.c": {"sound/coded.c"},
		"net/stack.c":   {"net/stack.c"},
	} {
		if mods := tree.Modules(file); len(mods) != 1 {
			t.Errorf("%s: %d modules", file, len(mods))
		} else {
			equal(t, "the module of "+file, mods[0].Files, want...)
		}
	}
	if got := names(tree.Modules("sound/rest.inc")); got != "bare" {
		t.Errorf("rest.inc is in %q, want bare", got)
	}
	if got := names(tree.Modules("sound/declares.h")); got != "" {
		t.Errorf("declares.h is in %q: it holds no code", got)
	}
	equal(t, "who mentions", tree.Mentioning("table_open"), "sound/table.c", "sound/table.h")
}

// A table that is typed into a header makes a part of it, and one that is taken out makes none of it any more.
func TestPartsFollowEdits(t *testing.T) {
	t.Parallel()
	tree := open(t, lay(t, inHeaders), ktree.Options{})
	tree.Modules("sound/coded.c")
	with := tree.Update("sound/declares.h", []byte("static const struct snd_pcm_ops now_ops = { .open = coded };\n"))
	equal(t, "with a table", with.Modules("sound/coded.c")[0].Files, "sound/coded.c", "sound/declares.h")
	equal(t, "who mentions", with.Mentioning("now_ops"), "sound/declares.h")
	equal(t, "without one", with.Update("sound/declares.h", nil).Modules("sound/coded.c")[0].Files, "sound/coded.c")
	at := tree.At(map[string][]byte{"sound/all.h": []byte("int nothing;\n")})
	equal(t, "nothing left", at.With(ktree.HasElapsed))
}

// The index keeps what is known of headers: the next run reads none that is the same, and notices one that is not.
func TestIndexKeepsHeaders(t *testing.T) {
	t.Parallel()
	dir, cache := lay(t, inHeaders), t.TempDir()
	time.Sleep(2100 * time.Millisecond) // files change too shortly before else
	run := func() (*ktree.Tree, ktree.Stats) {
		tree := open(t, dir, ktree.Options{CacheDir: cache})
		tree.Mentioning("none")
		if _, err := tree.Summary("sound/table.h"); err != nil {
			t.Fatal(err)
		}
		tree.Close()
		return tree, tree.Stats()
	}
	run()
	if _, s := run(); s.Read != 0 || s.Scanned != 0 {
		t.Errorf("the second run looks again: %+v", s)
	}
	write(t, dir, "sound/table.h", "int gone;\n")
	tree, s := run()
	if s.Scanned != 1 {
		t.Errorf("one header changed: %+v", s)
	}
	equal(t, "ops", tree.With(ktree.HasOps))
}
