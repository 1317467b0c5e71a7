package ktree

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/cparse"
)

// FuzzKbuild feeds the Kbuild parser anything: it must end, soon, and name nothing outside of the tree.
func FuzzKbuild(f *testing.F) {
	for _, s := range []string{
		"obj-$(CONFIG_A) += a.o\na-objs := b.o \\\n\tc.o\n",
		"A = $(A)$(B)\nB = $(A:.o=.c) $(B)\nobj-y := $(A)",
		"include $(src)/Makefile\nobj-m := $(addprefix $(src)/../,a.o)",
		"X := a b c d\nY := $(foreach x,$(X),$(foreach y,$(X),$(x)$(y).o))\nobj-m := $(Y)$(Y)$(Y)",
		"ccflags-y := -I -I$(src) -I$(srctree)/../..\ndefine x\nendef\nobj-$($($(x)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		k := parseKbuild("d", []string{"Makefile"}, oneText(text))
		for _, o := range k.objects() {
			for _, name := range append(k.parts(o.word), o.word) {
				if p, ok := k.objectPath(name); ok && !local(p) {
					t.Errorf("object %q is at %q", name, p)
				}
			}
		}
		k.composites()
		k.includeDirs("ccflags-*")
	})
}

// FuzzIndex feeds the index any block, its checksum left out.
func FuzzIndex(f *testing.F) {
	b := &base{root: "/r", index: &index{}, folders: map[string]*folder{
		".": {path: ".", files: []*file{{name: "a.c", found: found{flags: HasSound, exports: []string{"x"}}}}},
		"d": {path: "d", build: []*file{{name: "Makefile"}}, files: []*file{{name: "b.c", found: found{includes: []string{"c.c"}}}}},
	}}
	s := cparse.Scan([]byte("#include <x.h>\n#define A b\nint f(void) { return g(); }\n"))
	b.folders["."].files[0].summary.Store(&s)
	b.folders["."].files[0].keep.Store(true)
	f.Add(b.packIndex())
	f.Fuzz(func(t *testing.T, data []byte) {
		x := splitIndex(data, "/r")
		if x == nil {
			return
		}
		for _, dir := range []string{".", "d", "e"} {
			for _, name := range []string{"Makefile", "a.c", "b.c"} {
				if e, ok := x.folder(dir).find(name); ok {
					var f file
					e.fill(&f)
					unpackSummary(f.packed)
				}
			}
		}
	})
}

var (
	alsaUse  = regexp.MustCompile(`(?:^|\W)struct[ \t\n]+snd_|(?:^|[^>.\w])snd_\w*[ \t]*\(|[^-]>snd_\w*[ \t]*\(|^>snd_\w*[ \t]*\(`)
	alsaWord = regexp.MustCompile(`snd_pcm_period_elapsed|snd_pcm_ops|snd_soc_component_driver|snd_dmaengine_pcm_trigger`)
)

// speaksOfSound is what HasSound is meant to say.
func speaksOfSound(text string) bool {
	if strings.Contains(text, "snd_") && (strings.Contains(text, "sync_irq") || alsaWord.MatchString(text) || alsaUse.MatchString(text)) {
		return true
	}
	return strings.Contains(text[:min(len(text), includeHead)], "<sound/")
}

// FuzzSearch compares the search with what it is meant to find.
func FuzzSearch(f *testing.F) {
	f.Add("int snd_x;\nEXPORT_SYMBOL(snd_x);\n#include \"a.c\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		r := searchC([]byte(text))
		if got, want := r.flags&HasSound != 0, speaksOfSound(text); got != want {
			t.Errorf("HasSound = %v", got)
		}
		searchKbuild([]byte(text))
		for _, p := range r.includes {
			if !strings.HasSuffix(p, ".c") || strings.ContainsAny(p, "\"<>\n") {
				t.Errorf("includes %q", p)
			}
		}
		if slices.Contains(r.exports, "") {
			t.Error("an export without a name")
		}
	})
}

// oneText is surroundings in which every file has the same text.
type oneText string

func (x oneText) readBuild(string) ([]byte, bool) { return []byte(x), true }
func (x oneText) match(string) []string           { return []string{"d/a.c", "b.c"} }
func (x oneText) above(dir string) string         { return dir }
