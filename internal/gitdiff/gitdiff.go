// Package gitdiff tells what the files below a folder were like at a commit, by asking git. It changes nothing: neither
// the work tree nor the index nor a reference. What git would have to convert for a comparison, it compares itself.
package gitdiff

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pcmlint/pcmlint/internal/git"
	"github.com/pcmlint/pcmlint/internal/project"
)

// Change is how a folder differs from what it was at a commit.
type Change struct {
	// Old is what each changed file was like, by its path relative to the folder; nil for one that was not there.
	Old map[string][]byte
	// Renamed gives the present path of files that were moved, by their old one.
	Renamed map[string]string
	// TooBig are files that are too big to be looked at; they count as not there.
	TooBig []string
}

// Files lists the changed files in no order.
func (c *Change) Files() []string {
	var out []string
	for p := range c.Old {
		out = append(out, p)
	}
	return out
}

// Since compares the folder dir, as it is on disk, with the commit that rev names. A rev that ends in three dots, as in
// "origin/main...", stands for the commit where head and rev parted. The files that were moved are those between the commit
// and head; an empty head stands for what is on disk. keep chooses the files that matter.
func Since(ctx context.Context, dir, rev, head string, keep func(file string) bool) (*Change, error) {
	r, err := open(ctx, dir)
	if err != nil {
		return nil, err
	}
	commit, err := r.base(rev, head)
	if err != nil {
		return nil, err
	}
	c, err := r.since(commit, head, keep)
	if err != nil {
		return nil, fmt.Errorf("cannot tell what changed since %s: %w", rev, err)
	}
	return c, nil
}

// Commit resolves a revision to the name of a commit.
func Commit(ctx context.Context, dir, rev string) (string, error) {
	r, err := open(ctx, dir)
	if err != nil {
		return "", err
	}
	return r.commit(rev)
}

// repo is a folder in a repository.
type repo struct {
	*git.Repo
	dir    string
	prefix string // of the folder below the top, with a slash, or ""
}

func open(ctx context.Context, dir string) (*repo, error) {
	g, err := git.Open(ctx, dir)
	if err != nil {
		return nil, fmt.Errorf("cannot compare %s with a commit: %w", dir, err)
	}
	r := &repo{Repo: g, dir: dir}
	if r.prefix, err = g.Prefix(dir); err != nil {
		return nil, err
	}
	if r.prefix != "" {
		r.prefix += "/"
	}
	return r, nil
}

// pathspec limits a command to the folder.
func (r *repo) pathspec() []string {
	if r.prefix == "" {
		return []string{"--"}
	}
	return []string{"--", r.prefix}
}

func (r *repo) run(args ...string) ([]byte, error) { return r.Run(append(args, r.pathspec()...)...) }

// since compares what is on disk with a commit.
func (r *repo) since(commit, head string, keep func(string) bool) (*Change, error) {
	type result struct {
		out []byte
		err error
	}
	untracked := make(chan result, 1)
	go func() {
		out, err := r.run("ls-files", "--others", "--exclude-standard", "-z")
		untracked <- result{out, err}
	}()
	// Without -M or -p nothing is read of the work tree, so nothing is converted: what may have changed has no id.
	raw, err := r.run("diff-index", "--raw", "-z", "--no-abbrev", "--no-renames", "--ignore-submodules=all", commit)
	fresh := <-untracked
	if err == nil {
		err = fresh.err
	}
	if err != nil {
		return nil, err
	}
	changes, err := parse(raw)
	if err != nil {
		return nil, err
	}
	c := &Change{Old: map[string][]byte{}, Renamed: map[string]string{}}
	blobs := c.take(r, changes, keep)
	for name := range strings.SplitSeq(string(fresh.out), "\x00") {
		c.add(r, name, keep)
	}
	if err := r.read(blobs, c); err != nil {
		return nil, err
	}
	if err := c.follow(r, commit, head); err != nil {
		return nil, err
	}
	return c, nil
}

// entry is one line of git's raw output.
type entry struct {
	mode, id    string // before
	now         string // the id after; zeros: only the disk can tell
	status      byte
	path, moved string // moved: the path after, of a renamed file
}

// parse takes apart what git diff-index and diff-tree say.
func parse(raw []byte) ([]entry, error) {
	var out []entry
	fields := strings.Split(strings.TrimSuffix(string(raw), "\x00"), "\x00")
	for len(fields) > 0 && fields[0] != "" {
		meta := strings.Fields(strings.TrimPrefix(fields[0], ":")) // modes, ids, status
		if len(meta) != 5 || len(fields) < 2 {
			return nil, fmt.Errorf("git says %q, which pcmlint does not understand", fields[0])
		}
		e := entry{mode: meta[0], id: meta[2], now: meta[3], status: meta[4][0], path: fields[1]}
		fields = fields[2:]
		if e.status == 'R' || e.status == 'C' {
			if len(fields) == 0 {
				return nil, errors.New("git names a renamed file without its new name")
			}
			e.moved, fields = fields[0], fields[1:]
		}
		out = append(out, e)
	}
	return out, nil
}

// blob is the old text of a file.
type blob struct{ file, id string }

// take notes the files that were not there, and lists those whose old text is to be read.
func (c *Change) take(r *repo, changes []entry, keep func(string) bool) []blob {
	var blobs []blob
	for _, e := range changes {
		file, ok := strings.CutPrefix(e.path, r.prefix)
		switch {
		case !ok || !keep(file) || e.status == 'U': // an unresolved merge is listed once more
		case !strings.HasPrefix(e.mode, "100"): // was not there, or was a link or a submodule
			c.Old[file] = nil
		case strings.Trim(e.now, "0") == "" && e.status != 'D' && r.same(file, e.id): // git only saw that it was touched
		default:
			blobs = append(blobs, blob{file, e.id})
		}
	}
	return blobs
}

// add notes a file, or all files of another repository, that git does not know.
func (c *Change) add(r *repo, name string, keep func(string) bool) {
	file, ok := strings.CutPrefix(name, r.prefix)
	if !ok || name == "" {
		return
	}
	if !strings.HasSuffix(file, "/") {
		if keep(file) {
			c.Old[file] = nil
		}
		return
	}
	filepath.WalkDir(filepath.Join(r.Top, filepath.FromSlash(name)), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // whoever reads it will complain
		}
		if rel, err := filepath.Rel(r.Top, p); err == nil {
			if file := strings.TrimPrefix(filepath.ToSlash(rel), r.prefix); keep(file) {
				c.Old[file] = nil
			}
		}
		return nil
	})
}

// base resolves what is compared with.
func (r *repo) base(rev, head string) (string, error) {
	name, fork := strings.CutSuffix(rev, "...")
	commit, err := r.commit(name)
	if err != nil || !fork {
		return commit, err
	}
	if head == "" {
		head = "HEAD"
	}
	out, err := r.Run("merge-base", commit, head)
	if err != nil {
		return "", fmt.Errorf("%s and %s have no commit in common in this clone: fetch more of both (git fetch --unshallow)", head, name)
	}
	return strings.TrimSpace(string(out)), nil
}

// commit resolves a revision.
func (r *repo) commit(rev string) (string, error) {
	if rev == "" || strings.HasPrefix(rev, "-") {
		return "", fmt.Errorf("%q is no revision: give a commit, a branch or a tag", rev)
	}
	if _, err := r.Run("rev-parse", "--git-dir"); err != nil { // not of this user, or none after all
		return "", fmt.Errorf("cannot compare %s with a commit: %w", r.dir, err)
	}
	out, err := r.Run("rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		if shallow, _ := r.Run("rev-parse", "--is-shallow-repository"); strings.TrimSpace(string(shallow)) == "true" {
			return "", fmt.Errorf("there is no commit %s in this clone, which is shallow: fetch it (git fetch --depth=1 origin %s), or clone with more depth", rev, rev)
		}
		return "", fmt.Errorf("there is no commit %s in %s: give a commit, a branch or a tag, and fetch it if it is of another clone", rev, r.dir)
	}
	return strings.TrimSpace(string(out)), nil
}

// File is the text of a file, an absolute path in the work tree without symbolic links, as a commit has it; nil when it has none.
func File(ctx context.Context, name, commit string) ([]byte, error) {
	r, err := open(ctx, project.Nearest(filepath.Dir(name)))
	if err != nil {
		return nil, err
	}
	rel, err := filepath.Rel(r.Top, name)
	if err != nil {
		return nil, err
	}
	out, err := r.Run("ls-tree", "-z", commit, "--", filepath.ToSlash(rel))
	if err != nil {
		return nil, fmt.Errorf("cannot read %s of %s: %w", name, commit, err)
	}
	meta, _, _ := strings.Cut(string(out), "\t")
	parts := strings.Fields(meta) // mode, kind, id
	if len(parts) != 3 || !strings.HasPrefix(parts[0], "100") {
		return nil, nil
	}
	c := &Change{Old: map[string][]byte{}}
	if err := r.read([]blob{{name, parts[2]}}, c); err != nil {
		return nil, err
	}
	return c.Old[name], nil
}

// Holds tells whether a commit has a file or a folder at a path, which need not be on disk.
func Holds(ctx context.Context, name, commit string) (bool, error) {
	real, err := project.Real(name)
	if err != nil {
		return false, err
	}
	r, err := open(ctx, project.Nearest(real))
	if err != nil {
		return false, err
	}
	rel, err := filepath.Rel(r.Top, real)
	if err != nil || rel == "." {
		return err == nil, err
	}
	out, err := r.Run("ls-tree", "-z", commit, "--", filepath.ToSlash(rel))
	if err != nil {
		return false, fmt.Errorf("cannot look for %s in %s: %w", name, commit, err)
	}
	return len(out) > 0, nil
}

// onDisk is the text of a regular file of the folder.
func (r *repo) onDisk(file string) ([]byte, bool) {
	name := filepath.Join(r.Top, filepath.FromSlash(r.prefix+file))
	fi, err := os.Lstat(name)
	if err != nil || !fi.Mode().IsRegular() || fi.Size() > maxBlob {
		return nil, false
	}
	text, err := os.ReadFile(name)
	return text, err == nil
}
