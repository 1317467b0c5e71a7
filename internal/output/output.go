// Package output writes reports, one file per format. It knows the findings model and the rules' pages, and neither
// the engine nor the command line: what it needs to know of those stands in [Options].
package output

import (
	"io"
	"path/filepath"
	"slices"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// Options says how a report is to be written.
type Options struct {
	Version string // of pcmlint
	Color   bool
	Width   int  // of a quoted source line in columns; 0: 100
	Quiet   bool // leave the summary out
	Verbose bool // show suppressed findings too

	// What the report with pictures says of the run, each empty for nothing.
	Command   string
	Date      string
	SourceURL string // of a line: {file} and {line} stand for it

	// Path spells a file of the report for the reader, so that it can be opened from where he is. Nil leaves it
	// relative to the root of the tree. JSON always does.
	Path func(file string) string
}

func (o Options) path(file string) string {
	if o.Path == nil {
		return file
	}
	return o.Path(file)
}

// A Writer writes one report in one format.
type Writer func(w io.Writer, r *finding.Report, o Options) error

// Format is one way to write the findings of a report.
type Format struct {
	Name   string
	Help   string // one line
	Write  Writer
	Audit  Writer // the same for all ops tables; nil when the format has no such thing
	Tables bool   // Write shows all ops tables, too
}

var formats = []Format{
	{Name: "text", Help: "for people: quoted source, the path step by step, what to write instead", Write: Text, Audit: AuditText},
	{Name: "json", Help: "for programs: everything, schema 1", Write: JSON, Audit: JSON},
	{Name: "html", Help: "for people: one page with pictures of the races and a table of all ops tables", Write: HTML, Audit: HTML, Tables: true},
	{Name: "gcc", Help: "file:line:col: error: ... [RULE], as compilers print it", Write: GCC},
	{Name: "github", Help: "annotations of a GitHub workflow", Write: GitHub},
	{Name: "gitlab", Help: "code quality report of GitLab", Write: GitLab},
	{Name: "sarif", Help: "SARIF 2.1.0 for code scanning services and editors", Write: SARIF},
}

// Formats returns all formats, the default one first.
func Formats() []Format { return slices.Clone(formats) }

// FormatByName returns the format of that name.
func FormatByName(name string) (Format, bool) {
	for _, f := range formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// PathsFrom returns an [Options].Path for somebody who stands in the folder cwd and looks at the tree at root: the
// path relative to cwd where that is the shorter one, else the absolute path.
func PathsFrom(cwd, root string) func(string) string {
	if !filepath.IsAbs(root) {
		root = filepath.Join(cwd, root)
	}
	return func(file string) string {
		full := filepath.FromSlash(file)
		if !filepath.IsAbs(full) {
			full = filepath.Join(root, full)
		}
		if rel, err := filepath.Rel(cwd, full); err == nil && len(rel) < len(full) {
			full = rel
		}
		return filepath.ToSlash(full)
	}
}
