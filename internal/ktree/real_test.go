package ktree_test

import (
	"os"
	"path/filepath"
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

func TestRealTreeModules(t *testing.T) {
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
	start = time.Now()
	implicit := 0
	for _, p := range tree.With(ktree.HasSound) {
		mods := tree.Modules(p)
		if len(mods) == 0 {
			t.Errorf("%s: no module", p)
		}
		for _, m := range mods {
			if m.Implicit {
				implicit++
				if strings.HasPrefix(p, "sound/") {
					t.Logf("implicit: %s: %s %v", p, m.Name, m.Files)
				}
			}
		}
	}
	t.Logf("modules: %v, %d implicit", time.Since(start), implicit)
	for _, p := range []string{"sound/isa/opti9xx/opti92x-ad1848.c", "sound/pci/lola/lola_pcm.c", "sound/usb/6fire/pcm.c"} {
		for _, m := range tree.Modules(p) {
			t.Logf("%s: %+v", p, *m)
		}
	}
	start = time.Now()
	t.Logf("mentioning: %v %v", tree.Mentioning("lola_update"), time.Since(start))
	start = time.Now()
	t.Logf("mentioning: %v %v", tree.Mentioning("lola_create_pcm"), time.Since(start))
	t.Logf("exporters: %v", tree.Exporters("snd_pcm_period_elapsed"))
}
