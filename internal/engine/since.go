package engine

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/gitdiff"
)

// noFile is the text of a Go file that is not there: one that no build takes in.
const noFile = "//go:build ignore\n\npackage none\n"

// keepNew drops the findings in Go files that were there at the commit that o.NewFrom names.
func (g *goReport) keepNew(ctx context.Context, loads []load, o Options) error {
	was := newGoReport(&finding.Report{Root: g.Root})
	renamed := map[string]string{}
	for _, l := range loads {
		dir, change, err := l.since(ctx, o.NewFrom, o.Rev)
		if err != nil {
			return err
		}
		was.overlay = overlay(dir, change)
		for old, now := range change.Renamed {
			renamed[was.file(filepath.Join(dir, filepath.FromSlash(old)))] = was.file(filepath.Join(dir, filepath.FromSlash(now)))
		}
		if err := was.run(ctx, l, Options{Library: o.Library}); err != nil {
			if len(was.overlay) > 0 {
				err = fmt.Errorf("the Go packages as they were at %s: %w", o.NewFrom, err)
			}
			return err
		}
	}
	for _, e := range was.Errors {
		e.Message = "as it was at " + o.NewFrom + ": " + e.Message
		g.Errors = append(g.Errors, e)
	}
	notes := check.OlderNote(o.NewFrom, g.KeepNew(was.Findings, renamed))
	g.KeepNewUnknown(was.Unknown, renamed)
	g.Notes = append(g.Notes, notes...)
	return nil
}

// at makes the packages of a load those that the commit o.Rev has.
func (g *goReport) at(ctx context.Context, l load, o Options) error {
	if o.Rev == "" {
		return nil
	}
	dir, change, err := l.since(ctx, o.Rev, "")
	if err != nil {
		return err
	}
	g.overlay = overlay(dir, change)
	for name, text := range g.overlay {
		g.texts[name] = text
	}
	return nil
}

// since compares the module of a load with a commit.
func (l load) since(ctx context.Context, rev, head string) (dir string, change *gitdiff.Change, err error) {
	if dir, err = filepath.Abs(l.dir); err != nil {
		return "", nil, err
	}
	if top := module(dir); top != "" {
		dir = top
	}
	change, err = gitdiff.Since(ctx, dir, rev, head, isGo)
	return dir, change, err
}

// overlay is what the go command is told of changed files below a folder.
func overlay(dir string, change *gitdiff.Change) map[string][]byte {
	out := map[string][]byte{}
	for file, text := range change.Old {
		if text == nil {
			if path.Ext(file) != ".go" {
				continue // go.mod came with the packages
			}
			text = []byte(noFile)
		}
		out[filepath.Join(dir, filepath.FromSlash(file))] = text
	}
	return out
}

// isGo tells whether a changed file can matter to Go packages.
func isGo(file string) bool {
	name := path.Base(file)
	return strings.HasSuffix(name, ".go") || name == "go.mod" || name == "go.sum"
}
