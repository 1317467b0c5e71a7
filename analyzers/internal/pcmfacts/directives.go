package pcmfacts

import (
	"bytes"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/link"
	"github.com/pcmlint/pcmlint/internal/suppress"
)

// Problem is something wrong with a comment that suppresses findings.
type Problem struct {
	suppress.Problem
	Pos ir.Pos
}

// Silence is the comment that suppresses a finding.
type Silence struct {
	Reason string
	Pos    ir.Pos
}

// directives are the comments of a package that suppress findings.
type directives struct {
	by       map[string]*Silence // by the keys of findings
	problems []Problem
}

// readDirectives matches the comments of a package with its findings.
func readDirectives(pass *analysis.Pass, found []link.Finding) directives {
	out := directives{by: map[string]*Silence{}}
	for _, f := range pass.Files {
		tf := pass.Fset.File(f.FileStart)
		src, err := pass.ReadFile(tf.Name())
		if err != nil || !bytes.Contains(src, []byte(suppress.Word)) {
			continue
		}
		out.file(tf, src, found)
	}
	return out
}

// file matches the comments of one file.
func (d *directives) file(tf *token.File, src []byte, found []link.Finding) {
	var marks []suppress.Mark
	var keys []string
	for _, f := range found {
		if f.Pos.File == tf.Name() {
			marks = append(marks, suppress.Mark{Rule: f.Rule, Line: f.Pos.Line})
			keys = append(keys, f.Key)
		}
	}
	by, problems := suppress.Judge(suppress.Parse(tf.Name(), src), marks)
	for i, dir := range by {
		if dir != nil {
			d.by[keys[i]] = &Silence{dir.Reason, place(tf, dir)}
		}
	}
	for _, p := range problems {
		d.problems = append(d.problems, Problem{p, place(tf, &p.At)})
	}
}

// place is where a directive begins.
func place(tf *token.File, d *suppress.Directive) ir.Pos {
	if d.Line > tf.LineCount() {
		return ir.Pos{}
	}
	start := tf.LineStart(d.Line) + token.Pos(d.Column-1)
	return ir.NewPos(tf.Name(), d.Line, d.Column, d.Line, d.EndColumn, start, start+token.Pos(d.EndColumn-d.Column))
}

// ReportProblems reports what is wrong with the comments of a package that suppress findings.
func ReportProblems(pass *analysis.Pass, r *Result) {
	for _, p := range r.Problems {
		start, end := p.Pos.Range()
		pass.Report(analysis.Diagnostic{Pos: start, End: end, Category: p.Rule, URL: URL(p.Rule), Message: p.Rule + ": " + p.Message})
	}
}
