package ktree

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/git"
	"github.com/pcmlint/pcmlint/internal/project"
)

// digest identifies a text, also against somebody who makes two texts for the purpose: what is known of a harmless one
// would be served for the other. SHA-256, which processors have instructions for, costs no more than BLAKE3 on texts as
// short as drivers.
type digest [sha256.Size]byte

func hashOf(text []byte) digest { return sha256.Sum256(text) }

// cache keeps what was made of texts from run to run: what functions and variables say under the hash of their text,
// results under that of all that they are made from. It is a folder of packs, files that are written once and never changed.
//
// Every call works without the folder too: what cannot be read is made again, what cannot be written is told once.
type cache struct {
	dir    string // "" when there is none
	b      *base
	broken atomic.Bool // a write failed; no more are tried
	wrote  atomic.Int64
	once   sync.Once

	mu      sync.Mutex
	packed  map[digest]record
	files   map[string]*os.File // packs that were read from
	pending map[digest][]byte   // not written yet
	size    int                 // of all that
}

const (
	// All packs together take at most about this much disk, and are at most so many.
	cacheLimit = 512 << 20
	packLimit  = 64
	// So much waits in memory before a pack is written.
	pendingLimit = 8 << 20
	// Folders of the cache are the user's alone, see believed.
	ours = 0o700
	// Packs are counted at most this often, and only by a run that wrote some.
	pruneEvery = 24 * time.Hour
	// A pack that is read and older than this is made young again.
	touchAfter = 72 * time.Hour
	// An index, or packs of another version, that nobody wrote to for so long are removed.
	staleAfter = 60 * 24 * time.Hour
)

// cacheRoot is findCache, asked once.
func (b *base) cacheRoot() string {
	b.findOnce.Do(func() { b.cacheDir = b.findCache() })
	return b.cacheDir
}

// findCache is the folder of all that this package keeps, "" for none.
func (b *base) findCache() string {
	if b.opt.NoCache {
		return ""
	}
	dir := b.opt.CacheDir
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			b.warn("no cache: " + err.Error())
			return ""
		}
		dir = filepath.Join(user, "pcmlint")
	}
	if !b.believed(dir) || !b.untracked(dir) {
		return ""
	}
	return dir
}

// believed tells whether a part of the cache can only have been written by this user. It need not exist. What is not
// believed is told, and neither read nor written.
func (b *base) believed(name string) bool {
	fi, err := os.Stat(name)
	if err != nil {
		return true
	}
	why := distrusted(fi)
	if why != "" {
		b.disbelieve(name, why)
	}
	return why == ""
}

// disbelieve says why the cache is not used, in one line.
func (b *base) disbelieve(name, why string) {
	if !b.told.Swap(true) {
		b.warn(fmt.Sprintf("the cache is not used: %s %s", name, why))
	}
}

// untracked tells whether no change can have brought the cache: git tracks no file of it, nor a link on the way to it.
func (b *base) untracked(dir string) bool {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	real, err := project.Real(abs)
	if err != nil {
		return false
	}
	for _, name := range slices.Compact([]string{abs, real}) {
		if why := tracked(name); why != "" {
			b.disbelieve(dir, why)
			return false
		}
	}
	return true
}

// tracked tells why a path may have come with a change, "" for one that has not.
func tracked(name string) string {
	top := project.Of(project.Nearest(name)) // as it is spelled: a link on the way may be what came
	if !project.HasGit(top) {
		return ""
	}
	repo, err := git.Open(context.Background(), top)
	var out string
	if err == nil {
		out, err = repo.Tracked(top, name)
	}
	switch {
	case err != nil:
		return "lies in a repository, and git cannot say whether a change brought it: " + err.Error()
	case out != "":
		return fmt.Sprintf("holds what git tracks (%s), which a change may have brought: keep it out of git", out)
	}
	return ""
}

// kept reads a file of the cache, nil when it is not there or not believed.
func (b *base) kept(name string, limit int64) []byte {
	text, err := readRegular(name, nil, limit)
	if err != nil || !b.believed(name) {
		return nil
	}
	return text
}

func openCache(b *base) *cache {
	c := &cache{b: b, packed: map[digest]record{}, files: map[string]*os.File{}, pending: map[digest][]byte{}}
	if root := b.cacheRoot(); root != "" {
		if dir := filepath.Join(root, fmt.Sprintf("facts-v%d", cparse.FormatVersion)); b.believed(dir) {
			c.dir = dir
		}
	}
	return c
}

// Kept and Keep make it a [cparse.Keeper].
func (c *cache) Kept(key [sha256.Size]byte) ([]byte, bool) {
	data, ok := c.get(key)
	if ok {
		c.b.stats.kept.Add(1)
	}
	return data, ok
}

func (c *cache) Keep(key [sha256.Size]byte, data []byte) {
	c.b.stats.items.Add(1)
	c.put(key, data)
}

// broke gives up writing, and says so once.
func (c *cache) broke(err error) {
	if !c.broken.Swap(true) {
		c.b.warn("the cache cannot be written, going on without: " + err.Error())
	}
}

// writeFile writes beside the file and renames, so that no reader sees half of it. There is no fsync: a file that a
// crash cut short fails its checksum and is made again.
func writeFile(name string, data []byte) error {
	dir := filepath.Dir(name)
	tmp, err := os.CreateTemp(dir, ".tmp-*")
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(dir, ours); err != nil {
			return err
		}
		tmp, err = os.CreateTemp(dir, ".tmp-*")
	}
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if e := tmp.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		os.Remove(tmp.Name())
	}
	return err
}

// prune removes the oldest packs when all of them take too much room. It looks once a day at most.
func (c *cache) prune() { c.pruneTo(cacheLimit, pruneEvery) }

func (c *cache) pruneTo(limit int64, every time.Duration) {
	if c.dir == "" || c.wrote.Load() == 0 {
		return
	}
	stamp := filepath.Join(c.dir, "pruned")
	if fi, err := os.Stat(stamp); err == nil && time.Since(fi.ModTime()) < every {
		return
	}
	if os.WriteFile(stamp, nil, 0o600) != nil {
		return
	}
	c.pruneStale()
	type pack struct {
		path string
		size int64
		age  time.Time
	}
	var packs []pack
	var total int64
	filepath.WalkDir(c.dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || p == stamp {
			return nil
		}
		fi, err := d.Info()
		if err != nil {
			return nil
		}
		if strings.HasPrefix(d.Name(), ".tmp-") && time.Since(fi.ModTime()) > time.Hour { // of a run that was killed
			os.Remove(p)
			return nil
		}
		packs = append(packs, pack{p, fi.Size(), fi.ModTime()})
		total += fi.Size()
		return nil
	})
	if total <= limit && len(packs) <= packLimit {
		return
	}
	slices.SortFunc(packs, func(a, b pack) int { return a.age.Compare(b.age) })
	for i, b := range packs { // down to three quarters, so as not to be here again tomorrow
		if total <= limit/4*3 && len(packs)-i <= packLimit/4*3 {
			return
		}
		if os.Remove(b.path) == nil {
			total -= b.size
		}
	}
}

// pruneStale removes what was about trees, and for versions of pcmlint, that are probably gone.
func (c *cache) pruneStale() {
	root := filepath.Dir(c.dir)
	old := func(p string, d fs.DirEntry, age time.Duration) bool {
		fi, err := d.Info()
		return err == nil && p != c.dir && time.Since(fi.ModTime()) > age
	}
	entries, _ := os.ReadDir(root)
	for _, d := range entries {
		p := filepath.Join(root, d.Name())
		if strings.HasPrefix(d.Name(), "facts-v") && old(p, d, staleAfter) {
			os.RemoveAll(p)
		}
	}
	entries, _ = os.ReadDir(filepath.Join(root, "index"))
	for _, d := range entries {
		p := filepath.Join(root, "index", d.Name())
		age := staleAfter
		if strings.HasPrefix(d.Name(), ".tmp-") {
			age = time.Hour
		}
		if old(p, d, age) {
			os.Remove(p)
		}
	}
}
