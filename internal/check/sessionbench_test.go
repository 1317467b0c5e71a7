package check_test

import (
	"bytes"
	"context"
	"os"
	"path"
	"runtime"
	"runtime/pprof"
	"testing"

	"github.com/pcmlint/pcmlint/internal/check"
)

// BenchmarkSession measures an answer after an edit in the middle of a function, in drivers of Linux 6.12, with as
// little as possible around it: what the analysis costs of the language server's time.
func BenchmarkSession(b *testing.B) {
	tree := os.Getenv("PCMLINT_KERNEL")
	if tree == "" {
		b.Skip("PCMLINT_KERNEL names no tree")
	}
	ctx := context.Background()
	s, err := check.OpenSession(ctx, tree, check.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for _, file := range []string{
		"sound/pci/ad1889.c",
		"sound/sparc/amd7930.c",
		"sound/pci/rme9652/hdspm.c",
		"sound/pci/hda/hda_controller.c",
	} {
		b.Run(path.Base(file), func(b *testing.B) {
			text, err := s.Source(file)
			if err != nil {
				b.Fatal(err)
			}
			at := bytes.Index(text[len(text)/2:], []byte(";\n\t")) + len(text)/2 + 2
			files := s.Drivers(file)
			const typed = "\tsnd_pcm_period_elapsed(chip->substream);"
			n := 0
			for b.Loop() {
				n = (n + 1) % len(typed)
				s.Update(file, bytes.Join([][]byte{text[:at], []byte(typed[:n]), text[at:]}, nil))
				if _, err := s.Check(ctx, files); err != nil {
					b.Fatal(err)
				}
			}
			b.StopTimer()
			s.Update(file, text)
			if name := os.Getenv("PCMLINT_TEST_HEAP"); name != "" {
				runtime.GC()
				f, err := os.Create(name)
				if err != nil {
					b.Fatal(err)
				}
				_ = pprof.WriteHeapProfile(f)
				f.Close()
			}
		})
	}
}
