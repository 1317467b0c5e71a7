package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/pcmlint/pcmlint/internal/baseline"
	"github.com/pcmlint/pcmlint/internal/compiler"
	"github.com/pcmlint/pcmlint/internal/config"
	"github.com/pcmlint/pcmlint/internal/engine"
	"github.com/pcmlint/pcmlint/internal/gitdiff"
	"github.com/pcmlint/pcmlint/internal/project"
)

// addCommits adds the flags that say which commit is analysed, and which older findings are left out.
func addCommits(flags *pflag.FlagSet, f *runFlags) {
	flags.StringVar(&f.newFrom, "new-from", "", "only findings that were not there at the git commit `REV`; \"REV...\": where HEAD, or the commit of --rev, left REV")
	flags.StringVar(&f.rev, "rev", "", "analyse what the git commit `REV` has, and not what is on disk; nothing is checked out")
}

// validateCommits reports flags that cannot go together.
func (f *runFlags) validateCommits() error {
	if f.newFrom != "" && f.baseline.write != "" {
		return usageError{errors.New("--new-from and --write-baseline contradict each other: a baseline lists old findings, too")}
	}
	return nil
}

// resolveRev turns --rev into the name of a commit, which stays the same during the run. What is to be analysed has to be
// in it, and need not be on disk.
func (f *runFlags) resolveRev(paths []string) error {
	if f.rev == "" {
		return nil
	}
	ctx := context.Background()
	var err error
	if f.commit, err = gitdiff.Commit(ctx, project.Nearest(startOf(paths[0])), f.rev); err != nil {
		return err
	}
	for _, p := range paths {
		if engine.GoPattern(p) || filepath.Base(p) == compiler.DatabaseName {
			continue
		}
		there, err := gitdiff.Holds(ctx, p, f.commit)
		if err != nil {
			return err
		}
		if !there {
			return fmt.Errorf("there is no %s in the commit %s: give a path that it has", p, f.rev)
		}
	}
	return nil
}

// startOf is the folder of a path, the working directory for a pattern of Go packages. What is not there may have been a
// folder.
func startOf(path string) string {
	if engine.GoPattern(path) {
		return "."
	}
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return filepath.Dir(path)
	}
	return path
}

// configAt reads the configuration that a commit has for a path, nil for none. It is looked for as on disk, as far as the
// root of the work tree.
func configAt(path, commit string) (*config.Config, error) {
	dir, err := project.Real(startOf(path))
	if err != nil {
		return nil, err
	}
	for top := project.Of(dir); ; dir = filepath.Dir(dir) {
		name := filepath.Join(dir, config.Name)
		text, err := gitdiff.File(context.Background(), name, commit)
		if err != nil {
			return nil, err
		}
		if text != nil {
			return config.Text(name, text)
		}
		if dir == top {
			return nil, nil
		}
	}
}

// baselineAt reads the baseline that a commit has.
func baselineAt(name, commit string) (*baseline.Baseline, error) {
	text, err := gitdiff.File(context.Background(), name, commit)
	if err == nil && text == nil {
		err = fmt.Errorf("there is no baseline %s in %s", name, commit)
	}
	if err != nil {
		return nil, err
	}
	return baseline.Parse(name, string(text))
}
