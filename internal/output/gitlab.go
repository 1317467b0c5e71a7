package output

import (
	"encoding/json"
	"io"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// GitLab writes a code quality report: a flat list in which the fingerprint tells old findings from new ones.
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
		i.Content.Body = plain(o, &f)
		return i
	})
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(issues)
}
