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

// BenchmarkRealOpenFirst is the first run with a cache to fill.
func BenchmarkRealOpenFirst(b *testing.B) {
	dir := kernel(b)
	for b.Loop() {
		if _, err := ktree.Open(b.Context(), dir, true, ktree.Options{CacheDir: b.TempDir()}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRealOpenWarm is a later run on a real kernel: nothing changed.
func BenchmarkRealOpenWarm(b *testing.B) {
	dir := kernel(b)
	o := ktree.Options{CacheDir: b.TempDir()}
	for range 2 {
		t, err := ktree.Open(b.Context(), dir, true, o)
		if err != nil {
			b.Fatal(err)
		}
		t.Mentioning("snd_pcm_period_elapsed")
		t.Close()
	}
	for b.Loop() {
		if _, err := ktree.Open(b.Context(), dir, true, o); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRealMentioning is the first question of a later run.
func BenchmarkRealMentioning(b *testing.B) {
	dir := kernel(b)
	o := ktree.Options{CacheDir: b.TempDir()}
	for i := 0; i < b.N+2; i++ {
		b.StopTimer()
		t, err := ktree.Open(b.Context(), dir, true, o)
		if err != nil {
			b.Fatal(err)
		}
		if i == 2 {
			b.ResetTimer()
		}
		b.StartTimer()
		t.Mentioning("snd_pcm_period_elapsed")
		b.StopTimer()
		t.Close()
	}
}
