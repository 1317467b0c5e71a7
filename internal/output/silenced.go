package output

import (
	"fmt"
	"strings"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// silencedNotes tells, in formats that have no other place for it, which findings do not block and by whose word.
func silencedNotes(r *finding.Report, o Options) []string {
	const few = 5
	var places []string
	suppressed, known := silenced(r)
	for _, f := range r.Findings {
		if f.Suppressed != nil && !f.Suppressed.Baseline && len(places) < few {
			places = append(places, where(o, finding.Place{File: f.File, Line: f.Line}))
		}
	}
	if suppressed > few {
		places = append(places, "...")
	}
	var out []string
	if suppressed > 0 {
		out = append(out, fmt.Sprintf("findings that comments suppress: %d (%s)", suppressed, strings.Join(places, ", ")))
	}
	if known > 0 {
		out = append(out, fmt.Sprintf("findings that are in the baseline: %d", known))
	}
	return out
}
