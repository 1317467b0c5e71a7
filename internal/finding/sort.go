package finding

import (
	"cmp"
	"slices"
	"strings"
)

// Sort brings everything in r into the order in which it is printed.
func (r *Report) Sort() {
	slices.SortStableFunc(r.Findings, compareFindings)
	slices.SortStableFunc(r.Tables, func(a, b Table) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			strings.Compare(a.Name, b.Name), strings.Compare(a.Kind, b.Kind))
	})
	slices.SortStableFunc(r.Errors, func(a, b FileError) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Message, b.Message))
	})
}

// compareFindings orders by file, line, column and rule; what is still equal is told apart by what it says.
func compareFindings(a, b Finding) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
		strings.Compare(a.Rule, b.Rule), strings.Compare(a.Subject, b.Subject), strings.Compare(a.Message, b.Message))
}

// Active returns the findings that block: all but the suppressed ones.
func (r *Report) Active() []Finding {
	var active []Finding
	for _, f := range r.Findings {
		if f.Suppressed == nil {
			active = append(active, f)
		}
	}
	return active
}

// Incomplete reports whether something that was asked for could not be analysed.
func (r *Report) Incomplete() bool { return len(r.Errors) > 0 }
