package output

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fatih/color"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// AuditText lists all ops tables by file: status, what synchronises them, every async context with its registration
// and its elapsed call, and for those that could not be judged the reason.
func AuditText(w io.Writer, r *finding.Report, o Options) error {
	out := bufio.NewWriter(w)
	a := auditWriter{out, o, newPalette(o.Color), newOnce()}
	file := ""
	for i := range r.Tables {
		t := &r.Tables[i]
		if t.File != file {
			if file != "" {
				fmt.Fprintln(out)
			}
			file = t.File
			fmt.Fprintln(out, a.c.bold.Sprint(clean(o.path(file))))
		}
		a.table(t)
	}
	if len(r.Tables) > 0 {
		fmt.Fprintln(out)
	}
	for _, n := range r.Notes {
		fmt.Fprintf(out, "%s: %s\n", a.c.note.Sprint("note"), clean(n))
	}
	if !o.Quiet {
		fmt.Fprint(out, Summary(r))
	}
	return out.Flush()
}

type auditWriter struct {
	w io.Writer
	o Options
	c palette

	once *once
}

func (a auditWriter) table(t *finding.Table) {
	// Padded before it is painted, so that colours do not count as width.
	fmt.Fprintf(a.w, "%6d:%-3d %s %s", t.Line, t.Column, a.c.status(t.Status, fmt.Sprintf("%-8s", clean(t.Status))), a.c.bold.Sprint(clean(t.Name)))
	if t.Kind != "snd_pcm_ops" {
		fmt.Fprintf(a.w, " (%s)", clean(t.Kind))
	}
	fmt.Fprintln(a.w)
	contexts := t.Contexts
	if other := a.once.contexts(t); other != nil {
		contexts = nil
		a.row("contexts", "", fmt.Sprintf("the %d of `%s` (%s)", len(t.Contexts), clean(other.Name), near(a.o, t.File, finding.Place{File: other.File, Line: other.Line})))
	}
	for _, g := range entries(contexts) {
		a.row(g.kind, g.entry, fmt.Sprintf("registered %s, elapsed %s", a.places(t.File, g.registered), a.places(t.File, g.elapsed)))
	}
	if s := t.Sync; s != nil {
		text := fmt.Sprintf("%s (%s)", syncName(s.By), near(a.o, t.File, finding.Place{File: s.File, Line: s.Line}))
		if t.Status == finding.Unsynced {
			text += ", but that does not wait for all of them"
		}
		a.row("synced by", "", text)
	}
	for _, line := range t.Proofs(func(p finding.Place) string { return near(a.o, t.File, p) }) {
		a.row("", "", clean(line))
	}
	if t.Reason != "" {
		a.row("because", "", clean(t.Reason))
	}
}

// status paints a text as the status of a table deserves.
func (c palette) status(s, text string) string {
	paint := map[string]*color.Color{
		finding.Synced: c.good, finding.Unsynced: c.err, finding.NoAsync: c.frame, finding.Unknown: c.dim,
	}[s]
	if paint == nil {
		return text
	}
	return paint.Sprint(text)
}

// entry is one function that contexts of a kind enter by: a handler that is registered in four places and reaches six
// calls is one line, not twenty-four.
type entry struct {
	kind, entry         string
	registered, elapsed []finding.Place
}

func entries(contexts []finding.Context) []*entry {
	var out []*entry
	for _, c := range contexts {
		i := slices.IndexFunc(out, func(g *entry) bool { return g.kind == c.Kind && g.entry == c.Entry })
		if i < 0 {
			i = len(out)
			out = append(out, &entry{kind: c.Kind, entry: c.Entry})
		}
		out[i].registered = withPlace(out[i].registered, c.Registered)
		out[i].elapsed = withPlace(out[i].elapsed, c.Elapsed)
	}
	return out
}

func withPlace(list []finding.Place, p finding.Place) []finding.Place {
	if slices.ContainsFunc(list, func(q finding.Place) bool { return q.File == p.File && q.Line == p.Line }) {
		return list
	}
	return append(list, p)
}

// places spells a list of places; json has all of a long one.
func (a auditWriter) places(file string, list []finding.Place) string {
	const most = 6
	var out []string
	for _, p := range list[:min(len(list), most)] {
		out = append(out, near(a.o, file, p))
	}
	text := strings.Join(out, ", ")
	if n := len(list) - most; n > 0 {
		text += fmt.Sprintf(" and %d more", n)
	}
	return text
}

// row writes one indented line below a table.
func (a auditWriter) row(head, entry, text string) {
	if entry != "" {
		text = clean(entry) + ": " + text
	}
	fmt.Fprintf(a.w, "%11s%-12s %s\n", "", clean(head), text)
}

// near spells a place as short as a reader of file's section needs it.
func near(o Options, file string, p finding.Place) string {
	switch {
	case p.Line == 0:
		return "(place unknown)"
	case p.File == file:
		return fmt.Sprintf("line %d", p.Line)
	}
	return where(o, finding.Place{File: p.File, Line: p.Line})
}

func syncName(by string) string {
	switch by {
	case finding.BySyncStop:
		return ".sync_stop"
	case finding.BySyncIRQ:
		return "card->sync_irq"
	case finding.ByHand:
		return "waits in .hw_free and .prepare"
	}
	return clean(by)
}
