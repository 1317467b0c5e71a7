package output

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// Explain writes everything that is known about one line of a report with all its tables: the ops tables, handlers and
// calls that stand there, and those that are named there.
func Explain(w io.Writer, r *finding.Report, at finding.Place, o Options) error {
	out := bufio.NewWriter(w)
	t := newTextWriter(out, r, o)
	e := explainer{t, r, at}
	e.quote()
	if !e.here() && !e.named() {
		e.nothing()
	}
	return out.Flush()
}

// explainer writes about one place.
type explainer struct {
	*textWriter
	r  *finding.Report
	at finding.Place
}

// quote shows the line.
func (e explainer) quote() {
	e.printf("%s\n", e.c.bold.Sprint(where(e.o, finding.Place{File: e.at.File, Line: e.at.Line})))
	if line, ok := e.src.line(e.at.File, e.at.Line); ok {
		e.printf("%s %s\n", e.c.frame.Sprintf("%6d |", e.at.Line), quote(line, 0, 1, e.o.Width).text)
	}
}

// is tells whether a place is on the line.
func (e explainer) is(p finding.Place) bool { return p.File == e.at.File && p.Line == e.at.Line }

// here tells of what stands on the line itself.
func (e explainer) here() bool {
	said := false
	for i := range e.r.Tables {
		t := &e.r.Tables[i]
		if t.File == e.at.File && t.Line == e.at.Line {
			e.table(t)
			said = true
		}
	}
	for i := range e.r.Tables {
		t := &e.r.Tables[i]
		said = e.sync(t) || said
		for j := range t.Contexts {
			said = e.step(t, &t.Contexts[j]) || said
		}
		for j := range t.Waits {
			if x := &t.Waits[j]; e.is(x.Place) {
				e.wait(t, x)
				said = true
			}
		}
	}
	for i := range e.r.Findings {
		if f := &e.r.Findings[i]; e.is(f.Place) {
			e.problem(f)
			said = true
		}
	}
	return said
}

// named tells of tables and handlers that the line mentions.
func (e explainer) named() bool {
	line, _ := e.src.line(e.at.File, e.at.Line)
	words := strings.FieldsFunc(string(line), func(r rune) bool { return r > 0x7f || !isWord(byte(r)) })
	said := false
	for i := range e.r.Tables {
		t := &e.r.Tables[i]
		if slices.Contains(words, t.Name) {
			e.table(t)
			said = true
		}
		for j := range t.Contexts {
			if c := &t.Contexts[j]; slices.Contains(words, c.Entry) {
				e.context(t, c, "named here")
				said = true
			}
		}
	}
	return said
}

// nothing says where in the file there is something to ask about.
func (e explainer) nothing() {
	e.printf("\nNothing is known about this line: it is no ops table, no step from a handler's registration to snd_pcm_period_elapsed(),\n" +
		"and no wait that a table's callback reaches.\n")
	var lines []int
	add := func(p finding.Place) {
		if p.File == e.at.File && p.Line > 0 {
			lines = append(lines, p.Line)
		}
	}
	for _, t := range e.r.Tables {
		add(finding.Place{File: t.File, Line: t.Line})
		for _, c := range t.Contexts {
			add(c.EntryAt)
			for _, s := range c.Path {
				add(s.Place)
			}
		}
		for _, x := range t.Waits {
			add(x.Place)
		}
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	if len(lines) == 0 {
		e.printf("No line of %s has to do with a PCM driver's periods.\n", clean(e.o.path(e.at.File)))
		return
	}
	e.printf("Lines of %s that something is known about: %s\n", clean(e.o.path(e.at.File)),
		strings.Trim(strings.ReplaceAll(fmt.Sprint(lines), " ", ", "), "[]"))
}

// table is the whole story of one table.
func (e explainer) table(t *finding.Table) {
	e.printf("\n%s %s (%s): %s\n", e.c.help.Sprint("ops table"), e.c.bold.Sprint(clean(t.Name)), clean(t.Kind),
		e.c.status(t.Status, clean(t.Status)))
	switch {
	case t.Reason != "":
		e.printf("  because %s\n", clean(t.Reason))
	case t.Sync != nil:
		what := "synchronised"
		if t.Status == finding.Unsynced {
			what = "not all of its handlers are synchronised"
		}
		e.printf("  %s by %s at %s\n", what, syncName(t.Sync.By), where(e.o, finding.Place{File: t.Sync.File, Line: t.Sync.Line}))
	case t.Status == finding.NoAsync:
		e.printf("  nothing asynchronous reports its periods\n")
	default:
		e.printf("  synchronised by nothing: no .sync_stop, no card->sync_irq\n")
	}
	for _, line := range t.Proofs(func(p finding.Place) string { return where(e.o, finding.Place{File: p.File, Line: p.Line}) }) {
		e.printf("  %s\n", clean(line))
	}
	for i := range t.Contexts {
		c := &t.Contexts[i]
		e.printf("  %s %s: %s\n", e.c.note.Sprint(clean(c.Kind)), e.c.bold.Sprint(clean(c.Entry)), e.covered(t, c))
		e.steps(c.Path)
	}
	for i := range t.Waits {
		x := &t.Waits[i]
		e.printf("  .%s reaches %s() at %s, which waits %s\n", clean(x.Callback), clean(x.Call), where(e.o, x.Place), waitsFor(x))
	}
	for i := range e.r.Findings {
		if f := &e.r.Findings[i]; f.File == t.File && f.Line == t.Line && !e.is(f.Place) {
			e.problem(f)
		}
	}
}

// covered says whether the core waits for a context of a table.
func (e explainer) covered(t *finding.Table, c *finding.Context) string {
	switch {
	case t.Status == finding.Unknown:
		return "whether anything waits for it could not be judged"
	case t.Status == finding.Synced, c.Waited:
		return e.c.good.Sprint("waited for")
	}
	return e.c.err.Sprint("nothing waits for it")
}

func (e explainer) steps(path []finding.Step) {
	for i, s := range path {
		mark := " "
		if e.is(s.Place) {
			mark = e.c.bold.Sprint(">")
		}
		e.printf("   %s%d. %s  %s\n", mark, i+1, where(e.o, finding.Place{File: s.File, Line: s.Line}), clean(s.Label()))
	}
}

// step tells of a handler, or of a step on its way, that stands on the line.
func (e explainer) step(t *finding.Table, c *finding.Context) bool {
	role := ""
	switch {
	case e.is(c.EntryAt):
		role = "starts here"
	case e.is(c.Registered):
		role = "is registered here"
	case e.is(c.Elapsed):
		role = "reports periods here"
	case slices.ContainsFunc(c.Path, func(s finding.Step) bool { return e.is(s.Place) }):
		role = "passes here"
	default:
		return false
	}
	e.context(t, c, role)
	return true
}

func (e explainer) context(t *finding.Table, c *finding.Context, role string) {
	e.printf("\n%s %s %s (%s)\n", e.c.help.Sprint("handler"), e.c.bold.Sprint(clean(c.Entry)), role, kindName(c.Kind))
	e.printf("  reports periods of %s, %s, at %s: %s\n", clean(t.Name), clean(t.Status),
		where(e.o, finding.Place{File: t.File, Line: t.Line}), e.covered(t, c))
	e.steps(c.Path)
}

// kindName is the kind of a context for people. Kinds of Go have no other name.
func kindName(kind string) string {
	if k := kernelapi.Kind(kind); k.String() != kernelapi.Callback.String() {
		return k.String()
	}
	return clean(kind)
}

// sync tells of what makes the core wait.
func (e explainer) sync(t *finding.Table) bool {
	if t.Sync == nil || t.Sync.File != e.at.File || t.Sync.Line != e.at.Line {
		return false
	}
	what := "all handlers"
	if t.Sync.By == finding.BySyncIRQ {
		what = "the handlers of this IRQ, and nothing that they queue,"
	}
	e.printf("\n%s %s\n", e.c.help.Sprint("synchronisation by"), e.c.bold.Sprint(syncName(t.Sync.By)))
	e.printf("  makes the core wait for %s before a stream of %s, at %s, is prepared anew or freed\n", what, clean(t.Name),
		where(e.o, finding.Place{File: t.File, Line: t.Line}))
	return true
}

func (e explainer) wait(t *finding.Table, x *finding.Wait) {
	e.printf("\n%s %s()\n", e.c.help.Sprint("wait"), e.c.bold.Sprint(clean(x.Call)))
	e.printf("  is reached from .%s of %s, at %s, and waits %s\n", clean(x.Callback), clean(t.Name),
		where(e.o, finding.Place{File: t.File, Line: t.Line}), waitsFor(x))
}

func waitsFor(x *finding.Wait) string {
	if len(x.For) == 0 {
		return "for nothing that is known to report periods"
	}
	return "for " + clean(strings.Join(x.For, ", "))
}

func (e explainer) problem(f *finding.Finding) {
	e.printf("\n%s: %s\n", e.c.err.Sprintf("%s at %s", f.Rule, where(e.o, f.Place)), clean(f.Message))
	if f.Suppressed != nil {
		e.printf("  suppressed: %s\n", clean(f.Suppressed.Reason))
	}
	for _, s := range f.Related {
		e.printf("  note: %s  %s\n", where(e.o, finding.Place{File: s.File, Line: s.Line}), clean(s.Label()))
	}
	if f.Advice != "" {
		e.printf("  %s: %s\n", e.c.help.Sprint("help"), clean(f.Advice))
	}
	e.printf("  'pcmlint explain %s' tells more\n", f.Rule)
}
