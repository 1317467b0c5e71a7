package run

import (
	"fmt"
	"go/token"
	"sort"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/link"
	"github.com/pcmlint/pcmlint/analyzers/internal/pcmfacts"
	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/rules/doc"
)

// converter makes neutral findings of the analyzers' results. A package and its test variant say the same things twice.
type converter struct {
	result   *Result
	findings map[string]bool
	tables   map[Place]int // index in the result
}

func (c *converter) add(act *checker.Action) {
	switch res := act.Result.(type) {
	case *pcmfacts.Reported:
		for i, f := range res.Findings {
			c.finding(f, res.Diagnostics[i], res.Silences[i], act.Package.Fset)
		}
	case *pcmfacts.Result:
		for _, p := range res.Problems {
			c.problem(p)
		}
		if res.Judged == nil {
			return
		}
		tables := map[Place]Table{}
		for _, t := range res.Judged.Tables {
			if x := newTable(t); worse[x.Status] >= worse[tables[x.Place].Status] {
				tables[x.Place] = x
			}
		}
		for _, t := range tables {
			c.table(t)
		}
	}
}

// problem makes a finding of what is wrong with a comment.
func (c *converter) problem(p pcmfacts.Problem) {
	page, _ := doc.Of(p.Rule)
	x := Finding{Rule: p.Rule, Name: page.Name, Place: place(p.Pos), Subject: p.Subject, Message: p.Message, Advice: p.Advice}
	if key := fmt.Sprint(x.Rule, x.Place, x.Subject); !c.findings[key] {
		c.findings[key] = true
		c.result.Findings = append(c.result.Findings, x)
	}
}

func (c *converter) finding(f link.Finding, d analysis.Diagnostic, silence *pcmfacts.Silence, fset *token.FileSet) {
	page, _ := doc.Of(f.Rule)
	x := Finding{Rule: f.Rule, Name: page.Name, Place: place(f.Pos), Subject: f.Subject, Context: f.Context, Entries: f.Entries,
		Message: f.Message, Path: steps(f.Path), Related: steps(f.Related)}
	key := fmt.Sprint(x.Rule, x.Place)
	if c.findings[key] {
		return
	}
	c.findings[key] = true
	if silence != nil {
		x.Suppressed = &Suppression{place(silence.Pos), silence.Reason}
	}
	if len(d.SuggestedFixes) > 0 {
		x.Fix = fix(d.SuggestedFixes[0], fset)
	}
	c.result.Findings = append(c.result.Findings, x)
}

func fix(f analysis.SuggestedFix, fset *token.FileSet) *Fix {
	out := &Fix{Summary: f.Message}
	for _, e := range f.TextEdits {
		s, t := fset.PositionFor(e.Pos, false), fset.PositionFor(e.End, false)
		out.Edits = append(out.Edits, Edit{Place{s.Filename, s.Line, s.Column, t.Line, t.Column}, string(e.NewText)})
	}
	return out
}

func (c *converter) table(t Table) {
	if i, ok := c.tables[t.Place]; ok {
		if told[t.Status] > told[c.result.Tables[i].Status] {
			c.result.Tables[i] = t
		}
		return
	}
	c.tables[t.Place] = len(c.result.Tables)
	c.result.Tables = append(c.result.Tables, t)
}

// told orders statuses by how much is known: a table can be judged several times, with different packages in sight.
var told = map[string]int{contract.NoAsync: 0, contract.Unknown: 1, contract.Synced: 2, contract.Unsynced: 3}

// worse orders them by how bad they are: what a constructor makes for several callers is several tables at one place.
var worse = map[string]int{contract.NoAsync: 1, contract.Synced: 2, contract.Unknown: 3, contract.Unsynced: 4}

func newTable(t link.Status) Table {
	p := place(t.Table.Pos)
	x := Table{Place: p, Name: t.Table.Name, Kind: "struct", Status: t.Status, By: t.By, ByPlace: place(t.ByPos), Reason: t.Reason}
	if t.Table.Iface {
		x.Kind = "interface"
	}
	for _, k := range t.Contexts {
		x.Contexts = append(x.Contexts, Context{k.Kind, k.Entry, place(k.Registered), place(k.Elapsed), steps(k.Path)})
	}
	return x
}

func (c *converter) sort() {
	fs, ts := c.result.Findings, c.result.Tables
	sort.SliceStable(fs, func(i, j int) bool {
		if fs[i].Place != fs[j].Place {
			return before(fs[i].Place, fs[j].Place)
		}
		return fs[i].Rule < fs[j].Rule
	})
	sort.SliceStable(ts, func(i, j int) bool { return before(ts[i].Place, ts[j].Place) })
}

func before(a, b Place) bool {
	if a.File != b.File {
		return a.File < b.File
	}
	if a.Line != b.Line {
		return a.Line < b.Line
	}
	return a.Column < b.Column
}

func place(p ir.Pos) Place { return Place{p.File, p.Line, p.Col, p.EndLine, p.EndCol} }

func steps(in []link.Step) []Step {
	var out []Step
	for _, s := range in {
		out = append(out, Step{place(s.Pos), s.Function, s.Note})
	}
	return out
}
