package check

import (
	"fmt"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
	"github.com/pcmlint/pcmlint/internal/suppress"
	"github.com/pcmlint/pcmlint/rules/doc"
)

// silence marks the findings that a comment in the source suppresses, and adds what is wrong with such comments in the
// files that are wanted.
func silence(tree *ktree.Tree, graph *modules.Graph, wanted func(file string) bool, found []finding.Finding) ([]finding.Finding, error) {
	files := graph.WithIgnores()
	for _, f := range found {
		if graph.Mentions(f.File, cparse.IgnoreWord) {
			files = append(files, f.File)
		}
	}
	slices.Sort(files)
	for _, file := range slices.Compact(files) {
		if !wanted(file) {
			continue
		}
		text, err := tree.Compiled(file)
		if err != nil {
			return nil, fmt.Errorf("cannot read %s again for its suppressions: %w", file, unwrap(err))
		}
		found = append(found, silenceFile(file, text, found)...)
	}
	return found, nil
}

// silenceFile marks the findings in one file, and returns those about its comments.
func silenceFile(file string, text []byte, found []finding.Finding) []finding.Finding {
	var (
		at    []int
		marks []suppress.Mark
	)
	for i, f := range found {
		if f.File == file {
			at = append(at, i)
			marks = append(marks, suppress.Mark{Rule: f.Rule, Line: f.Line})
		}
	}
	by, problems := suppress.Judge(suppress.Parse(file, text), marks)
	for i, d := range by {
		if d != nil {
			found[at[i]].Suppressed = &finding.Suppression{Reason: d.Reason, Place: directivePlace(file, d)}
		}
	}
	var out []finding.Finding
	for _, p := range problems {
		page, _ := doc.Of(p.Rule)
		out = append(out, finding.Finding{Rule: p.Rule, Name: page.Name, Place: directivePlace(file, &p.At), Subject: p.Subject,
			Message: p.Message, Advice: p.Advice})
	}
	return out
}

func directivePlace(file string, d *suppress.Directive) finding.Place {
	return finding.Place{File: file, Line: d.Line, Column: d.Column, EndLine: d.Line, EndColumn: d.EndColumn}
}
