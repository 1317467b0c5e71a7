package kernelcheck

import (
	"context"
	"path"
	"testing"

	"github.com/pcmlint/pcmlint/internal/check"
)

// BenchmarkTree is a whole run over the kernel tree, with an empty and with a full cache.
func BenchmarkTree(b *testing.B) {
	root := tree(b, "6.12").dir
	b.Run("empty", func(b *testing.B) {
		for b.Loop() {
			runTree(b, root, check.Options{CacheDir: b.TempDir()})
		}
	})
	b.Run("full", func(b *testing.B) {
		o := check.Options{CacheDir: b.TempDir()}
		runTree(b, root, o)
		for b.Loop() {
			runTree(b, root, o)
		}
	})
}

func runTree(b *testing.B, root string, o check.Options) {
	b.Helper()
	if _, err := check.Run(context.Background(), []string{root}, o); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkKeystroke is what an editor does after each key: the open file is replaced and its driver judged anew.
func BenchmarkKeystroke(b *testing.B) {
	root := tree(b, "6.12").dir
	s, err := check.OpenSession(context.Background(), root, check.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for _, file := range []string{"sound/pci/ad1889.c", "sound/soc/sof/pcm.c", "sound/pci/hda/hda_intel.c", "sound/pci/rme9652/hdspm.c", "sound/usb/pcm.c"} {
		b.Run(path.Base(file), func(b *testing.B) {
			text, err := s.Source(file)
			if err != nil {
				b.Skip(err)
			}
			files := s.Drivers(file)
			for i := 0; b.Loop(); i++ {
				s.Update(file, append(text[:len(text):len(text)], []byte("\nstatic int typed;\n")[:1+i%18]...))
				if _, err := s.Check(context.Background(), files); err != nil {
					b.Fatal(err)
				}
			}
			s.Update(file, nil)
		})
	}
}
