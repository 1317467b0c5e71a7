package pcmfacts

import (
	"bytes"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

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
	if slices.ContainsFunc(out.problems, unused) && testsElsewhere(pass) {
		out.problems = slices.DeleteFunc(out.problems, unused)
	}
	return out
}

func unused(p Problem) bool { return p.Rule == suppress.Unused }

// testsElsewhere tells whether there are test files of the package that are not part of this pass. They can register a
// driver, and so make the findings that its comments silence: the pass with them tells what is unused.
func testsElsewhere(pass *analysis.Pass) bool {
	here := map[string]bool{}
	for _, f := range pass.Files {
		here[pass.Fset.File(f.FileStart).Name()] = true
	}
	if len(pass.Files) == 0 {
		return false
	}
	dir := filepath.Dir(pass.Fset.File(pass.Files[0].FileStart).Name())
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		name := filepath.Join(dir, e.Name())
		if !strings.HasSuffix(name, "_test.go") || here[name] {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.PackageClauseOnly)
		if err == nil && f.Name.Name == pass.Pkg.Name() {
			return true
		}
	}
	return false
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
