package ktree_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/pcmlint/pcmlint/internal/ktree"
)

// use opens a tree, asks what fills the cache, and closes it.
func use(t testing.TB, dir, cache string) *ktree.Tree {
	t.Helper()
	tree := open(t, dir, ktree.Options{CacheDir: cache})
	tree.Mentioning("a_request")
	look(tree)
	tree.Close()
	return tree
}

// look reads what functions do.
func look(tree *ktree.Tree) {
	tree.Prefetch([]string{"sound/a.c", "sound/irq.c", "include/sound/pcm.h"})
	for _, p := range []string{"sound/a.c", "sound/irq.c"} {
		if f, err := tree.Facts(p); err == nil {
			for i := range f.Funcs {
				f.Funcs[i].Read()
			}
		}
	}
}

// settled is a tree whose files changed long enough ago to be trusted.
func settled(t testing.TB) string {
	t.Helper()
	dir := lay(t, sample)
	time.Sleep(2100 * time.Millisecond)
	return dir
}

func cacheFiles(t testing.TB, cache string) []string {
	t.Helper()
	var list []string
	filepath.WalkDir(cache, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && d.Name() != "pruned" {
			list = append(list, p)
		}
		return nil
	})
	return list
}

func TestCache(t *testing.T) {
	t.Parallel()
	dir, cache := settled(t), t.TempDir()
	first := use(t, dir, cache).Stats()
	if first.Read == 0 || first.Parsed != 3 || first.Items != 2 || first.Scanned == 0 {
		t.Errorf("first run: %+v", first)
	}
	second := use(t, dir, cache).Stats()
	if second.Read != 0 || second.Searched != 0 || second.Items != 0 || second.Kept != 2 || second.Scanned != 0 {
		t.Errorf("second run: %+v", second)
	}
	before := cacheFiles(t, cache)
	if len(before) != 2 { // the index and one pack
		t.Errorf("cache: %v", before)
	}

	t.Run("damaged", func(t *testing.T) {
		for _, damage := range []func(data []byte) []byte{
			func(data []byte) []byte { return nil },
			func(data []byte) []byte { return data[:len(data)/2] },
			func(data []byte) []byte { data[len(data)-1] ^= 1; return data },
			func(data []byte) []byte { data[9] ^= 0x80; return data },
			func(data []byte) []byte { data[0] = 'X'; return data },
			func(data []byte) []byte { return append(data, 0) },
		} {
			for _, p := range cacheFiles(t, cache) {
				data, err := os.ReadFile(p)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(p, damage(data), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			tree := use(t, dir, cache)
			if s := tree.Stats(); s.Items == 0 || s.Read != first.Read || s.Scanned != first.Scanned {
				t.Errorf("after damage: %+v", s)
			}
			equal(t, "after damage", tree.Mentioning("a_request"), "sound/a.c", "sound/irq.c")
			if s := use(t, dir, cache).Stats(); s.Items != 0 || s.Read != 0 {
				t.Errorf("not mended: %+v", s)
			}
		}
	})

	t.Run("changed", func(t *testing.T) {
		write(t, dir, "sound/plain.c", "int plain(void) { return a_request(); }\n")
		tree := use(t, dir, cache)
		if s := tree.Stats(); s.Read != 1 || s.Scanned != 1 {
			t.Errorf("one file changed: %+v", s)
		}
		equal(t, "changed", tree.Mentioning("a_request"), "sound/a.c", "sound/irq.c", "sound/plain.c")
		if err := os.Remove(filepath.Join(dir, "sound", "plain.c")); err != nil {
			t.Fatal(err)
		}
		equal(t, "removed", use(t, dir, cache).Mentioning("a_request"), "sound/a.c", "sound/irq.c")
	})
}

// A file that is rewritten at once, as long as before and with its old time set again, is read again.
func TestRacyChange(t *testing.T) {
	t.Parallel()
	dir, cache := lay(t, sample), t.TempDir()
	name := filepath.Join(dir, "sound", "plain.c")
	fi, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	use(t, dir, cache)
	for _, call := range []string{"a_probed()", "a_request "} {
		text := "int plain(void) { return " + call + "; }\n"
		write(t, dir, "sound/plain.c", text[:25]+text[25:])
		if err := os.Chtimes(name, fi.ModTime(), fi.ModTime()); err != nil {
			t.Fatal(err)
		}
		tree := use(t, dir, cache)
		if got := tree.Mentions("sound/plain.c", "a_request"); got != (call == "a_request ") {
			t.Errorf("%s: Mentions = %v", call, got)
		}
	}
}

func TestConcurrentRuns(t *testing.T) {
	t.Parallel()
	dir, cache := lay(t, sample), t.TempDir()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 5 {
				tree, err := ktree.Open(context.Background(), dir, true, ktree.Options{CacheDir: cache})
				if err != nil {
					t.Error(err)
					return
				}
				equal(t, "Mentioning", tree.Mentioning("a_request"), "sound/a.c", "sound/irq.c")
				tree.Prefetch(tree.With(ktree.HasSound))
				tree.Close()
			}
		})
	}
	group.Wait()
	for _, p := range cacheFiles(t, cache) {
		if filepath.Base(p)[0] == '.' {
			t.Errorf("left behind: %s", p)
		}
	}
}

func TestNoCacheFolder(t *testing.T) {
	t.Parallel()
	dir := lay(t, sample)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	var said []string
	tree := open(t, dir, ktree.Options{CacheDir: filepath.Join(file, "cache"), Warn: func(m string) { said = append(said, m) }})
	equal(t, "Mentioning", tree.Mentioning("a_request"), "sound/a.c", "sound/irq.c")
	tree.Prefetch(tree.With(ktree.HasSound))
	tree.Close()
	if len(said) != 1 {
		t.Errorf("said %q", said)
	}
	cache := t.TempDir()
	tree = open(t, dir, ktree.Options{CacheDir: cache, NoCache: true})
	tree.Prefetch(tree.With(ktree.HasSound))
	tree.Close()
	if got := cacheFiles(t, cache); len(got) != 0 {
		t.Errorf("NoCache wrote %v", got)
	}
}
