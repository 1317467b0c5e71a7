// Package baseline keeps lists of known findings in files that people review and merge: one finding a line, sorted,
// without line numbers, so that edits elsewhere change nothing. It knows reports; it does not know how they come about.
package baseline

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/whole"
)

// Entry is one known finding.
type Entry struct {
	Fingerprint, Rule, File, Subject string

	Line int // in the baseline's file
}

// Baseline is what one file lists.
type Baseline struct {
	Name    string
	Entries []Entry
}

// maxSize is more than any baseline needs: a million findings.
const maxSize = 256 << 20

// Read reads a baseline's file.
func Read(name string) (*Baseline, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no baseline %s: write it with --write-baseline %s", name, name)
	case err != nil:
		return nil, fmt.Errorf("cannot read the baseline: %w", err)
	case !info.Mode().IsRegular() || info.Size() > maxSize:
		return nil, fmt.Errorf("the baseline %s is no file that pcmlint wrote: it is a folder, a device or too big", name)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read the baseline: %w", err)
	}
	return Parse(name, string(text))
}

// Parse reads the text of a baseline. Order and duplicates do not matter, so that any merge of two files is one.
func Parse(name, text string) (*Baseline, error) {
	b := &Baseline{Name: name}
	seen := map[string]bool{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.Trim(line, " \t\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		e, err := parseEntry(line)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		e.Line = n
		if !seen[e.Fingerprint] {
			seen[e.Fingerprint] = true
			b.Entries = append(b.Entries, e)
		}
	}
	return b, nil
}

var errForm = errors.New("this is no baseline entry: a line is FILE RULE SUBJECT FINGERPRINT; mend the line, or remove the file and write it anew with --write-baseline")

func parseEntry(line string) (Entry, error) {
	for _, mark := range []string{"<<<<<<<", "=======", ">>>>>>>", "|||||||"} {
		if strings.HasPrefix(line, mark) {
			return Entry{}, errors.New("an unresolved merge conflict: keep the lines of both sides, and let --write-baseline drop those that are too many")
		}
	}
	fields, ok := split(line)
	if !ok || len(fields) != 4 || !isFingerprint(fields[3]) || fields[1] == "" {
		return Entry{}, errForm
	}
	return Entry{File: fields[0], Rule: fields[1], Subject: fields[2], Fingerprint: fields[3]}, nil
}

// split takes a line apart at blanks; fields may be quoted.
func split(line string) ([]string, bool) {
	var out []string
	for line = strings.TrimLeft(line, " \t"); line != ""; line = strings.TrimLeft(line, " \t") {
		if line[0] != '"' {
			i := strings.IndexAny(line, " \t")
			if i < 0 {
				i = len(line)
			}
			out = append(out, line[:i])
			line = line[i:]
			continue
		}
		quoted, err := strconv.QuotedPrefix(line)
		if err != nil {
			return nil, false
		}
		text, err := strconv.Unquote(quoted)
		if err != nil {
			return nil, false
		}
		out = append(out, text)
		line = line[len(quoted):]
	}
	return out, true
}

// fingerprintLen is the length of finding.Finding.Fingerprint.
const fingerprintLen = 20

func isFingerprint(s string) bool {
	return len(s) == fingerprintLen && strings.Trim(s, "0123456789abcdef") == ""
}

// quote spells a field so that split gives it back.
func quote(s string) string {
	plain := s != "" && s[0] != '#' && s[0] != '"' && !strings.ContainsFunc(s, func(r rune) bool {
		return r == ' ' || r == unicode.ReplacementChar || !unicode.IsGraphic(r)
	})
	for _, mark := range []string{"<<<<<<<", "=======", ">>>>>>>", "|||||||"} {
		plain = plain && !strings.HasPrefix(s, mark)
	}
	if plain {
		return s
	}
	return strconv.Quote(s)
}

// header begins every file. It must not hold what differs from one file to the next, or merges would meet there.
const header = `# Findings that pcmlint knows already: they do not block. One a line, sorted: file, rule, subject, fingerprint.
# Written by pcmlint --write-baseline. Lines may be removed, and merged in any order.
`

// Format is the text of a baseline with these entries.
func Format(entries []Entry) string {
	entries = slices.Clone(entries)
	slices.SortFunc(entries, func(a, b Entry) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Subject, b.Subject),
			strings.Compare(a.Fingerprint, b.Fingerprint))
	})
	entries = slices.CompactFunc(entries, func(a, b Entry) bool { return a.Fingerprint == b.Fingerprint })
	var b strings.Builder
	b.WriteString(header)
	for _, e := range entries {
		fmt.Fprintf(&b, "%s %s %s %s\n", quote(e.File), quote(e.Rule), quote(e.Subject), e.Fingerprint)
	}
	return b.String()
}

// Write puts a baseline with these entries into a file; whoever reads it meanwhile sees the old one or the new one.
func Write(name string, entries []Entry) error {
	if err := whole.Write(name, []byte(Format(entries)), 0o666); err != nil {
		return fmt.Errorf("cannot write the baseline: %w", err)
	}
	return nil
}

// Apply marks the findings of a report that the baseline knows as suppressed, and returns the entries that no longer
// occur, as far as the report can tell.
func (b *Baseline) Apply(r *finding.Report) []Entry {
	known := make(map[string]Entry, len(b.Entries))
	for _, e := range b.Entries {
		known[e.Fingerprint] = e
	}
	occurs := map[string]bool{}
	name := fromRoot(r.Root, b.Name)
	for i := range r.Findings {
		f := &r.Findings[i]
		e, ok := known[f.Fingerprint]
		if !ok || f.Suppressed != nil {
			continue
		}
		occurs[e.Fingerprint] = true
		f.Suppressed = &finding.Suppression{Baseline: true, Reason: "known, in the baseline", Place: finding.Place{File: name, Line: e.Line}}
	}
	var gone []Entry
	for _, e := range b.Entries {
		if !occurs[e.Fingerprint] && r.Judged != nil && r.Judged(e.Rule, e.File) {
			gone = append(gone, e)
		}
	}
	return gone
}

// fromRoot names a file as places in a report do.
func fromRoot(root, name string) string {
	root, err := filepath.Abs(root)
	if err != nil {
		return name
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if rel, err := filepath.Rel(root, abs); err == nil {
		name = rel
	}
	return filepath.ToSlash(name)
}

// Update lists what the baseline is to hold after a run: the findings that no comment in the source suppresses, and the
// old entries that the run could tell nothing about.
func (b *Baseline) Update(r *finding.Report) []Entry {
	var out []Entry
	for _, f := range r.Findings {
		if f.Suppressed == nil || f.Suppressed.Baseline {
			out = append(out, Entry{Fingerprint: f.Fingerprint, Rule: f.Rule, File: f.File, Subject: f.Subject})
		}
	}
	for _, e := range b.Entries {
		if r.Judged == nil || !r.Judged(e.Rule, e.File) {
			out = append(out, e)
		}
	}
	return out
}
