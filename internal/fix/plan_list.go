package fix

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// List is a page of Markdown that says for every finding what the repair is, or why none is certain and what to do.
func List(r *finding.Report) string {
	fs := slices.Clone(r.Active())
	slices.SortStableFunc(fs, func(a, b finding.Finding) int { return cmp.Compare(a.File, b.File) })
	byRule := map[string][2]int{}
	var rows strings.Builder
	for _, f := range fs {
		n := byRule[f.Rule]
		n[1]++
		what := "advice: " + f.Advice
		if f.Fix != nil {
			n[0]++
			what = "**repair**: " + edited(f.Fix)
		} else if f.NoFix != "" {
			what = fmt.Sprintf("advice (%s): %s", f.NoFix, f.Advice)
		}
		byRule[f.Rule] = n
		fmt.Fprintf(&rows, "| %s:%d | %s | %s | %s |\n", f.File, f.Line, f.Rule, cell("`"+f.Subject+"`"), cell(what))
	}
	var out strings.Builder
	fmt.Fprintf(&out, "# Repairs on Linux %s\n\nWritten by `pcmlint fix --list`.\n\n| rule | findings | certain repairs |\n|---|---|---|\n", r.KernelVersion)
	for _, rule := range slices.Sorted(maps.Keys(byRule)) {
		n := byRule[rule]
		fmt.Fprintf(&out, "| %s | %d | %d |\n", rule, n[1], n[0])
	}
	out.WriteString("\n| driver | rule | finding | repair or advice |\n|---|---|---|---|\n")
	out.WriteString(rows.String())
	return out.String()
}

// edited shows what a repair adds, on one line.
func edited(f *finding.Fix) string {
	var lines []string
	for _, e := range f.Edits {
		if e.NewText == "" {
			lines = append(lines, fmt.Sprintf("%d lines removed", e.EndLine-e.StartLine))
			continue
		}
		lines = append(lines, "`"+strings.Join(strings.Fields(e.NewText), " ")+"`")
	}
	return strings.Join(lines, ", ")
}

// cell makes text fit into a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", "\\|") }
