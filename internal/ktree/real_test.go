package ktree_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pcmlint/pcmlint/internal/ktree"
)

// kernel is a real kernel source, when this machine has one.
func kernel(t testing.TB) string {
	dir := os.Getenv("PCMLINT_KERNEL")
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			t.Skip(err)
		}
		dir = filepath.Join(cache, "pcmlint", "linux-source-6.12")
	}
	if _, err := os.Stat(filepath.Join(dir, "sound", "core", "pcm_native.c")); err != nil {
		t.Skip("no kernel source: ", err)
	}
	return dir
}

func TestRealTree(t *testing.T) {
	dir := kernel(t)
	root, isKernel := ktree.Find(filepath.Join(dir, "sound", "pci", "lola"))
	if !isKernel {
		t.Fatalf("Find: no kernel at %s", root)
	}
	start := time.Now()
	tree, err := ktree.Open(t.Context(), root, isKernel, ktree.Options{NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("open: %v, %s, %+v", time.Since(start), tree.KernelVersion(), tree.Stats())
	if p := tree.Problems(); len(p) != 0 {
		t.Errorf("Problems = %v", p)
	}

	start = time.Now()
	count := 0
	var implicit []string
	filepath.WalkDir(filepath.Join(root, "sound"), func(full string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || filepath.Ext(full) != ".c" {
			return err
		}
		p, _ := filepath.Rel(root, full)
		p = filepath.ToSlash(p)
		count++
		mods := tree.Modules(p)
		if len(mods) == 0 {
			t.Errorf("%s has no module", p)
		}
		for _, m := range mods {
			if !slices.Contains(m.Files, p) {
				t.Errorf("%s is not in its module %s %v", p, m.Name, m.Files)
			}
			if m.Implicit {
				implicit = append(implicit, p)
			}
		}
		return nil
	})
	t.Logf("modules of %d files: %v; implicit: %v", count, time.Since(start), implicit)
	if len(implicit) > count/100 {
		t.Errorf("%d of %d files are in no Kbuild", len(implicit), count)
	}
	start = time.Now()
	for _, p := range tree.With(ktree.HasElapsed | ktree.HasOps) {
		for _, m := range tree.Modules(p) {
			if m.Implicit {
				t.Logf("implicit: %s with %v", p, m.Files)
			}
		}
	}
	t.Logf("modules of PCM files: %v", time.Since(start))
	start = time.Now()
	if got := tree.Mentioning("lola_create_pcm"); !slices.Equal(got, []string{"sound/pci/lola/lola.c", "sound/pci/lola/lola_pcm.c"}) {
		t.Errorf("Mentioning = %v", got)
	}
	t.Logf("first mentioning of %d candidates: %v", len(tree.Candidates()), time.Since(start))
	equal(t, "Exporters", tree.Exporters("snd_pcm_period_elapsed"), "sound/core/pcm_lib.c")
	if got := show(tree.Modules("sound/pci/lola/lola_pcm.c")); !strings.HasPrefix(got, "snd-lola: sound/pci/lola/lola.c ") {
		t.Error(got)
	}
}

// Every #include of a PCM file that is in the tree is found, except what a build generates.
func TestRealIncludes(t *testing.T) {
	dir := kernel(t)
	tree, err := ktree.Open(t.Context(), dir, true, ktree.Options{NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	missing := map[string][]string{}
	count, lost := 0, 0
	for _, p := range tree.With(ktree.HasElapsed | ktree.HasOps | ktree.HasComponent) {
		s, err := tree.Summary(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, inc := range s.Includes {
			count++
			if _, ok := tree.Include(p, inc); !ok {
				lost++
				missing[inc.Path] = append(missing[inc.Path], p)
			}
		}
	}
	t.Logf("%d of %d includes not found", lost, count)
	for inc, from := range missing {
		t.Logf("  %s from %v", inc, from)
	}
	if lost > count/100 {
		t.Errorf("%d of %d includes not found", lost, count)
	}
}
