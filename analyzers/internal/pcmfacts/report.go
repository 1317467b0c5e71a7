package pcmfacts

import (
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/link"
	"github.com/pcmlint/pcmlint/analyzers/internal/repair"
	"github.com/pcmlint/pcmlint/internal/contract"
)

// Rules are those that drivers in Go are judged by.
var Rules = []string{contract.IRQWithoutSyncStop, contract.DeferredWithoutSyncStop, contract.HandRolledSync, contract.WaitInTrigger}

// URL is the page of a rule.
func URL(rule string) string {
	return "https://github.com/pcmlint/pcmlint/blob/main/rules/doc/" + rule + ".md"
}

// Reported is what one rule reported: findings and the diagnostics made of them, in the same order.
type Reported struct {
	Findings    []link.Finding
	Diagnostics []analysis.Diagnostic
	Silences    []*Silence // the comments that suppress them, nil for none
}

// Report makes diagnostics of one rule's findings.
func Report(pass *analysis.Pass, rule string) (*Reported, error) {
	res := pass.ResultOf[Analyzer].(*Result)
	if res.Judged == nil {
		return &Reported{}, nil
	}
	out := &Reported{}
	for _, f := range res.Judged.Findings {
		if f.Rule != rule {
			continue
		}
		start, end := f.Pos.Range()
		d := analysis.Diagnostic{Pos: start, End: end, Category: rule, URL: URL(rule), Message: rule + ": " + f.Message}
		for _, s := range f.Path {
			d.Related = append(d.Related, related(pass, s))
		}
		for _, s := range f.Related {
			d.Related = append(d.Related, related(pass, s))
		}
		d.SuggestedFixes = repair.Suggest(pass, f)
		silence := res.Silences[f.Key]
		if silence == nil {
			pass.Report(d)
		}
		out.Findings, out.Diagnostics, out.Silences = append(out.Findings, f), append(out.Diagnostics, d), append(out.Silences, silence)
	}
	return out, nil
}

// related makes related information of a step. A place in another package has no token position: its file and line
// go into the message.
func related(pass *analysis.Pass, s link.Step) analysis.RelatedInformation {
	msg := s.Note
	if s.Function != "" {
		msg = s.Function + ": " + msg
	}
	start, end := s.Pos.Range()
	if !start.IsValid() || !own(pass, start) {
		return analysis.RelatedInformation{Pos: pass.Files[0].Package, Message: msg + " (" + where(s.Pos) + ")"}
	}
	return analysis.RelatedInformation{Pos: start, End: end, Message: msg}
}

func own(pass *analysis.Pass, pos token.Pos) bool {
	for _, f := range pass.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return true
		}
	}
	return false
}

func where(p ir.Pos) string {
	return token.Position{Filename: p.File, Line: p.Line, Column: p.Col}.String()
}
