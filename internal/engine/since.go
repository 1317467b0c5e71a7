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
		dir, err := filepath.Abs(l.dir)
		if err != nil {
			return err
		}
		if top := module(dir); top != "" {
			dir = top
		}
		change, err := gitdiff.Since(ctx, dir, o.NewFrom, "", isGo)
		if err != nil {
			return err
		}
		was.overlay = map[string][]byte{}
		for file, text := range change.Old {
			abs := filepath.Join(dir, filepath.FromSlash(file))
			if text == nil {
				if path.Ext(file) != ".go" {
					continue // go.mod came with the packages
				}
				text = []byte(noFile)
			}
			was.overlay[abs] = text
		}
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

// isGo tells whether a changed file can matter to Go packages.
func isGo(file string) bool {
	name := path.Base(file)
	return strings.HasSuffix(name, ".go") || name == "go.mod" || name == "go.sum"
}
