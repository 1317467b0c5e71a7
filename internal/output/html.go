package output

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/rules/doc"
)

//go:embed html
var htmlFiles embed.FS

// htmlPage is made when it is wanted: most runs start, look at one file of a kernel build, and end.
var htmlPage = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("report.html").ParseFS(htmlFiles, "html/report.html"))
})

// HTML writes one page that needs nothing else: totals, each finding with a picture of the race and the source on its
// path, and all ops tables. It can be read without a script; that only filters.
func HTML(w io.Writer, r *finding.Report, o Options) error {
	o.Path = nil // whoever reads it may be anywhere: files are named from the root, which the head names
	h := htmlWriter{o: o, src: newSources(r.ReadSource), race: r.Race}
	page := htmlReport{
		Version: o.Version,
		Root:    clean(r.Root),
		Kernel:  clean(r.KernelVersion),
		Notes:   slices.Clone(r.Notes),
		Errors:  r.Errors,
		Drivers: r.Stats.Drivers,
		Rules:   countRules(r),
		Tables:  convert(r.Tables, h.table),
		Style:   template.CSS(asset("style.css")),
		Script:  template.JS(asset("filter.js")),
	}
	for _, s := range r.Skipped {
		page.Notes = append(page.Notes, fmt.Sprintf("%s was not looked at: %s", s.File, s.Message))
	}
	for i := range r.Findings {
		f := h.finding(&r.Findings[i])
		f.ID = fmt.Sprintf("finding-%d", i+1)
		f.Open = len(r.Findings) <= fewFindings
		if f.Silenced == "" {
			page.Findings = append(page.Findings, f)
		} else {
			page.Silenced = append(page.Silenced, f)
		}
	}
	for _, s := range []string{finding.Unsynced, finding.Unknown, finding.Synced, finding.NoAsync} {
		n := 0
		for _, t := range r.Tables {
			if t.Status == s {
				n++
			}
		}
		page.Statuses = append(page.Statuses, htmlCount{Name: s, Text: statusMeans[s], N: n})
	}
	var text bytes.Buffer
	if err := htmlPage().Execute(&text, page); err != nil {
		return fmt.Errorf("writing HTML: %w", err)
	}
	_, err := w.Write(shown(text.Bytes()))
	return err
}

func asset(name string) string {
	text, err := htmlFiles.ReadFile("html/" + name)
	if err != nil {
		panic(err) // it is part of the binary
	}
	return string(text)
}

var statusMeans = map[string]string{
	finding.Unsynced: "nothing waits for at least one asynchronous context",
	finding.Unknown:  "could not be judged",
	finding.Synced:   "something waits for every asynchronous context",
	finding.NoAsync:  "nothing asynchronous reports periods",
}

// So many findings are unfolded from the start.
const fewFindings = 20

// What the page is made of.
type (
	htmlReport struct {
		Version, Root, Kernel string
		Notes                 []string
		Errors                []finding.FileError
		Drivers               int
		Rules, Statuses       []htmlCount
		Findings, Silenced    []htmlFinding
		Tables                []htmlTable
		Style                 template.CSS
		Script                template.JS
	}
	htmlCount struct {
		Name, Text string
		N          int
	}
	htmlFinding struct {
		Open                                             bool
		ID, Rule, Name, Where, Message, Advice, Silenced string
		Source                                           htmlSource
		Race                                             *htmlRace
		Path, Related                                    []htmlStep
		Fix                                              *htmlFix
	}
	htmlStep struct {
		Label, Where string
		Source       htmlSource
	}
	// htmlSource is a line of source cut around what is meant.
	htmlSource struct {
		Line                int
		Before, Mark, After string
	}
	htmlFix struct {
		Summary string
		Changes []htmlChange
	}
	htmlChange struct {
		Where      string
		Gone, Came []string
	}
	htmlTable struct {
		Where, File, Name, Kind, Status, Sync, Reason string
		Proofs                                        []string
		Contexts                                      []htmlContext
	}
	htmlContext struct{ Kind, Entry, Registered, Elapsed string }
)

type htmlWriter struct {
	o    Options
	src  *sources
	race func(*finding.Finding) []finding.Event
}

func countRules(r *finding.Report) []htmlCount {
	n := map[string]int{}
	for _, f := range r.Active() {
		n[f.Rule]++
	}
	var out []htmlCount
	for _, id := range slices.Sorted(maps.Keys(n)) {
		d, _ := doc.Of(id)
		out = append(out, htmlCount{Name: id, Text: d.Title, N: n[id]})
	}
	return out
}

func (h htmlWriter) finding(f *finding.Finding) htmlFinding {
	out := htmlFinding{
		Rule: f.Rule, Name: f.Name, Where: where(h.o, f.Place), Message: f.Message, Advice: f.Advice,
		Source:  h.line(f.Place),
		Race:    h.picture(f),
		Path:    convert(f.Path, h.step),
		Related: convert(f.Related, h.step),
	}
	if s := f.Suppressed; s != nil {
		out.Silenced = "suppressed"
		if s.Baseline {
			out.Silenced = "in the baseline"
		}
		if s.Reason != "" {
			out.Silenced += ": " + s.Reason
		}
	}
	if f.Fix != nil {
		out.Fix = &htmlFix{Summary: f.Fix.Summary}
		for _, e := range f.Fix.Edits {
			if first, gone, came, ok := h.src.changed(e); ok {
				out.Fix.Changes = append(out.Fix.Changes, htmlChange{where(h.o, finding.Place{File: e.File, Line: first}), texts(gone), texts(came)})
			}
		}
	}
	return out
}

func texts(lines [][]byte) []string {
	return convert(lines, func(l []byte) string { return strings.ToValidUTF8(string(l), "\uFFFD") })
}

func (h htmlWriter) step(s finding.Step) htmlStep {
	return htmlStep{Label: s.Label(), Where: where(h.o, s.Place), Source: h.line(s.Place)}
}

// line quotes the source at a place; its Line is 0 where there is none.
func (h htmlWriter) line(p finding.Place) htmlSource {
	text, ok := h.src.line(p.File, p.Line)
	if !ok {
		return htmlSource{}
	}
	from, to := span(p, text)
	from, to = min(from, len(text)), min(to, len(text))
	part := func(b []byte) string { return strings.ToValidUTF8(string(b), "\uFFFD") }
	return htmlSource{p.Line, strings.TrimLeft(part(text[:from]), " \t"), part(text[from:to]), part(text[to:])}
}

func (h htmlWriter) table(t finding.Table) htmlTable {
	at := finding.Place{File: t.File, Line: t.Line, Column: t.Column}
	out := htmlTable{Where: where(h.o, at), File: t.File, Name: t.Name, Kind: t.Kind, Status: t.Status, Reason: t.Reason}
	if s := t.Sync; s != nil {
		out.Sync = fmt.Sprintf("%s (%s)", syncName(s.By), near(h.o, t.File, finding.Place{File: s.File, Line: s.Line}))
	}
	out.Proofs = t.Proofs(func(p finding.Place) string { return near(h.o, t.File, p) })
	for _, c := range t.Contexts {
		out.Contexts = append(out.Contexts, htmlContext{c.Kind, c.Entry, near(h.o, t.File, c.Registered), near(h.o, t.File, c.Elapsed)})
	}
	return out
}
