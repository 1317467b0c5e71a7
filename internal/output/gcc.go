package output

import (
	"bufio"
	"fmt"
	"io"
	"slices"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// GCC writes findings as compilers write errors, so that make, editors and log scanners understand them; what
// could not be judged is a note.
func GCC(w io.Writer, r *finding.Report, o Options) error {
	out := bufio.NewWriter(w)
	told := newOnce()
	for _, f := range r.Active() {
		fmt.Fprintf(out, "%s: error: %s [%s]\n", where(o, f.Place), clean(f.Message), f.Rule)
		for i, s := range f.Path {
			fmt.Fprintf(out, "%s: note: %d. %s\n", where(o, s.Place), i+1, clean(s.Label()))
		}
		for _, s := range told.related(&f) {
			fmt.Fprintf(out, "%s: note: %s\n", where(o, s.Place), clean(s.Label()))
		}
		if f.Advice != "" {
			fmt.Fprintf(out, "%s: note: help: %s\n", where(o, f.Place), clean(f.Advice))
		}
	}
	for _, d := range r.Doubts() {
		fmt.Fprintf(out, "%s: note: %s\n", where(o, d.Place), clean(d.Message))
	}
	for _, n := range slices.Concat(r.Notes, silencedNotes(r, o)) {
		fmt.Fprintf(out, "pcmlint: note: %s\n", clean(n))
	}
	return out.Flush()
}
