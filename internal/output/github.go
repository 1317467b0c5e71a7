package output

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/finding"
)

var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// GitHub writes workflow commands that GitHub shows as annotations of the lines.
func GitHub(w io.Writer, r *finding.Report, o Options) error {
	out := bufio.NewWriter(w)
	told := newOnce()
	for _, f := range r.Active() {
		fmt.Fprintf(out, "::error file=%s,line=%d", githubFile(o, f.File), f.Line)
		if f.EndLine >= f.Line {
			fmt.Fprintf(out, ",endLine=%d", f.EndLine)
		}
		fmt.Fprintf(out, ",col=%d", f.Column)
		if f.EndLine == f.Line && f.EndColumn > f.Column {
			fmt.Fprintf(out, ",endColumn=%d", f.EndColumn)
		}
		fmt.Fprintf(out, ",title=%s::%s\n", githubProperty.Replace(f.Rule+" "+f.Name), githubData.Replace(plain(o, &f, told)))
	}
	for _, d := range r.Doubts() {
		fmt.Fprintf(out, "::notice file=%s", githubFile(o, d.File))
		if d.Line > 0 {
			fmt.Fprintf(out, ",line=%d,col=%d", d.Line, d.Column)
		}
		fmt.Fprintf(out, ",title=pcmlint could not judge this::%s\n", githubData.Replace(clean(d.Message)))
	}
	for _, n := range slices.Concat(r.Notes, silencedNotes(r, o)) {
		fmt.Fprintf(out, "::notice title=pcmlint::%s\n", githubData.Replace(clean(n)))
	}
	return out.Flush()
}

func githubFile(o Options, file string) string {
	return githubProperty.Replace(string(shown([]byte(o.path(file)))))
}

// plain tells a finding in plain lines: message, steps, advice.
func plain(o Options, f *finding.Finding, told *once) string {
	var b strings.Builder
	b.WriteString(clean(f.Message))
	for i, s := range f.Path {
		fmt.Fprintf(&b, "\n%d. %s (%s)", i+1, clean(s.Label()), where(o, finding.Place{File: s.File, Line: s.Line}))
	}
	for _, s := range told.related(f) {
		fmt.Fprintf(&b, "\nnote: %s (%s)", clean(s.Label()), where(o, finding.Place{File: s.File, Line: s.Line}))
	}
	if f.Advice != "" {
		fmt.Fprintf(&b, "\nhelp: %s", clean(f.Advice))
	}
	return b.String()
}
