// Package engine runs both analyses on what a command line names, that of C sources and that of Go packages, and makes
// one report of them.
package engine

import (
	"context"
	"errors"
	"time"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/rules"
)

// Options says how to run.
type Options struct {
	check.Options
	Library string // import path of the Go PCM library; empty: recognised by its shape
	Rev     string // analyse what this commit has, not what is on disk; empty: what is on disk
	NewFrom string // report only what was not there at this commit; empty: everything
}

// Run analyses paths and Go patterns.
func Run(ctx context.Context, args []string, o Options) (*finding.Report, error) {
	start := time.Now()
	paths, loads, err := split(args)
	if err != nil {
		return nil, err
	}
	if len(loads) == 0 {
		if o.Library != "" {
			return nil, errors.New("--pcm.library names a Go library, but no Go packages are given: add them, as in './...'")
		}
		return o.checkC(ctx, paths)
	}
	report, err := base(ctx, paths, o)
	if err != nil {
		return nil, err
	}
	g := newGoReport(report)
	for i, l := range loads {
		if o.Progress != nil {
			o.Progress("Go packages", i, len(loads))
		}
		if err := g.at(ctx, l, o); err != nil {
			return nil, err
		}
		if err := g.run(ctx, l, o); err != nil {
			return nil, err
		}
	}
	g.finish(o)
	if o.NewFrom != "" {
		if err := g.keepNew(ctx, loads, o); err != nil {
			return nil, err
		}
	}
	report.Stats.Elapsed = time.Since(start)
	return report, nil
}

// checkC analyses C sources.
func (o Options) checkC(ctx context.Context, paths []string) (*finding.Report, error) {
	if o.NewFrom != "" || o.Rev != "" {
		return check.RunSince(ctx, paths, o.NewFrom, o.Rev, o.Options)
	}
	return check.Run(ctx, paths, o.Options)
}

// base is the report that Go findings are added to: that of the C paths, or one of the working directory.
func base(ctx context.Context, paths []string, o Options) (*finding.Report, error) {
	if len(paths) > 0 {
		return o.checkC(ctx, paths)
	}
	cwd, err := workingDir()
	return &finding.Report{Root: cwd, Race: rules.Race}, err
}
