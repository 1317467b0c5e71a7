// Package drivertest runs the pcmlint command over the test drivers in testdata/src and compares what it says with
// what comments in the drivers say it should.
//
// It knows the command line and its JSON, and nothing of the analysis behind them: the cases stay valid whatever
// happens inside.
package drivertest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/rules/doc"
)

// Report is the part of `pcmlint --format json` that the cases speak about.
type Report struct {
	Schema   int
	Root     string
	Findings []Finding
	Tables   []Table
	Stats    struct {
		FilesSkipped map[string]int `json:"files_skipped"`
	}
	Errors []struct{ File, Message string }
}

// Finding is one finding of a Report.
type Finding struct {
	Rule, Name, File, Subject, Context, Message, Fingerprint string
	Line, Column                                             int
	Path, Related                                            []Step
	Suppressed                                               *struct{ Reason string }
}

// Step is one step of a path.
type Step struct {
	File, Function, Note string
	Line, Column         int
}

// Table is one ops table of `pcmlint audit --format json`.
type Table struct {
	File, Name, Kind, Status string
	Line, Column             int
	Notes                    []string
	Sync                     *struct{ Proof, Reason string }
	Contexts                 []struct {
		Kind, Entry         string
		Registered, Elapsed struct {
			File string
			Line int
		}
		Path []Step
	}
}

// ParseReport reads the command's JSON and insists on schema 1.
func ParseReport(data []byte) (*Report, error) {
	var r Report
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("reading pcmlint's JSON: %w", err)
	}
	if r.Schema != 1 {
		return nil, fmt.Errorf("reading pcmlint's JSON: schema %d, want 1", r.Schema)
	}
	return &r, nil
}

// Want is what the comments at the end of one line expect.
//
//	/* want PCM001 PCM003 */      these rules are reported on this line, and no others
//	/* want PCM002 in block */    reported on this line or below it, up to the next line that starts with '}':
//	                              for tables that have no name of their own (array elements, filled at run time)
//	/* status synced */           what audit says of the table that stands here
//	/* status synced proved */     and how sure that is
//	/* note TEXT */                a note of audit's on the table that stands here says so; without it there is none
//	/* context irq f; work g */   the table's async contexts, all of them, in any order
type Want struct {
	File     string
	Line     int
	LastLine int // Line, or the end of the block
	Rules    []string
	Status   string
	Proof    string   // "proved", "trusted"; empty: not checked
	Note     string   // part of a note
	Contexts []string // "irq f"; nil: not checked
}

var wantComment = regexp.MustCompile(`/\* (want|status|context|note) ([^*]*?) ?\*/`)

// ReadWants collects the comments of all .c, .h and .inc files under dir. File is relative to dir.
func ReadWants(dir string) ([]Want, error) {
	var wants []Want
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".c", ".h", ".inc"}, filepath.Ext(path)) {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		w, err := readWants(path, filepath.ToSlash(rel))
		wants = append(wants, w...)
		return err
	})
	return wants, err
}

func readWants(path, rel string) ([]Want, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var wants []Want
	open := -1 // the want whose block has not ended yet
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if open >= 0 {
			wants[open].LastLine = n
			if strings.HasPrefix(line, "}") {
				open = -1
			}
		}
		marks := wantComment.FindAllStringSubmatch(line, -1)
		if marks == nil {
			continue
		}
		w := Want{File: rel, Line: n, LastLine: n}
		for _, m := range marks {
			switch m[1] {
			case "want":
				text, block := strings.CutSuffix(m[2], " in block")
				w.Rules = strings.Fields(text)
				if block {
					open = len(wants)
				}
			case "status":
				w.Status, w.Proof, _ = strings.Cut(m[2], " ")
			case "note":
				w.Note = m[2]
			case "context":
				for c := range strings.SplitSeq(m[2], ";") {
					w.Contexts = append(w.Contexts, strings.Join(strings.Fields(c), " "))
				}
			}
		}
		for _, r := range w.Rules {
			if page, ok := doc.Of(r); !ok || page.ID != r {
				return nil, fmt.Errorf("%s:%d: no rule is called %q", rel, n, r)
			}
		}
		if w.Status != "" && !slices.Contains(contract.Statuses(), w.Status) {
			return nil, fmt.Errorf("%s:%d: no status is called %q", rel, n, w.Status)
		}
		wants = append(wants, w)
	}
	return wants, sc.Err()
}

// DiffFindings compares findings with wants, both ways. Files of both are relative to the case.
func DiffFindings(wants []Want, found []Finding) []string {
	var diff []string
	used := make([]bool, len(found))
	for _, w := range wants {
		for _, rule := range w.Rules {
			hit := false
			for i, f := range found {
				if f.Rule == rule && f.File == w.File && w.Line <= f.Line && f.Line <= w.LastLine {
					hit, used[i] = true, true
				}
			}
			if !hit {
				diff = append(diff, fmt.Sprintf("%s:%d: expected %s, not reported", w.File, w.Line, rule))
			}
		}
	}
	for i, f := range found {
		if !used[i] {
			diff = append(diff, fmt.Sprintf("%s:%d: reported %s (%s), not expected: %s", f.File, f.Line, f.Rule, f.Subject, f.Message))
		}
	}
	sort.Strings(diff)
	return diff
}

// DiffTables compares the statuses and contexts that comments name with those of the audit. It also holds the audit
// against the findings: a table is unsynced exactly when PCM001 or PCM002 is reported where it stands.
func DiffTables(wants []Want, tables []Table, found []Finding) []string {
	var diff []string
	for _, w := range wants {
		if w.Status == "" && w.Contexts == nil {
			continue
		}
		i := slices.IndexFunc(tables, func(t Table) bool { return t.File == w.File && w.Line <= t.Line && t.Line <= w.LastLine })
		if i < 0 {
			diff = append(diff, fmt.Sprintf("%s:%d: a table is expected here, audit has none", w.File, w.Line))
			continue
		}
		t := tables[i]
		if w.Proof != "" && (t.Sync == nil || t.Sync.Proof != w.Proof) {
			diff = append(diff, fmt.Sprintf("%s:%d: %s: %+v, expected to be %s", w.File, w.Line, t.Name, t.Sync, w.Proof))
		}
		if noted := slices.ContainsFunc(t.Notes, func(n string) bool { return strings.Contains(n, w.Note) }); w.Note == "" && noted || w.Note != "" && !noted {
			diff = append(diff, fmt.Sprintf("%s:%d: %s: notes %q, expected one with %q", w.File, w.Line, t.Name, t.Notes, w.Note))
		}
		if w.Status != "" && w.Status != t.Status {
			diff = append(diff, fmt.Sprintf("%s:%d: %s: status %s, expected %s", w.File, w.Line, t.Name, t.Status, w.Status))
		}
		if w.Contexts == nil {
			continue
		}
		var have []string
		for _, c := range t.Contexts {
			have = append(have, c.Kind+" "+c.Entry)
		}
		sort.Strings(have)
		have = slices.Compact(have)
		want := slices.Sorted(slices.Values(w.Contexts))
		if !slices.Equal(have, want) {
			diff = append(diff, fmt.Sprintf("%s:%d: %s: contexts [%s], expected [%s]", w.File, w.Line, t.Name, strings.Join(have, "; "), strings.Join(want, "; ")))
		}
	}
	for _, t := range tables {
		reported := slices.ContainsFunc(found, func(f Finding) bool {
			return f.File == t.File && f.Line == t.Line && contract.AboutTable(f.Rule)
		})
		if reported != (t.Status == contract.Unsynced) {
			diff = append(diff, fmt.Sprintf("%s:%d: %s: audit says %s, but PCM001/PCM002 reported there: %t", t.File, t.Line, t.Name, t.Status, reported))
		}
	}
	sort.Strings(diff)
	return diff
}
