package output

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/fatih/color"

	"github.com/pcmlint/pcmlint/internal/finding"
)

const defaultWidth = 100

// Text writes findings the way modern compilers do: the message, the quoted line, the path to the elapsed call with
// each step quoting its own line, and what to write instead.
func Text(w io.Writer, r *finding.Report, o Options) error {
	out := bufio.NewWriter(w)
	t := newTextWriter(out, r, o)
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Suppressed == nil || o.Verbose {
			t.finding(f)
		}
	}
	notes := r.Notes
	if o.Quiet && !o.Verbose { // else they are counted, or shown
		notes = slices.Concat(notes, silencedNotes(r, o))
	}
	for _, n := range notes {
		t.printf("%s: %s\n", t.c.note.Sprint("note"), clean(n))
	}
	switch n := len(r.Doubts()); {
	case !o.Quiet:
		t.printf("%s", Summary(r))
	case n > 0:
		t.printf("%s: ops tables and files that could not be judged: %d (`pcmlint audit` says why)\n", t.c.note.Sprint("note"), n)
	}
	return out.Flush()
}

// palette is the colours of the text formats.
type palette struct {
	err, bold, frame, mark, step, help, note, add, del, good, dim *color.Color
}

func newPalette(on bool) palette {
	paint := func(a ...color.Attribute) *color.Color {
		c := color.New(a...)
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c
	}
	return palette{
		err:   paint(color.FgRed, color.Bold),
		bold:  paint(color.Bold),
		frame: paint(color.FgBlue, color.Bold),
		mark:  paint(color.FgRed, color.Bold),
		step:  paint(color.FgCyan),
		help:  paint(color.FgGreen, color.Bold),
		note:  paint(color.FgCyan, color.Bold),
		add:   paint(color.FgGreen),
		del:   paint(color.FgRed),
		good:  paint(color.FgGreen),
		dim:   paint(color.FgYellow),
	}
}

// textWriter writes text. Errors of the writer below are kept by it until the flush.
type textWriter struct {
	w      *bufio.Writer
	o      Options
	c      palette
	src    *sources
	once   *once
	gutter int // width of the line numbers of the finding at hand
}

func newTextWriter(w *bufio.Writer, r *finding.Report, o Options) *textWriter {
	if o.Width == 0 {
		o.Width = defaultWidth
	}
	return &textWriter{w: w, o: o, c: newPalette(o.Color), src: newSources(r.ReadSource), once: newOnce()}
}

func (t *textWriter) printf(format string, args ...any) { fmt.Fprintf(t.w, format, args...) }

// finding writes one finding with everything that belongs to it.
func (t *textWriter) finding(f *finding.Finding) {
	t.gutter = gutterOf(f)
	level := t.c.err.Sprintf("error[%s]", f.Rule)
	if f.Suppressed != nil {
		level = t.c.note.Sprintf("suppressed[%s]", f.Rule)
	}
	t.printf("%s%s\n", level, t.c.bold.Sprint(": "+clean(f.Message)))
	t.location("-->", f.Place)
	t.bar()
	t.snippet(f.Place, '^', t.c.mark, "")
	t.path(f)
	for _, s := range t.once.related(f) {
		t.bar()
		t.printf("%s: %s\n", t.c.note.Sprint("note"), clean(s.Label()))
		t.location("-->", s.Place)
		t.bar()
		t.snippet(s.Place, '-', t.c.step, "")
	}
	if f.Advice != "" || f.Fix != nil || f.Suppressed != nil {
		t.bar()
	}
	if f.Suppressed != nil {
		t.printf("%s: suppressed at %s:%d: %s\n", t.c.note.Sprint("note"),
			clean(t.o.path(f.Suppressed.Place.File)), f.Suppressed.Place.Line, clean(f.Suppressed.Reason))
	}
	if f.Advice != "" {
		t.printf("%s: %s\n", t.c.help.Sprint("help"), clean(f.Advice))
	}
	if f.NoFix != "" {
		t.printf("%s: there is no certain repair: %s\n", t.c.note.Sprint("note"), clean(f.NoFix))
	}
	t.fix(f.Fix)
	t.printf("\n")
}

// path writes the steps from the registration to the elapsed call.
func (t *textWriter) path(f *finding.Finding) {
	for i, s := range f.Path {
		text := fmt.Sprintf("%d. %s", i+1, clean(s.Label()))
		if _, ok := t.src.line(s.File, s.Line); !ok {
			t.location(":::", s.Place)
			t.rule("=", text)
			continue
		}
		t.location(":::", s.Place)
		t.snippet(s.Place, '~', t.c.step, text)
	}
}

// location writes an arrow and a place that a terminal or an editor can open.
func (t *textWriter) location(arrow string, p finding.Place) {
	t.printf("%s%s %s\n", strings.Repeat(" ", t.gutter), t.c.frame.Sprint(arrow), where(t.o, p))
}

func where(o Options, p finding.Place) string {
	s := clean(o.path(p.File))
	if p.Line > 0 {
		s += ":" + strconv.Itoa(p.Line)
		if p.Column > 0 {
			s += ":" + strconv.Itoa(p.Column)
		}
	}
	return s
}

func (t *textWriter) bar() {
	t.printf("%s %s\n", strings.Repeat(" ", t.gutter), t.c.frame.Sprint("|"))
}

func (t *textWriter) rule(sign, text string) {
	t.printf("%s %s %s\n", strings.Repeat(" ", t.gutter), t.c.frame.Sprint(sign), text)
}

// snippet quotes the line of p and marks what p covers of it, with a label behind the mark.
func (t *textWriter) snippet(p finding.Place, sign rune, paint *color.Color, label string) {
	line, ok := t.src.line(p.File, p.Line)
	if !ok {
		return
	}
	start, end := span(p, line)
	if p.EndLine > p.Line && t.spread(p, line, start, sign, paint, label) {
		return
	}
	e := quote(line, start, end, t.o.Width)
	t.numbered(p.Line, e.text)
	marks := strings.Repeat(string(sign), e.to-e.from)
	if label != "" {
		marks += " " + label
	}
	t.marked(strings.Repeat(" ", e.from) + paint.Sprint(marks))
}

// maxSpread is how many lines of a stretch are quoted; of a longer one the first and the last.
const maxSpread = 5

// spread quotes a stretch of several lines and draws a line along it from its first character to its last. False when the
// last line is not at hand.
func (t *textWriter) spread(p finding.Place, first []byte, start int, sign rune, paint *color.Color, label string) bool {
	last, ok := t.src.line(p.File, p.EndLine)
	if !ok || p.EndColumn < 2 {
		return false
	}
	const margin = 2 // for the line that is drawn
	width := t.o.Width - margin
	e := quote(first, start, len(first), width)
	t.numbered(p.Line, "  "+e.text)
	t.marked(paint.Sprint(" " + strings.Repeat("_", e.from+1) + string(sign)))
	for n := p.Line + 1; n < p.EndLine; n++ {
		if p.EndLine-p.Line >= maxSpread {
			t.marked(paint.Sprint("| ..."))
			break
		}
		line, _ := t.src.line(p.File, n)
		t.numbered(n, paint.Sprint("|")+" "+quote(line, 0, 1, width).text)
	}
	e = quote(last, 0, min(p.EndColumn-1, len(last)), width)
	t.numbered(p.EndLine, paint.Sprint("|")+" "+e.text)
	marks := "|" + strings.Repeat("_", e.to) + string(sign)
	if label != "" {
		marks += " " + label
	}
	t.marked(paint.Sprint(marks))
	return true
}

// numbered writes a quoted line with its number, marked what stands below it.
func (t *textWriter) numbered(n int, text string) {
	t.printf("%s %s\n", t.c.frame.Sprintf("%*d |", t.gutter, n), text)
}

func (t *textWriter) marked(text string) {
	t.printf("%s %s %s\n", strings.Repeat(" ", t.gutter), t.c.frame.Sprint("|"), text)
}

// span returns the bytes of line that p covers. A place without an end covers the word that it begins with.
func span(p finding.Place, line []byte) (start, end int) {
	start = min(max(p.Column-1, 0), len(line))
	switch {
	case p.EndLine > p.Line:
		end = len(line)
	case p.EndLine == p.Line && p.EndColumn > p.Column:
		end = p.EndColumn - 1
	default:
		for end = start; end < len(line) && isWord(line[end]); end++ {
		}
	}
	return start, max(min(end, len(line)), start+1)
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// gutterOf is the width of the highest line number that the finding quotes.
func gutterOf(f *finding.Finding) int {
	top := f.Line
	for _, s := range f.Path {
		top = max(top, s.Line)
	}
	for _, s := range f.Related {
		top = max(top, s.Line)
	}
	if f.Fix != nil {
		for _, e := range f.Fix.Edits {
			top = max(top, e.EndLine+strings.Count(e.NewText, "\n"))
		}
	}
	return max(len(strconv.Itoa(top)), 3)
}
