package gitdiff

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"
)

// follow notes which files were moved: between the commit and head as git sees it, on disk as their texts tell.
func (c *Change) follow(r *repo, commit, head string) error {
	to := head
	if to == "" {
		to = "HEAD"
	}
	if _, err := r.commit(to); err == nil {
		// Between two commits git reads blobs only.
		raw, err := r.run("diff-tree", "-r", "--raw", "-z", "--no-abbrev", "--find-renames", "--diff-filter=R", "--no-ext-diff", "--no-textconv",
			"--ignore-submodules=all", commit, to)
		if err != nil {
			return err
		}
		moved, err := parse(raw)
		if err != nil {
			return err
		}
		for _, e := range moved {
			c.Renamed[strings.TrimPrefix(e.path, r.prefix)] = strings.TrimPrefix(e.moved, r.prefix)
		}
	}
	if head == "" {
		c.guess(r)
	}
	return nil
}

// So many pairs of files are compared at most; beyond that only those that kept their name.
const maxPairs = 10_000

// guess pairs files that are gone with new ones of nearly the same text: moved, and not committed yet.
func (c *Change) guess(r *repo) {
	taken := map[string]bool{}
	for _, now := range c.Renamed {
		taken[now] = true
	}
	var gone, fresh []string
	texts := map[string][]byte{}
	for file, old := range c.Old {
		text, there := r.onDisk(file)
		switch {
		case old != nil && !there && c.Renamed[file] == "":
			gone = append(gone, file)
		case old == nil && there && !taken[file]:
			fresh = append(fresh, file)
			texts[file] = text
		}
	}
	slices.Sort(gone)
	slices.Sort(fresh)
	type pair struct {
		was, is string
		alike   float64
	}
	var pairs []pair
	many := len(gone)*len(fresh) > maxPairs
	for _, was := range gone {
		for _, is := range fresh {
			if path.Ext(is) != path.Ext(was) || many && path.Base(is) != path.Base(was) {
				continue
			}
			if s := similarity(c.Old[was], texts[is]); s >= 0.5 {
				pairs = append(pairs, pair{was, is, s})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.alike, a.alike) })
	for _, p := range pairs {
		if !taken[p.is] && c.Renamed[p.was] == "" {
			c.Renamed[p.was] = p.is
			taken[p.is] = true
		}
	}
}

// similarity is the part of their lines that two texts share, 1 for the same text.
func similarity(a, b []byte) float64 {
	lines := map[string]int{}
	n, shared := 0, 0
	for line := range bytes.Lines(a) {
		lines[string(line)]++
		n++
	}
	for line := range bytes.Lines(b) {
		n++
		if lines[string(line)] > 0 {
			lines[string(line)]--
			shared++
		}
	}
	if n == 0 {
		return 1
	}
	return 2 * float64(shared) / float64(n)
}
