// Package gitdiff tells what the files below a folder were like at a commit, by asking git. It changes nothing: neither
// the work tree nor the index nor a reference.
package gitdiff

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

// Change is how a folder differs from what it was at a commit.
type Change struct {
	// Old is what each changed file was like, by its path relative to the folder; nil for one that was not there.
	Old map[string][]byte
	// Renamed gives the present path of files that were moved, by their old one.
	Renamed map[string]string
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
// "origin/main...", stands for the commit where HEAD and rev parted. keep chooses the files that matter.
func Since(ctx context.Context, dir, rev string, keep func(file string) bool) (*Change, error) {
	g := &git{ctx: ctx, dir: dir}
	commit, err := g.commit(rev)
	if err != nil {
		return nil, err
	}
	untracked := make(chan result, 1)
	go func() {
		out, err := g.run("ls-files", "--others", "--exclude-standard", "-z", "--", ".")
		untracked <- result{out, err}
	}()
	raw, err := g.run("diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all",
		"--no-color", "--relative", commit, "--", ".")
	fresh := <-untracked
	if err == nil {
		err = fresh.err
	}
	if err != nil {
		return nil, fmt.Errorf("cannot tell what changed since %s: %w", rev, err)
	}
	c := &Change{Old: map[string][]byte{}, Renamed: map[string]string{}}
	blobs, err := c.parse(raw, keep)
	if err != nil {
		return nil, fmt.Errorf("cannot tell what changed since %s: %w", rev, err)
	}
	for name := range strings.SplitSeq(string(fresh.out), "\x00") {
		if name != "" && keep(name) {
			c.Old[name] = nil
		}
	}
	if err := g.read(blobs, c.Old); err != nil {
		return nil, fmt.Errorf("cannot read the files of %s: %w", rev, err)
	}
	return c, nil
}

type result struct {
	out []byte
	err error
}

// blob is the old text of a file.
type blob struct{ file, id string }

// parse reads what git diff --raw -z says, and notes the files that were not there.
func (c *Change) parse(raw []byte, keep func(string) bool) ([]blob, error) {
	var blobs []blob
	fields := strings.Split(strings.TrimSuffix(string(raw), "\x00"), "\x00")
	for len(fields) > 0 && fields[0] != "" {
		meta := strings.Fields(strings.TrimPrefix(fields[0], ":")) // modes, ids, status
		if len(meta) != 5 || len(fields) < 2 {
			return nil, fmt.Errorf("git diff says %q, which pcmlint does not understand", fields[0])
		}
		old, id := fields[1], meta[2]
		fields = fields[2:]
		if status := meta[4][0]; status == 'R' || status == 'C' {
			if len(fields) == 0 {
				return nil, errors.New("git diff names a renamed file without its new name")
			}
			now := fields[0]
			fields = fields[1:]
			if keep(now) {
				c.Old[now] = nil
			}
			if status == 'C' {
				continue
			}
			c.Renamed[old] = now
		}
		switch {
		case !keep(old):
		case !strings.HasPrefix(meta[0], "100"): // was not there, or was a link or a submodule
			c.Old[old] = nil
		default:
			blobs = append(blobs, blob{old, id})
		}
	}
	return blobs, nil
}

// git runs git in a folder.
type git struct {
	ctx context.Context
	dir string
}

func (g *git) command(args ...string) *exec.Cmd {
	// Never write the index, not even to note which files are unchanged, and never start a daemon.
	args = append([]string{"--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"}, args...)
	cmd := exec.CommandContext(g.ctx, "git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(cmd.Environ(), "LC_ALL=C", "GIT_NO_LAZY_FETCH=1")
	return cmd
}

func (g *git) run(args ...string) ([]byte, error) {
	out, err := g.command(args...).Output()
	return out, complaint(err)
}

// complaint makes the error of a git command say what git said.
func complaint(err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if said := strings.TrimSpace(string(exit.Stderr)); said != "" {
			first, _, _ := strings.Cut(said, "\n")
			return errors.New("git: " + strings.TrimPrefix(first, "fatal: "))
		}
	}
	return err
}

// commit resolves a revision.
func (g *git) commit(rev string) (string, error) {
	if rev == "" || strings.HasPrefix(rev, "-") {
		return "", fmt.Errorf("%q is no revision: give a commit, a branch or a tag", rev)
	}
	if _, err := g.run("rev-parse", "--is-inside-work-tree"); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return "", errors.New("the program git is needed to see what changed, and is not there")
		}
		return "", fmt.Errorf("cannot compare %s with a commit: %w", g.dir, err)
	}
	name, fork := strings.CutSuffix(rev, "...")
	out, err := g.run("rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	if err != nil {
		if shallow, _ := g.run("rev-parse", "--is-shallow-repository"); strings.TrimSpace(string(shallow)) == "true" {
			return "", fmt.Errorf("there is no commit %s in this clone, which is shallow: fetch it (git fetch --depth=1 origin %s), or clone with more depth", name, name)
		}
		return "", fmt.Errorf("there is no commit %s in %s: give a commit, a branch or a tag, and fetch it if it is of another clone", name, g.dir)
	}
	commit := strings.TrimSpace(string(out))
	if !fork {
		return commit, nil
	}
	out, err = g.run("merge-base", commit, "HEAD")
	if err != nil {
		return "", fmt.Errorf("HEAD and %s have no commit in common in this clone: fetch more of both (git fetch --unshallow)", name)
	}
	return strings.TrimSpace(string(out)), nil
}

// maxBlob is the size from which on a file is no source.
const maxBlob = 16 << 20

// read gets the texts of blobs in one go.
func (g *git) read(blobs []blob, into map[string][]byte) error {
	if len(blobs) == 0 {
		return nil
	}
	var ask bytes.Buffer
	for _, b := range blobs {
		ask.WriteString(b.id + "\n")
	}
	cmd := g.command("cat-file", "--batch")
	cmd.Stdin = &ask
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	err = readBlobs(bufio.NewReaderSize(out, 1<<16), blobs, into)
	if err != nil {
		io.Copy(io.Discard, out)
	}
	if werr := cmd.Wait(); werr != nil && err == nil {
		err = fmt.Errorf("git: %s", strings.TrimSpace(stderr.String()))
	}
	return err
}

// readBlobs reads what git cat-file --batch answers.
func readBlobs(in *bufio.Reader, blobs []blob, into map[string][]byte) error {
	for _, b := range blobs {
		head, err := in.ReadString('\n')
		if err != nil {
			return fmt.Errorf("git stopped before %s: %w", b.file, err)
		}
		var id, kind string
		var size int64
		if n, err := fmt.Sscanf(head, "%s %s %d", &id, &kind, &size); n != 3 || err != nil || size < 0 {
			return fmt.Errorf("%s is not in this clone (%s): fetch the commit whole, without a filter", b.file, strings.TrimSpace(head))
		}
		if size > maxBlob {
			if _, err := io.CopyN(io.Discard, in, size+1); err != nil {
				return err
			}
			into[b.file] = nil
			continue
		}
		text := make([]byte, size+1)
		if _, err := io.ReadFull(in, text); err != nil {
			return fmt.Errorf("git stopped within %s: %w", b.file, err)
		}
		into[b.file] = text[:size:size]
	}
	return nil
}
