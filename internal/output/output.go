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
	Name  string
	Help  string // one line
	Write Writer
	Audit Writer // the same for all ops tables; nil when the format has no such thing
}

var formats = []Format{
	{"text", "for people: quoted source, the path step by step, what to write instead", Text, AuditText},
	{"json", "for programs: everything, schema 1", JSON, JSON},
	{"gcc", "file:line:col: error: ... [RULE], as compilers print it", GCC, nil},
	{"github", "annotations of a GitHub workflow", GitHub, nil},
	{"gitlab", "code quality report of GitLab", GitLab, nil},
	{"sarif", "SARIF 2.1.0 for code scanning services and editors", SARIF, nil},
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
