package output

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// jsonSchema is the version of the shape below. Keys may be added to it; a change of meaning makes a new one.
const jsonSchema = 1

// JSON writes the whole report for programs. Nothing in it depends on time, on the cache or on the place of the
// reader: two runs on the same tree give the same bytes.
func JSON(w io.Writer, r *finding.Report, o Options) error {
	doc := jsonReport{
		Schema:        jsonSchema,
		Tool:          jsonTool{"pcmlint", o.Version},
		Root:          r.Root,
		Findings:      convert(r.Findings, newJSONFinding),
		Tables:        convert(r.Tables, newJSONTable),
		Stats:         newJSONStats(r),
		Errors:        convert(r.Errors, func(e finding.FileError) jsonError { return jsonError(e) }),
		Notes:         convert(r.Notes, func(n string) string { return n }),
		KernelVersion: r.KernelVersion,
		Unknown:       convert(r.Unknown, newJSONUnknown),
		Skipped:       convert(r.Skipped, func(e finding.FileError) jsonError { return jsonError(e) }),
	}
	return encode(w, doc)
}

// encode writes JSON for people to look at, too: what a reader would not see is written as an escape.
func encode(w io.Writer, doc any) error {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(doc); err != nil {
		return err
	}
	if bytes.IndexFunc(text.Bytes(), unseen) < 0 {
		_, err := w.Write(text.Bytes())
		return err
	}
	out := bufio.NewWriter(w)
	for _, r := range text.String() {
		if !unseen(r) {
			out.WriteRune(r)
			continue
		}
		for _, u := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(out, "\\u%04x", u)
		}
	}
	return out.Flush()
}

// unseen tells characters without a look of their own, marks that turn the direction of text among them. Line ends, and
// what JSON escapes anyway, are none.
func unseen(r rune) bool { return r >= 0x7f && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) }

type jsonReport struct {
	Schema        int           `json:"schema"`
	Tool          jsonTool      `json:"tool"`
	Root          string        `json:"root"`
	Findings      []jsonFinding `json:"findings"`
	Tables        []jsonTable   `json:"tables"`
	Stats         jsonStats     `json:"stats"`
	Errors        []jsonError   `json:"errors"`
	Notes         []string      `json:"notes"`
	KernelVersion string        `json:"kernel_version"`
	Unknown       []jsonUnknown `json:"unknown"`
	Skipped       []jsonError   `json:"skipped"`
}

// jsonUnknown is a table that could not be judged; tables, which an audit fills, has all about it.
type jsonUnknown struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

func newJSONUnknown(t finding.Table) jsonUnknown {
	return jsonUnknown{t.File, t.Line, t.Column, t.Name, t.Reason}
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonFinding struct {
	Rule        string          `json:"rule"`
	Name        string          `json:"name"`
	File        string          `json:"file"`
	Line        int             `json:"line"`
	Column      int             `json:"column"`
	EndLine     int             `json:"end_line"`
	EndColumn   int             `json:"end_column"`
	Subject     string          `json:"subject"`
	Context     string          `json:"context"`
	Message     string          `json:"message"`
	Path        []jsonStep      `json:"path"`
	Related     []jsonStep      `json:"related"`
	Fingerprint string          `json:"fingerprint"`
	Suppressed  *jsonSuppressed `json:"suppressed"`
	Fix         *jsonFix        `json:"fix"`
	Advice      string          `json:"advice"`
	Reason      string          `json:"reason"`
}

type jsonStep struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Function string `json:"function"`
	Note     string `json:"note"`
}

type jsonSuppressed struct {
	Reason string `json:"reason"`
	File   string `json:"file"`
	Line   int    `json:"line"`
}

type jsonFix struct {
	Summary string     `json:"summary"`
	Edits   []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	File        string `json:"file"`
	StartLine   int    `json:"start_line"`
	StartColumn int    `json:"start_column"`
	EndLine     int    `json:"end_line"`
	EndColumn   int    `json:"end_column"`
	NewText     string `json:"new_text"`
}

type jsonTable struct {
	File     string        `json:"file"`
	Line     int           `json:"line"`
	Column   int           `json:"column"`
	Name     string        `json:"name"`
	Kind     string        `json:"kind"`
	Status   string        `json:"status"`
	Sync     *jsonSync     `json:"sync"`
	Contexts []jsonContext `json:"contexts"`
	Reason   string        `json:"reason"`
	Notes    []string      `json:"notes"`
}

type jsonSync struct {
	By     string         `json:"by"`
	File   string         `json:"file"`
	Line   int            `json:"line"`
	Proof  string         `json:"proof"`
	Waits  []jsonSyncWait `json:"waits"`
	Reason string         `json:"reason"`
	Also   []jsonLine     `json:"also"`
}

type jsonSyncWait struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Call string `json:"call"`
	For  string `json:"for"`
}

type jsonLine struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

type jsonContext struct {
	Kind       string     `json:"kind"`
	Entry      string     `json:"entry"`
	Registered jsonPlace  `json:"registered"`
	Elapsed    jsonPlace  `json:"elapsed"`
	Path       []jsonStep `json:"path"`
}

type jsonPlace struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// jsonStats holds those counts that a second run on the same tree repeats, cache or not.
type jsonStats struct {
	Drivers             int            `json:"drivers"`
	Tables              jsonCounts     `json:"tables"`
	Proofs              jsonProofs     `json:"proofs"`
	Findings            map[string]int `json:"findings"`
	Suppressed          int            `json:"suppressed"`
	Baseline            int            `json:"baseline"`
	FilesWalked         int            `json:"files_walked"`
	FilesAnalysed       int            `json:"files_analysed"`
	FilesSkipped        map[string]int `json:"files_skipped"`
	Functions           int            `json:"functions"`
	FunctionsWithErrors int            `json:"functions_with_errors"`
}

type jsonCounts struct {
	Synced   int `json:"synced"`
	Unsynced int `json:"unsynced"`
	NoAsync  int `json:"no-async"`
	Unknown  int `json:"unknown"`
}

type jsonProofs struct {
	Proved  int `json:"proved"`
	Trusted int `json:"trusted"`
}

type jsonError struct {
	File    string `json:"file"`
	Message string `json:"message"`
}

func newJSONFinding(f finding.Finding) jsonFinding {
	j := jsonFinding{
		Rule: f.Rule, Name: f.Name,
		File: f.File, Line: f.Line, Column: f.Column, EndLine: f.EndLine, EndColumn: f.EndColumn,
		Subject: f.Subject, Context: f.Context, Message: f.Message,
		Path: convert(f.Path, newJSONStep), Related: convert(f.Related, newJSONStep),
		Fingerprint: f.Fingerprint, Advice: f.Advice, Reason: f.NoFix,
	}
	if j.EndLine == 0 {
		j.EndLine, j.EndColumn = f.Line, f.Column
	}
	if s := f.Suppressed; s != nil {
		j.Suppressed = &jsonSuppressed{s.Reason, s.Place.File, s.Place.Line}
	}
	if f.Fix != nil {
		j.Fix = &jsonFix{f.Fix.Summary, convert(f.Fix.Edits, func(e finding.Edit) jsonEdit { return jsonEdit(e) })}
	}
	return j
}

func newJSONStep(s finding.Step) jsonStep {
	return jsonStep{s.File, s.Line, s.Column, s.Function, s.Note}
}

func newJSONTable(t finding.Table) jsonTable {
	j := jsonTable{
		File: t.File, Line: t.Line, Column: t.Column, Name: t.Name, Kind: t.Kind, Status: t.Status,
		Contexts: convert(t.Contexts, newJSONContext), Reason: t.Reason, Notes: convert(t.Notes, func(s string) string { return s }),
	}
	if t.Sync != nil {
		j.Sync = newJSONSync(t.Sync)
	}
	return j
}

func newJSONSync(s *finding.Sync) *jsonSync {
	return &jsonSync{By: s.By, File: s.File, Line: s.Line, Proof: s.Proof, Reason: s.Reason,
		Waits: convert(s.Waits, func(w finding.SyncWait) jsonSyncWait { return jsonSyncWait{w.File, w.Line, w.Call, w.For} }),
		Also:  convert(s.Also, func(p finding.Place) jsonLine { return jsonLine{p.File, p.Line} })}
}

func newJSONContext(c finding.Context) jsonContext {
	place := func(p finding.Place) jsonPlace { return jsonPlace{p.File, p.Line, p.Column} }
	return jsonContext{c.Kind, c.Entry, place(c.Registered), place(c.Elapsed), convert(c.Path, newJSONStep)}
}

func newJSONStats(r *finding.Report) jsonStats {
	s := &r.Stats
	active := r.Active()
	suppressed, known := silenced(r)
	j := jsonStats{
		Drivers:             s.Drivers,
		Tables:              jsonCounts(s.Tables),
		Proofs:              jsonProofs(s.Proofs),
		Findings:            make(map[string]int),
		Suppressed:          suppressed,
		Baseline:            known,
		FilesWalked:         s.FilesWalked,
		FilesAnalysed:       s.FilesParsed + s.FilesFromCache,
		FilesSkipped:        make(map[string]int),
		Functions:           s.Functions,
		FunctionsWithErrors: s.FunctionsWithErrors,
	}
	for _, f := range active {
		j.Findings[f.Rule]++
	}
	for reason, n := range s.FilesSkipped {
		j.FilesSkipped[reason] = n
	}
	return j
}

// convert maps a slice to one that is never nil, so that JSON says [] and not null.
func convert[A, B any](in []A, f func(A) B) []B {
	out := make([]B, 0, len(in))
	for _, a := range in {
		out = append(out, f(a))
	}
	return out
}
