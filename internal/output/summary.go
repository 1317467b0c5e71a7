package output

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// Summary returns the closing lines of a run: findings by rule, drivers and tables by status, work done.
func Summary(r *finding.Report) string {
	var b strings.Builder
	b.WriteString(findingLine(r))
	s := &r.Stats
	fmt.Fprintf(&b, "%s, %s: %d synced, %d unsynced, %d no-async, %d unknown", count(s.Drivers, "driver"),
		count(s.Tables.Total(), "ops table"), s.Tables.Synced, s.Tables.Unsynced, s.Tables.NoAsync, s.Tables.Unknown)
	if s.Tables.Unknown > 0 {
		b.WriteString(" (`pcmlint audit` says why)")
	}
	b.WriteByte('\n')
	if p := s.Proofs; p.Proved+p.Trusted > 0 {
		fmt.Fprintf(&b, "synced tables in C: %d proved, %d trusted", p.Proved, p.Trusted)
		if p.Trusted > 0 {
			b.WriteString(" (`pcmlint audit` says why)")
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%s seen, %d read, %d parsed, %d from the cache", count(s.FilesWalked, "file"),
		s.FilesRead, s.FilesParsed, s.FilesFromCache)
	for _, reason := range slices.Sorted(maps.Keys(s.FilesSkipped)) {
		if n := s.FilesSkipped[reason]; n > 0 {
			fmt.Fprintf(&b, ", %d skipped (%s)", n, clean(reason))
		}
	}
	if s.Elapsed > 0 {
		fmt.Fprintf(&b, ", %s", s.Elapsed.Round(elapsedUnit(s.Elapsed)))
	}
	b.WriteByte('\n')
	paths := map[string]bool{}
	for _, e := range r.Errors {
		paths[e.File] = true
	}
	if n := len(paths); n > 0 {
		fmt.Fprintf(&b, "incomplete: %s could not be analysed\n", count(n, "path"))
	}
	return b.String()
}

func findingLine(r *finding.Report) string {
	rules := make(map[string]int)
	active := r.Active()
	for _, f := range active {
		rules[f.Rule]++
	}
	line := "no findings"
	if len(active) > 0 {
		var parts []string
		for _, id := range slices.Sorted(maps.Keys(rules)) {
			parts = append(parts, fmt.Sprintf("%d %s", rules[id], id))
		}
		line = count(len(active), "finding") + ": " + strings.Join(parts, ", ")
	}
	suppressed, known := silenced(r)
	var and []string
	if suppressed > 0 {
		and = append(and, fmt.Sprintf("%d suppressed", suppressed))
	}
	if known > 0 {
		and = append(and, fmt.Sprintf("%d in the baseline", known))
	}
	if len(and) > 0 {
		line += " (and " + strings.Join(and, ", ") + ")"
	}
	return line + "\n"
}

// silenced counts the findings that do not block: those suppressed in the source and those in the baseline.
func silenced(r *finding.Report) (suppressed, known int) {
	for _, f := range r.Findings {
		switch {
		case f.Suppressed == nil:
		case f.Suppressed.Baseline:
			known++
		default:
			suppressed++
		}
	}
	return suppressed, known
}

func elapsedUnit(d time.Duration) time.Duration {
	if d < time.Second {
		return time.Millisecond
	}
	return 10 * time.Millisecond
}

// count spells a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
