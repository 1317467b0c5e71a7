package output

import (
	"slices"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// Named lists the lines where ops tables, and functions that something asynchronous starts, of a name stand.
func Named(r *finding.Report, name string) []finding.Place {
	var out []finding.Place
	add := func(p finding.Place) {
		p = finding.Place{File: p.File, Line: p.Line}
		if p.Line > 0 && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	for _, t := range r.Tables {
		if t.Name == name {
			add(finding.Place{File: t.File, Line: t.Line})
		}
		for _, c := range t.Contexts {
			if c.Entry != name {
				continue
			}
			if c.EntryAt.Line > 0 {
				add(c.EntryAt)
			} else {
				add(c.Registered)
			}
		}
	}
	return out
}

// About is a report with the tables and the findings alone that have to do with some lines.
func About(r *finding.Report, places []finding.Place) *finding.Report {
	on := func(p finding.Place) bool {
		return slices.ContainsFunc(places, func(q finding.Place) bool { return p.File == q.File && p.Line == q.Line })
	}
	step := func(s finding.Step) bool { return on(s.Place) }
	less := *r
	less.Tables = slices.DeleteFunc(slices.Clone(r.Tables), func(t finding.Table) bool {
		return !on(finding.Place{File: t.File, Line: t.Line}) && !slices.ContainsFunc(t.Contexts, func(c finding.Context) bool {
			return on(c.EntryAt) || on(c.Registered) || on(c.Elapsed) || slices.ContainsFunc(c.Path, step)
		}) && !slices.ContainsFunc(t.Waits, func(w finding.Wait) bool { return on(w.Place) }) &&
			(t.Sync == nil || !on(finding.Place{File: t.Sync.File, Line: t.Sync.Line}))
	})
	less.Findings = slices.DeleteFunc(slices.Clone(r.Findings), func(f finding.Finding) bool {
		return !on(f.Place) && !slices.ContainsFunc(f.Path, step) && !slices.ContainsFunc(f.Related, step)
	})
	return &less
}
