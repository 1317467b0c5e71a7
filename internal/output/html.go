package output

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/pcmlint/pcmlint/internal/contract"
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
// path, and all ops tables. It can be read without a script, which filters, sorts and unfolds.
func HTML(w io.Writer, r *finding.Report, o Options) error {
	o.Path = nil // whoever reads it may be anywhere: files are named from the root, which the head names
	h := htmlWriter{o: o, src: newSources(r.ReadSource), race: r.Race, once: newOnce(), rows: map[string]string{}, of: map[string][]htmlLink{}}
	page := htmlReport{
		Version: o.Version,
		Command: o.Command,
		Date:    o.Date,
		Root:    clean(r.Root),
		Kernel:  clean(r.KernelVersion),
		Notes:   slices.Clone(r.Notes),
		Errors:  r.Errors,
		Drivers: r.Stats.Drivers,
		Rules:   countRules(r),
		Style:   template.CSS(asset("style.css")),
		Script:  template.JS(asset("report.js")),
	}
	for _, s := range r.Skipped {
		page.Notes = append(page.Notes, fmt.Sprintf("%s was not looked at: %s", s.File, s.Message))
	}
	for i, t := range r.Tables {
		h.rows[tableKey(t.File, t.Line)] = fmt.Sprintf("table-%d", i+1)
	}
	taken := map[string]bool{}
	for i := range r.Findings {
		f := h.finding(&r.Findings[i])
		f.ID = findingID(&r.Findings[i], taken)
		f.Open = len(r.Findings) <= fewFindings
		if f.Silenced != "" {
			page.Silenced = append(page.Silenced, f)
			continue
		}
		if f.Fix != nil {
			page.Repairs++
		}
		if f.Table != "" {
			h.of[f.Table] = append(h.of[f.Table], htmlLink{f.ID, f.Rule})
		}
		page.Findings = append(page.Findings, f)
	}
	page.Groups = byDriver(page.Findings)
	for i := range r.Tables {
		page.Tables = append(page.Tables, h.table(&r.Tables[i]))
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

// tableKey is what a finding and the row of its table have in common.
func tableKey(file string, line int) string { return fmt.Sprintf("%s:%d", file, line) }

// findingID is a name that links to a finding keep from run to run.
func findingID(f *finding.Finding, taken map[string]bool) string {
	id := f.Rule + "-" + f.Fingerprint
	for n := 2; taken[id]; n++ {
		id = fmt.Sprintf("%s-%s-%d", f.Rule, f.Fingerprint, n)
	}
	taken[id] = true
	return id
}

// byDriver puts the findings of each driver together, drivers in the order of their first finding.
func byDriver(list []htmlFinding) []htmlGroup {
	var out []htmlGroup
	at := map[string]int{}
	for _, f := range list {
		i, ok := at[f.Driver]
		if !ok {
			i = len(out)
			at[f.Driver] = i
			out = append(out, htmlGroup{Driver: f.Driver})
		}
		out[i].Findings = append(out[i].Findings, f)
	}
	return out
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
		Version, Command, Date, Root, Kernel string
		Notes                                []string
		Errors                               []finding.FileError
		Drivers, Repairs                     int
		Rules, Statuses                      []htmlCount
		Findings, Silenced                   []htmlFinding
		Groups                               []htmlGroup
		Tables                               []htmlTable
		Style                                template.CSS
		Script                               template.JS
	}
	htmlCount struct {
		Name, Text string
		N          int
	}
	htmlGroup struct {
		Driver   string
		Findings []htmlFinding
	}
	htmlFinding struct {
		Open                                            bool
		ID, Rule, Name, Subject, Kind, Driver, Silenced string
		Table                                           string // the ID of its row
		Where                                           htmlPlace
		Message, Advice                                 template.HTML
		Source                                          htmlSource
		Race                                            *htmlRace
		Path, Related                                   []htmlStep
		Fix                                             *htmlFix
		NoFix                                           template.HTML
	}
	htmlStep struct {
		Label  string
		Where  htmlPlace
		Source htmlSource
	}
	// htmlPlace is a place as text, and where its line can be seen, "" for nowhere.
	htmlPlace struct{ Text, URL string }
	// htmlLink leads to a finding.
	htmlLink struct{ ID, Text string }
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
		Where      htmlPlace
		Gone, Came []string
	}
	htmlTable struct {
		ID, Name, Kind, Status, Sync string
		Where                        htmlPlace
		Reason                       template.HTML
		Proofs                       []string
		Contexts                     []htmlContext
		Findings                     []htmlLink
		Same                         *htmlLink // the row that has the contexts
	}
	htmlContext struct{ Kind, Entry, Registered, Elapsed string }
)

type htmlWriter struct {
	o    Options
	src  *sources
	race func(*finding.Finding) []finding.Event
	once *once
	rows map[string]string     // tableKey -> ID of the row
	of   map[string][]htmlLink // ID of a row -> findings about its table
}

// place spells a place, and links it where the reader said what to.
func (h htmlWriter) place(p finding.Place) htmlPlace {
	out := htmlPlace{Text: where(h.o, p)}
	if h.o.SourceURL != "" && p.Line > 0 {
		out.URL = strings.NewReplacer("{file}", (&url.URL{Path: strings.ToValidUTF8(p.File, "\uFFFD")}).EscapedPath(), "{line}", strconv.Itoa(p.Line)).Replace(h.o.SourceURL)
	}
	return out
}

// code marks what a message has in backticks as code.
func code(text string) template.HTML {
	parts := strings.Split(text, "`")
	if len(parts)%2 == 0 { // one without an end
		return template.HTML(template.HTMLEscapeString(text))
	}
	var b strings.Builder
	for i, p := range parts {
		p = template.HTMLEscapeString(p)
		if i%2 == 1 {
			p = "<code>" + p + "</code>"
		}
		b.WriteString(p)
	}
	return template.HTML(b.String())
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
		Rule: f.Rule, Name: f.Name, Subject: f.Subject, Kind: contract.Kind(f.Context).Label(), Driver: cmp.Or(f.Driver, f.File),
		Table: h.rows[tableKey(f.File, f.Line)],
		Where: h.place(f.Place), Message: code(f.Message), Advice: code(f.Advice), NoFix: code(f.NoFix),
		Source:  h.line(f.Place),
		Race:    h.picture(f),
		Path:    convert(f.Path, h.step),
		Related: convert(h.once.related(f), h.step),
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
				out.Fix.Changes = append(out.Fix.Changes, htmlChange{h.place(finding.Place{File: e.File, Line: first}), texts(gone), texts(came)})
			}
		}
	}
	return out
}

func texts(lines [][]byte) []string {
	return convert(lines, func(l []byte) string { return strings.ToValidUTF8(string(l), "\uFFFD") })
}

func (h htmlWriter) step(s finding.Step) htmlStep {
	return htmlStep{Label: s.Label(), Where: h.place(s.Place), Source: h.line(s.Place)}
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

func (h htmlWriter) table(t *finding.Table) htmlTable {
	id := h.rows[tableKey(t.File, t.Line)]
	out := htmlTable{ID: id, Where: h.place(finding.Place{File: t.File, Line: t.Line, Column: t.Column}), Name: t.Name, Kind: t.Kind,
		Status: t.Status, Reason: code(t.Reason), Findings: h.of[id]}
	if s := t.Sync; s != nil {
		out.Sync = fmt.Sprintf("%s (%s)", syncName(s.By), near(h.o, t.File, finding.Place{File: s.File, Line: s.Line}))
	}
	out.Proofs = t.Proofs(func(p finding.Place) string { return near(h.o, t.File, p) })
	if other := h.once.contexts(t); other != nil {
		out.Same = &htmlLink{h.rows[tableKey(other.File, other.Line)], fmt.Sprintf("the %d of %s", len(t.Contexts), other.Name)}
		return out
	}
	for _, c := range t.Contexts {
		out.Contexts = append(out.Contexts, htmlContext{c.Kind, c.Entry, near(h.o, t.File, c.Registered), near(h.o, t.File, c.Elapsed)})
	}
	return out
}
