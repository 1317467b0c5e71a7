package ktree_test

import (
	"testing"

	"github.com/pcmlint/pcmlint/internal/ktree"
)

// BenchmarkRealOpenCold is the first run on a real kernel: every .c file is read.
func BenchmarkRealOpenCold(b *testing.B) {
	dir := kernel(b)
	for b.Loop() {
		if _, err := ktree.Open(b.Context(), dir, true, ktree.Options{NoCache: true}); err != nil {
			b.Fatal(err)
		}
	}
}
