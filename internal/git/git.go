// Package git asks git about the repository that a folder lies in, so that nothing of what is analysed is run by it: a
// change may come from a stranger, and git runs programs that a configuration or attributes name.
//
// The repository is the one whose work tree holds the folder, found by its .git as git does; a folder that only looks like
// a repository, with HEAD, objects and config as plain files, is none. Hooks, monitors, pagers, signatures and fetching are
// off, and callers use commands that convert no file of the work tree: filters never run. Nothing is written.
package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Repo is a repository with a work tree.
type Repo struct {
	Top string // of the work tree, absolute and without symbolic links
	ctx context.Context
}

// Open finds the repository that a folder lies in.
func Open(ctx context.Context, dir string) (*Repo, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errors.New("the program git is needed for this, and is not there")
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if abs, err = filepath.EvalSymlinks(abs); err != nil {
		return nil, err
	}
	for top := abs; ; top = filepath.Dir(top) {
		if _, err := os.Lstat(filepath.Join(top, ".git")); err == nil {
			return &Repo{Top: top, ctx: ctx}, nil
		}
		if filepath.Dir(top) == top {
			return nil, fmt.Errorf("%s lies in no git repository", dir)
		}
	}
}

// Prefix is a folder's path below the top, "" for the top itself.
func (r *Repo) Prefix(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if abs, err = filepath.EvalSymlinks(abs); err != nil {
		return "", err
	}
	rel, err := filepath.Rel(r.Top, abs)
	if err != nil || !filepath.IsLocal(rel) {
		return "", fmt.Errorf("%s does not lie in %s", dir, r.Top)
	}
	if rel == "." {
		return "", nil
	}
	return filepath.ToSlash(rel), nil
}

// Command is git in the repository.
func (r *Repo) Command(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(r.ctx, "git", append(slices.Clone(harmless), args...)...)
	cmd.Dir = r.Top // git finds its .git there, before it asks whether the folder itself is a repository
	cmd.Env = environment(os.Environ(), r.Top)
	return cmd
}

// Run gives what a command prints. An error says what git said.
func (r *Repo) Run(args ...string) ([]byte, error) {
	var stderr bytes.Buffer
	cmd := r.Command(args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if said := strings.TrimSpace(stderr.String()); err != nil && said != "" {
		first, _, _ := strings.Cut(said, "\n")
		err = errors.New("git: " + strings.TrimPrefix(first, "fatal: "))
	}
	return out, err
}

// Tracked is the first path at or below name, or a link on the way to it from top, that the index has; "" for none. Links in
// name are not resolved, and top is a spelling of the work tree's top.
func (r *Repo) Tracked(top, name string) (string, error) {
	rel, err := filepath.Rel(top, name)
	if err != nil || !filepath.IsLocal(rel) {
		return "", err
	}
	// A link that the index has stands for all behind it.
	out, err := r.Run("ls-files", "-z", "--cached", "--", filepath.ToSlash(rel))
	for up := filepath.Dir(rel); err == nil && len(out) == 0 && up != "."; up = filepath.Dir(up) {
		if fi, e := os.Lstat(filepath.Join(r.Top, up)); e == nil && fi.Mode()&os.ModeSymlink != 0 {
			out, err = r.Run("ls-files", "-z", "--cached", "--", filepath.ToSlash(up))
		}
	}
	first, _, _ := strings.Cut(string(out), "\x00")
	return first, err
}

// Config gives a setting of the user's, in a folder that need not lie in a repository.
func Config(ctx context.Context, dir, key string) (string, error) {
	r, err := Open(ctx, dir)
	if err != nil {
		r = &Repo{Top: string(filepath.Separator), ctx: ctx} // what is the user's is the same everywhere
	}
	out, err := r.Run("config", "--get", key)
	return strings.TrimSpace(string(out)), err
}

// harmless are options in front of every command, which nothing in a repository can take back.
var harmless = []string{
	"--no-optional-locks", "--no-pager", "--literal-pathspecs", "--no-replace-objects",
	"-c", "safe.bareRepository=explicit",
	"-c", "core.fsmonitor=false",
	"-c", "core.hooksPath=" + os.DevNull,
	"-c", "core.attributesFile=" + os.DevNull,
	"-c", "core.quotePath=false",
	"-c", "log.showSignature=false",
	"-c", "gpg.program=false",
	"-c", "gpg.ssh.program=false",
	"-c", "gpg.x509.program=false",
	"-c", "diff.ignoreSubmodules=all",
	"-c", "submodule.recurse=false",
	"-c", "protocol.allow=never",
}

// kept are variables of git's that stay: they say where the user's configuration and, in a hook, new objects are.
var kept = []string{"GIT_CONFIG_GLOBAL=", "GIT_CONFIG_SYSTEM=", "GIT_CONFIG_NOSYSTEM=", "GIT_CONFIG_COUNT=", "GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_",
	"GIT_CONFIG_PARAMETERS=", "GIT_OBJECT_DIRECTORY=", "GIT_ALTERNATE_OBJECT_DIRECTORIES=", "GIT_QUARANTINE_PATH=", "GIT_EXEC_PATH="}

// environment is what git gets to know: nothing that names another repository, as in the environment of a hook.
func environment(env []string, top string) []string {
	out := slices.DeleteFunc(slices.Clone(env), func(v string) bool {
		return strings.HasPrefix(v, "GIT_") && !slices.ContainsFunc(kept, func(k string) bool { return strings.HasPrefix(v, k) })
	})
	return append(out, "LC_ALL=C", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "GIT_ATTR_NOSYSTEM=1",
		"GIT_CEILING_DIRECTORIES="+filepath.Dir(top))
}
