package ktree

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestPrune(t *testing.T) {
	root := t.TempDir()
	c := openCache(&base{opt: Options{CacheDir: root}})
	c.wrote.Store(1)
	at := func(i int) string { return filepath.Join(c.dir, fmt.Sprint(i, packSuffix)) }
	for i := range 10 {
		if err := writeFile(at(i), make([]byte, 100)); err != nil {
			t.Fatal(err)
		}
		old := time.Now().Add(-time.Duration(i) * time.Hour)
		os.Chtimes(at(i), old, old)
	}
	stale := filepath.Join(root, "facts-v0-old", "x")
	recent := filepath.Join(root, "mine.txt")
	for _, p := range []string{stale, recent} {
		if err := writeFile(p, nil); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-2 * staleAfter)
	os.Chtimes(filepath.Dir(stale), long, long)
	os.Chtimes(recent, long, long)

	c.pruneTo(800, time.Hour) // 1000 bytes: the oldest go until 600 are left
	left := ""
	for i := range 10 {
		if _, err := os.Stat(at(i)); err == nil {
			left += fmt.Sprint(i)
		}
	}
	if left != "012345" {
		t.Errorf("left: %s", left)
	}
	if _, err := os.Stat(stale); err == nil {
		t.Error("packs of an old version are still there")
	}
	if _, err := os.Stat(recent); err != nil {
		t.Error("a file that is none of ours was removed")
	}

	c.pruneTo(0, time.Hour) // not twice within the hour
	if _, err := os.Stat(at(0)); err != nil {
		t.Error("pruned again at once")
	}
}
