package ktree_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// show writes modules as "name: files" in lines, with the marks + for built in and ? for implicit.
func show(mods []*ktree.Module) string {
	var lines []string
	for _, m := range mods {
		mark := ""
		if m.Builtin {
			mark += "+"
		}
		if m.Implicit {
			mark += "?"
		}
		lines = append(lines, fmt.Sprintf("%s%s: %s", m.Name, mark, strings.Join(m.Files, " ")))
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "\n")
}

// all shows the modules of all these files.
func all(tree *ktree.Tree, paths []string) string {
	var mods []*ktree.Module
	for _, p := range paths {
		mods = append(mods, tree.Modules(p)...)
	}
	return show(mods)
}

func TestKbuild(t *testing.T) {
	for _, c := range []struct {
		name, makefile string
		files          string // .c files that exist in d/, or from the root when they have a slash
		want           string
	}{
		{"single", "obj-m := a.o\n", "a", "a: d/a.c"},
		{"built in", "obj-y += a.o\nlib-y += b.o\n", "a b", "a+: d/a.c\nb+: d/b.c"},
		{"either", "obj-y += a.o\nobj-$(CONFIG_A) += a.o\n", "a", "a: d/a.c"},
		{"objs", "snd-a-objs := a.o b.o\nobj-$(CONFIG_SND_A) += snd-a.o\n", "a b", "snd-a: d/a.c d/b.c"},
		{"y", "obj-${CONFIG_A} += m.o\nm-y = a.o\nm-$(CONFIG_B) += b.o\nm-m += c.o", "a b c", "m: d/a.c d/b.c d/c.c"},
		{"built-in composite", "obj-y += m.o\nm-y = a.o b.o", "a b", "m+: d/a.c d/b.c"},
		{"continued", "m-objs := a.o \\\n\tb.o\\\n c.o # last\nobj-m += m.o", "a b c", "m: d/a.c d/b.c d/c.c"},
		{"CRLF", "m-objs := a.o \\\r\n\tb.o\r\nobj-m += m.o\r\n", "a b", "m: d/a.c d/b.c"},
		{"comment", "#obj-m += a.o\nobj-m += b.o # c.o\n", "b", "b: d/b.c"},
		{"levels", "obj-m += m.o\nm-y := a.o sub.o\nsub-objs := b.o deep.o\ndeep-y := c.o", "a b c", "m: d/a.c d/b.c d/c.c"},
		{"lists itself", "obj-m += m.o\nm-y := m.o b.o", "m b", "m: d/b.c d/m.c"},
		{"part listed as well", "obj-m += m.o a.o\nm-y := a.o b.o", "a b", "a: d/a.c\nm: d/a.c d/b.c"},
		{"shared part", "obj-m += m.o n.o\nm-y := a.o c.o\nn-y := b.o c.o", "a b c", "m: d/a.c d/c.c\nn: d/b.c d/c.c"},
		{"no such file", "obj-m += snd-a.o b.o", "b snd_a", "b: d/b.c\nsnd_a?: d/snd_a.c"},
		{"arms", "ifeq ($(CONFIG_A),y)\n obj-m += a.o\nelse ifdef X\nobj-m += b.o\nelse\nobj-m += c.o\nendif\n", "a b c",
			"a: d/a.c\nb: d/b.c\nc: d/c.c"},
		{"arms of a list", "ifdef A\nm-y := a.o\nelse\nm-y := b.o\nendif\nobj-m := m.o", "a b", "m: d/a.c d/b.c"},
		{"variable", "PARTS := a.o b.o\nNAME = m\nobj-m := $(NAME).o\n$(NAME)-objs := $(PARTS)\n", "a b", "m: d/a.c d/b.c"},
		{"substitution", "SRC = a.c b.c\nobj-m := m.o\nm-objs := $(SRC:.c=.o)", "a b", "m: d/a.c d/b.c"},
		{"pattern", "SRC = a.c b.c\nobj-m := m.o\nm-objs := ${SRC:%.c=%.o} $(patsubst %.c,%.o,c.c)", "a b c", "m: d/a.c d/b.c d/c.c"},
		{"another list", "core-y := a.o b.o\ncore-$(CONFIG_C) += c.o\nobj-m := m.o\nm-objs := $(core-y)", "a b c", "m: d/a.c d/b.c d/c.c"},
		{"objs-y", "obj-m := m.o\nm-objs-$(CONFIG_A) += a.o\nm-objs += b.o $(m-objs-y)", "a b", "m: d/a.c d/b.c"},
		{"subst", "obj-$(subst m,y,$(CONFIG_A)) += a.o\nm-$(if $(CONFIG_B),y,n) += b.o\nobj-m += m.o", "a b", "a: d/a.c\nm: d/b.c"},
		{"call", "m-$(call or,$(CONFIG_A), $(CONFIG_B)) += a.o\nobj-m += m.o", "a", "m: d/a.c"},
		{"if", "obj-m += m.o\nm-y += $(if $(CONFIG_A),a.o,b.o)", "a b", "m: d/a.c d/b.c"},
		{"addprefix", "obj-m += m.o\nm-y += $(addprefix sub/, a.o b.o) $(addsuffix .o,c)", "d/sub/a d/sub/b c", "m: d/c.c d/sub/a.c d/sub/b.c"},
		{"foreach", "obj-m += m.o\nm-y += $(foreach x,a b,sub/$(x).o)", "d/sub/a d/sub/b", "m: d/sub/a.c d/sub/b.c"},
		{"other folders", "obj-m += m.o\nm-y := a.o ../e/b.o sub/c.o", "a e/b d/sub/c", "m: d/a.c d/sub/c.c e/b.c"},
		{"src", "obj-m += m.o\nm-y := a.o $(src)/../e/b.o $(srctree)/f/c.o", "a e/b f/c", "m: d/a.c e/b.c f/c.c"},
		{"wildcard", "obj-m += m.o\nm-y := $(patsubst $(src)/%.c,%.o,$(wildcard $(src)/*.c))", "a b", "m: d/a.c d/b.c"},
		{"wildcard of folders", "SRC := $(wildcard $(src)/*/*.c) $(wildcard ../e/*.c)\nobj-m += m.o\nm-y := $(SRC:.c=.o)", "d/s/a d/t/b e/c d/d",
			"d?: d/d.c\nm: d/s/a.c d/t/b.c e/c.c"},
		{"wildcard spelled as its pattern", "S := $(wildcard $(src)/../e/*.c) $(wildcard $(src)/s/*/x.c)\nobj-m += m.o\n" +
			"m-y := $(patsubst $(src)/../e/%.c,../e/%.o,$(S:$(src)/%.c=%.o))", "e/b d/s/t/x", "m: d/s/t/x.c e/b.c"},
		{"find", "obj-m += m.o\nm-y := $(patsubst $(src)/%.c,%.o,$(shell find $(src)/ -type f -name '*.c'))", "a d/s/t/x", "m: d/a.c d/s/t/x.c"},
		{"ls", "obj-m += m.o\nm-y := $(patsubst %.c,%.o,$(shell ls -1 $(src)/a*.c $(src)/s/*.c))", "a1 b d/s/x", "b?: d/b.c\nm: d/a1.c d/s/x.c"},
		{"another command", "obj-m += m.o\nm-y := a.o $(shell git ls-files | grep c)", "a b", "b?: d/b.c\nm: d/a.c"},
		{"wildcard by name", "obj-m += m.o\nm-y := $(notdir $(patsubst %.c,%.o,$(wildcard $(src)/a?.c)))", "a1 a2 b", "b?: d/b.c\nm: d/a1.c d/a2.c"},
		{"single elsewhere", "obj-m += sub/a.o", "d/sub/a", "a: d/sub/a.c"},
		{"own recursion", "A = $(A) a.o\nB = $(C)\nC = $(B) b.o\nobj-m := $(A) $(B)", "a b", "a: d/a.c\nb: d/b.c"},
		{"tabs", "ifneq ($(KERNELRELEASE),)\n\tobj-m := m.o\n\tm-y := a.o\nelse\nall:\n\tobj-m := never.o\nendif", "a never",
			"m: d/a.c\nnever?: d/never.c"},
		{"rules", "obj-m := a.o\nall: obj-m := b.o\n%.o: %.c\n\tcc $<\n$(obj)/c.o: d.h\n", "a b", "a: d/a.c\nb?: d/b.c"},
		{"define", "define x\nobj-m := b.o\nendef\nobj-m := a.o", "a b", "a: d/a.c\nb?: d/b.c"},
		{"export", "export obj-m := a.o\noverride obj-m += b.o", "a b", "a: d/a.c\nb: d/b.c"},
		{"name from outside", "obj-m := $(TARGET).o\nfoo-objs := a.o b.o", "a b", "foo: d/a.c d/b.c"},
		{"unclosed", "obj-m := a.o $(foo\nobj-$(CONFIG += b.o", "a", "a: d/a.c"},
		{"dash in a name", "obj-$(CONFIG_A) += snd-usb-audio.o\nsnd-usb-audio-y := a.o", "a", "snd-usb-audio: d/a.c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "d/Makefile", c.makefile)
			var paths []string
			for _, f := range strings.Fields(c.files) {
				if !strings.Contains(f, "/") {
					f = "d/" + f
				}
				write(t, dir, f+".c", "")
				paths = append(paths, f+".c")
			}
			if got := all(open(t, dir, ktree.Options{NoCache: true}), paths); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestKbuildInclude(t *testing.T) {
	dir := lay(t, `
-- d/Makefile --
include $(src)/parts.mk
-include $(srctree)/e/more.mk
-include missing.mk loop.mk
obj-m := m.o
-- d/parts.mk --
m-y := a.o
include $(src)/parts.mk
-- d/loop.mk --
m-y += c.o
include $(src)/Makefile
-- e/more.mk --
m-y += b.o
-- d/Kbuild --
obj-m += k.o
-- d/a.c --
-- d/b.c --
-- d/c.c --
-- d/k.c --
`)
	tree := open(t, dir, ktree.Options{NoCache: true})
	if got, want := all(tree, []string{"d/a.c", "d/b.c", "d/c.c", "d/k.c"}), "k: d/k.c\nm: d/a.c d/b.c d/c.c"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestImplicitModules(t *testing.T) {
	dir := lay(t, `
-- d/a.c --
int shared(void) { return 1; }
-- d/b.c --
static int own(void) { return shared(); }
-- d/c.c --
static int shared(void) { return 1; }
-- d/own.c --
static int own(void) { return 2; }
-- d/main.c --
#include "part.c"
-- d/part.c --
#include "part_of_part.c"
static int part(void) { return far(); }
-- d/part_of_part.c --
-- d/far.c --
int far(void) { return 0; }
-- d/ring1.c --
#include "ring2.c"
-- d/ring2.c --
#include "ring1.c"
`)
	tree := open(t, dir, ktree.Options{NoCache: true})
	for p, want := range map[string]string{
		"d/a.c":            "a?: d/a.c d/b.c d/c.c",
		"d/b.c":            "a?: d/a.c d/b.c d/c.c",
		"d/own.c":          "own?: d/own.c",
		"d/main.c":         "far?: d/far.c d/main.c d/part.c d/part_of_part.c",
		"d/part_of_part.c": "far?: d/far.c d/main.c d/part.c d/part_of_part.c",
		"d/ring1.c":        "ring1?: d/ring1.c d/ring2.c",
		"d/ring2.c":        "ring1?: d/ring1.c d/ring2.c",
	} {
		if got := show(tree.Modules(p)); got != want {
			t.Errorf("Modules(%s):\n got %s\nwant %s", p, got, want)
		}
	}
}

func TestIncludedC(t *testing.T) {
	dir := lay(t, `
-- d/Makefile --
obj-m += one.o two.o
-- d/one.c --
#include "body.c"
-- d/two.c --
#  include "body.c"
#include "../e/far.c"
/* #include "not.c" */
-- d/body.c --
-- d/not.c --
-- e/far.c --
#include "near.c"
-- e/near.c --
-- e/Makefile --
-- f/stub.c --
#include "../e/near.c"
`)
	tree := open(t, dir, ktree.Options{NoCache: true})
	for p, want := range map[string]string{
		"d/body.c": "one: d/body.c d/one.c\ntwo: d/body.c d/two.c e/far.c e/near.c",
		"d/not.c":  "not?: d/not.c",
		"e/far.c":  "two: d/body.c d/two.c e/far.c e/near.c",
		"e/near.c": "stub?: e/near.c f/stub.c\ntwo: d/body.c d/two.c e/far.c e/near.c",
		"f/stub.c": "stub?: e/near.c f/stub.c",
	} {
		if got := show(tree.Modules(p)); got != want {
			t.Errorf("Modules(%s):\n got %s\nwant %s", p, got, want)
		}
	}
}

func TestInclude(t *testing.T) {
	dir := lay(t, `
-- Makefile --
-- include/sound/pcm.h --
-- include/linux/both.h --
-- include/uapi/sound/asound.h --
-- include/asm-generic/gen.h --
-- arch/x86/include/asm/irq.h --
-- arch/arm/include/asm/irq.h --
-- arch/arm/include/asm/arm.h --
-- arch/arm/x.c --
-- d/Makefile --
ccflags-y := -I $(srctree)/lib/inc -I$(src)/own -DX="-Inot" -Idrivers/abs
ccflags-$(CONFIG_Y) += -I$(srctree)/$(src)/../e
CFLAGS_x.o := -I$(src)/x
subdir-ccflags-y += -I$(src)/forall
EXTRA_CFLAGS += -I$(PWD)/extra
obj-m := x.o
-- d/x.c --
-- d/y.c --
-- d/local.h --
-- d/own/own.h --
-- d/own/linux/both.h --
-- d/x/x.h --
-- d/extra/extra.h --
-- d/sub/z.c --
-- d/forall/all.h --
-- lib/inc/lib.h --
-- drivers/abs/abs.h --
-- e/e.h --
`)
	tree := open(t, dir, ktree.Options{NoCache: true})
	for _, c := range []struct{ from, inc, want string }{
		{"d/x.c", "<sound/pcm.h>", "include/sound/pcm.h"},
		{"d/x.c", `"sound/pcm.h"`, "include/sound/pcm.h"},
		{"d/x.c", "<sound/asound.h>", "include/uapi/sound/asound.h"},
		{"d/x.c", "<linux/both.h>", "include/linux/both.h"},
		{"d/x.c", `"local.h"`, "d/local.h"},
		{"d/x.c", "<local.h>", ""},
		{"d/x.c", `"../e/e.h"`, "e/e.h"},
		{"d/x.c", `"e.h"`, "e/e.h"},
		{"d/x.c", `"own.h"`, "d/own/own.h"},
		{"d/x.c", `"lib.h"`, "lib/inc/lib.h"},
		{"d/x.c", `"abs.h"`, "drivers/abs/abs.h"},
		{"d/x.c", `"extra.h"`, "d/extra/extra.h"},
		{"d/x.c", `"x.h"`, "d/x/x.h"},
		{"d/y.c", `"x.h"`, ""},
		{"d/local.h", `"x.h"`, "d/x/x.h"},
		{"d/sub/z.c", `"all.h"`, "d/forall/all.h"},
		{"d/sub/z.c", `"own.h"`, ""},
		{"d/x.c", "<asm/irq.h>", "arch/x86/include/asm/irq.h"},
		{"arch/arm/x.c", "<asm/irq.h>", "arch/arm/include/asm/irq.h"},
		{"d/x.c", "<asm/arm.h>", "arch/arm/include/asm/arm.h"},
		{"d/x.c", "<asm/gen.h>", "include/asm-generic/gen.h"},
		{"d/x.c", "<nowhere.h>", ""},
		{"d/x.c", `"../../outside.h"`, ""},
		{"d/x.c", `"/etc/passwd"`, ""},
	} {
		inc := cparse.Include{Path: strings.Trim(c.inc, `<>"`), System: c.inc[0] == '<'}
		if got, ok := tree.Include(c.from, inc); got != c.want && ok || ok != (c.want != "") {
			t.Errorf("Include(%s, %s) = %s, %v, want %q", c.from, c.inc, got, ok, c.want)
		}
	}
}
