//go:build unix

package ktree_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/ktree"
)

// TestCacheOfOthers: what others may have written is not believed, and one line says so.
func TestCacheOfOthers(t *testing.T) {
	t.Parallel()
	dir := settled(t)
	const nobody = 65534
	for name, spoil := range map[string]func(cache string) error{
		"writable folder":   func(c string) error { return os.Chmod(c, 0o777) },
		"writable by group": func(c string) error { return os.Chmod(c, 0o770) },
		"writable facts":    func(c string) error { return onAll(c, "facts-v*", func(p string) error { return os.Chmod(p, 0o777) }) },
		"writable pack": func(c string) error {
			return onAll(c, "facts-v*/*.pack", func(p string) error { return os.Chmod(p, 0o666) })
		},
		"owned folder": func(c string) error { return os.Chown(c, nobody, nobody) },
		"owned facts": func(c string) error {
			return onAll(c, "facts-v*", func(p string) error { return os.Chown(p, nobody, nobody) })
		},
		"owned pack": func(c string) error {
			return onAll(c, "facts-v*/*.pack", func(p string) error { return os.Chown(p, nobody, nobody) })
		},
		"owned index": func(c string) error {
			return onAll(c, "index/*", func(p string) error { return os.Chown(p, nobody, nobody) })
		},
		"writable index": func(c string) error { return onAll(c, "index", func(p string) error { return os.Chmod(p, 0o777) }) },
	} {
		t.Run(name, func(t *testing.T) {
			cache := t.TempDir()
			use(t, dir, cache)
			if s := use(t, dir, cache).Stats(); s.Items != 0 || s.Read != 0 {
				t.Fatalf("the cache does not work: %+v", s)
			}
			if err := spoil(cache); err != nil {
				t.Skip(err) // only root gives files away
			}
			var said []string
			tree := open(t, dir, ktree.Options{CacheDir: cache, Warn: func(s string) { said = append(said, s) }})
			look(tree)
			tree.Close()
			if s := tree.Stats(); s.Kept > 0 && s.Read == 0 {
				t.Errorf("believed: %+v", s)
			}
			if len(said) != 1 || !strings.Contains(said[0], "the cache is not used: "+cache) {
				t.Errorf("said %q", said)
			}
		})
	}
}

func onAll(cache, pattern string, do func(string) error) error {
	all, err := filepath.Glob(filepath.Join(cache, pattern))
	for _, p := range all {
		if err := do(p); err != nil {
			return err
		}
	}
	return err
}

// TestCacheIsOurs: nobody else can read or write what is made.
func TestCacheIsOurs(t *testing.T) {
	t.Parallel()
	cache := filepath.Join(t.TempDir(), "cache")
	use(t, settled(t), cache)
	err := filepath.WalkDir(cache, func(p string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		fi, err := entry.Info()
		if err == nil && fi.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v", p, fi.Mode())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
