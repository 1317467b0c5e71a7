package lsp

import (
	"fmt"
	"path/filepath"

	"github.com/pcmlint/pcmlint/internal/baseline"
	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/config"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// options are those of an analysis of what a path leads to, as the command line would have them, with the findings that
// are known already.
func (s *server) options(path string) (check.Options, *baseline.Baseline, error) {
	s.mu.Lock()
	set := s.settings
	s.mu.Unlock()
	o := check.Options{CacheDir: set.CacheDir, NoCache: set.NoCache, Jobs: set.Jobs}
	var err error
	if o.Target, err = ktree.ParseTarget(set.Kernel, "the editor's settings say so"); err != nil {
		return o, nil, fmt.Errorf("the setting kernel: %w", err)
	}
	name := set.Config
	if set.NoConfig {
		return o, nil, nil
	}
	if name == "" {
		if name, err = config.Find(path); name == "" || err != nil {
			return o, nil, err
		}
	}
	c, err := config.Load(name)
	if err != nil {
		return o, nil, err
	}
	o.Use(c)
	if c.BaselinePath() == "" {
		return o, nil, nil
	}
	known, err := baseline.Read(c.BaselinePath())
	return o, known, err
}

// configures tells whether a file is one that decides how others are judged.
func configures(path string) bool { return filepath.Base(path) == config.Name }
