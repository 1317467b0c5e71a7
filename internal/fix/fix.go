// Package fix turns what the analysis knows about a driver into the repair that its maintainer would write: edits of
// the text, in the spelling and the layout of the place. A repair that is not certain is none.
//
// It knows C text (cparse's outline of a function) and the PCM core's contract. It does not analyse: whatever has to be
// known about other functions and files is in program.Remedy. It writes no files but through Write.
package fix

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/program"
)

// Source gives the text of a file of the tree.
type Source func(file string) ([]byte, error)

// Fixer writes repairs for the findings of one report.
type Fixer struct {
	source   Source
	texts    map[string]*text
	outlines map[program.Func]*outline
}

// New prepares to repair drivers whose text source gives.
func New(source Source) *Fixer {
	return &Fixer{source: source, texts: map[string]*text{}, outlines: map[program.Func]*outline{}}
}

// Attach gives each finding the repair that is certain. Findings must come from res.
func Attach(fs []finding.Finding, res *program.Result, source Source) {
	x := New(source)
	tables := map[finding.Place]*program.Verdict{}
	for _, v := range res.Verdicts {
		tables[placeOf(v.Pos)] = v
	}
	for i := range fs {
		f := &fs[i]
		v := tables[f.Place]
		if v == nil || v.Remedy == nil || f.Rule != "PCM001" {
			continue
		}
		if fix, err := x.irq(v); err == nil {
			f.Fix = fix
		}
	}
}

func placeOf(p program.Pos) finding.Place {
	return finding.Place{File: p.File, Line: p.Line, Column: p.Column, EndLine: p.EndLine, EndColumn: p.EndCol}
}

// uncertain says why there is no repair.
func uncertain(format string, args ...any) error { return fmt.Errorf(format, args...) }

var errUnreadable = errors.New("the text cannot be read")

// change replaces a stretch of one file.
type change struct {
	file       string
	start, end cparse.Pos
	text       string
}

// fix makes a finding's repair of changes.
func (x *Fixer) fix(summary string, changes []change) (*finding.Fix, error) {
	out := &finding.Fix{Summary: summary}
	for _, c := range changes {
		t := x.text(c.file)
		if t == nil {
			return nil, errUnreadable
		}
		e := finding.Edit{File: c.file, NewText: t.lineEnds(c.text)}
		e.StartLine, e.StartColumn = t.position(c.start)
		e.EndLine, e.EndColumn = t.position(c.end)
		if !slices.Contains(out.Edits, e) {
			out.Edits = append(out.Edits, e)
		}
	}
	slices.SortFunc(out.Edits, compareEdits)
	return out, nil
}

func compareEdits(a, b finding.Edit) int {
	switch {
	case a.File != b.File:
		if a.File < b.File {
			return -1
		}
		return 1
	case a.StartLine != b.StartLine:
		return a.StartLine - b.StartLine
	case a.StartColumn != b.StartColumn:
		return a.StartColumn - b.StartColumn
	case a.EndLine != b.EndLine:
		return a.EndLine - b.EndLine
	}
	return a.EndColumn - b.EndColumn
}
