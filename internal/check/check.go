// Package check runs the whole analysis: it reads the trees that the given paths belong to, applies the rules and
// returns one report.
package check

import (
	"context"
	"errors"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// Options says how to run, not what to find.
type Options struct {
	CacheDir string // where facts about files are kept; empty: the user's cache folder
	NoCache  bool   // neither read nor write the cache
	Jobs     int    // files parsed at the same time; 0: as many as there are CPUs
	Audit    bool   // fill Report.Tables with every ops table

	// Progress, when set, is told how far a stage has come. It may be called from several goroutines.
	Progress func(stage string, done, total int)
	// Warn, when set, gets what the user should know but what does not make the run fail.
	Warn func(string)
}

// errNotLinked stands in for the engine.
var errNotLinked = errors.New("analysis engine not linked in yet")

// Run analyses paths (files or folders) and everything in their trees that they depend on.
func Run(ctx context.Context, paths []string, o Options) (*finding.Report, error) {
	return nil, errNotLinked
}
