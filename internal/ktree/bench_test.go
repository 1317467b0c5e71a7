package ktree_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

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

// generated is a tree of many small folders: some sound drivers, mostly others.
func generated(b *testing.B) string {
	dir := b.TempDir()
	write(b, dir, "Makefile", "VERSION = 6\nPATCHLEVEL = 12\n")
	write(b, dir, "include/sound/pcm.h", "")
	filler := strings.Repeat("\tread_value(dev, index + %d); /* neither sound nor export */\n", 200)
	for i := range 100 {
		sub := fmt.Sprintf("drivers/d%d", i)
		write(b, dir, sub+"/Makefile", "obj-m += one.o\none-y := f0.o f1.o\n")
		for j := range 20 {
			text := filler
			if i%20 == 0 {
				text += "struct snd_pcm_ops ops;\nEXPORT_SYMBOL(ops);\n"
			}
			write(b, dir, fmt.Sprintf("%s/f%d.c", sub, j), text)
		}
	}
	return dir
}

func BenchmarkOpenCold(b *testing.B) {
	dir := generated(b)
	for b.Loop() {
		open(b, dir, ktree.Options{NoCache: true})
	}
}

func BenchmarkOpenWarm(b *testing.B) {
	dir := generated(b)
	time.Sleep(2100 * time.Millisecond) // until the files' times can be trusted
	o := ktree.Options{CacheDir: b.TempDir()}
	open(b, dir, o).Close()
	for b.Loop() {
		open(b, dir, o)
	}
}

// BenchmarkUpdate is what one keystroke in an editor costs here.
func BenchmarkUpdate(b *testing.B) {
	tree := open(b, generated(b), ktree.Options{NoCache: true})
	tree.Mentioning("ops")
	tree.Modules("drivers/d0/f0.c")
	text, err := tree.Source("drivers/d0/f0.c")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		t := tree.Update("drivers/d0/f0.c", text)
		t.Modules("drivers/d0/f0.c")
		t.Mentioning("ops")
	}
}
