package output

import (
	"io"
	"slices"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// GitLab writes a code quality report: a flat list in which the fingerprint tells old findings from new ones. What
// could not be judged, and notes, are entries of the lowest severity.
func GitLab(w io.Writer, r *finding.Report, o Options) error {
	type position struct {
		Line   int `json:"line"`
		Column int `json:"column"`
	}
	type positions struct {
		Begin position `json:"begin"`
		End   position `json:"end"`
	}
	type location struct {
		Path      string    `json:"path"`
		Positions positions `json:"positions"`
	}
	type issue struct {
		Type        string   `json:"type"`
		Description string   `json:"description"`
		CheckName   string   `json:"check_name"`
		Fingerprint string   `json:"fingerprint"`
		Severity    string   `json:"severity"`
		Location    location `json:"location"`
		Content     struct {
			Body string `json:"body"`
		} `json:"content"`
	}
	told := newOnce()
	issues := convert(r.Active(), func(f finding.Finding) issue {
		i := issue{
			Type:        "issue",
			Description: f.Message,
			CheckName:   f.Rule,
			Fingerprint: f.Fingerprint,
			Severity:    "critical",
			Location: location{o.path(f.File), positions{
				Begin: position{f.Line, f.Column},
				End:   position{max(f.EndLine, f.Line), max(f.EndColumn, 1)},
			}},
		}
		i.Content.Body = plain(o, &f, told)
		return i
	})
	minor := func(name, text, fingerprint string, p finding.Place) {
		at := position{max(p.Line, 1), max(p.Column, 1)}
		i := issue{Type: "issue", Description: text, CheckName: name, Fingerprint: fingerprint, Severity: "info",
			Location: location{o.path(p.File), positions{Begin: at, End: at}}}
		i.Content.Body = text
		issues = append(issues, i)
	}
	for _, d := range r.Doubts() {
		minor("unknown", d.Message, d.Fingerprint(), d.Place)
	}
	for _, n := range slices.Concat(r.Notes, silencedNotes(r, o)) { // the report is about files only
		minor("note", n, finding.Doubt{Subject: n}.Fingerprint(), finding.Place{File: "."})
	}
	return encode(w, issues)
}
