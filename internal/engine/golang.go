package engine

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/run"
	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/finding"
)

// goReport adds what was found in Go packages to a report.
type goReport struct {
	*finding.Report
	root    string            // of the report, symbolic links resolved
	real    map[string]string // folders with their symbolic links resolved
	abs     map[string]string // where Go files of the report are
	overlay map[string][]byte // texts in the place of files, by absolute name
	folders map[string]bool   // that were looked at
	texts   map[string][]byte // all that overlays had
	seen    map[string]bool
	drivers map[string]bool
}

func newGoReport(r *finding.Report) *goReport {
	g := &goReport{Report: r, real: map[string]string{}, abs: map[string]string{}, texts: map[string][]byte{}, folders: map[string]bool{}, seen: map[string]bool{}, drivers: map[string]bool{}}
	g.root = g.resolve(r.Root)
	return g
}

func (g *goReport) resolve(dir string) string {
	if real, ok := g.real[dir]; ok {
		return real
	}
	real, err := filepath.EvalSymlinks(dir)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		real = dir
	}
	g.real[dir] = real
	return real
}

// run analyses the packages of one load.
func (g *goReport) run(ctx context.Context, l load, o Options) error {
	res, err := run.Run(ctx, l.patterns, run.Options{Dir: l.dir, Named: l.named, Env: goEnv(), Library: o.Library, Overlay: g.overlay})
	switch {
	case err != nil && l.beside && ctx.Err() == nil && !holdsPCM(l.dir):
		g.Notes = append(g.Notes, fmt.Sprintf("Go beside the C drivers is not checked, it has nothing to do with PCM: %v", err))
		return nil
	case err != nil:
		return err
	}
	for dir := range res.Folders {
		g.folders[g.resolve(dir)] = true
	}
	for _, f := range res.Findings {
		if g.once(f.Rule+" "+f.Subject, f.Place) && o.Off[f.Rule] == "" && !g.excluded(f.File, o) {
			g.Findings = append(g.Findings, g.finding(f))
		}
	}
	for _, t := range res.Tables {
		if !g.once("", t.Place) || g.excluded(t.File, o) {
			continue
		}
		g.drivers[filepath.Dir(t.File)] = true
		g.Stats.Tables.Add(t.Status)
		if t.Status == finding.Unknown {
			g.Unknown = append(g.Unknown, g.table(t))
		}
		if o.Audit {
			g.Tables = append(g.Tables, g.table(t))
		}
	}
	for _, e := range res.Errors {
		if g.excluded(e.File, o) {
			continue
		}
		x := finding.FileError{Message: e.Message}
		if e.File != "" {
			if !filepath.IsAbs(e.File) { // the go command names files from where it stands
				e.File = filepath.Join(l.dir, e.File)
			}
			x.File = g.file(e.File)
		}
		if e.Line > 0 {
			x.Message = fmt.Sprintf("line %d: %s", e.Line, e.Message)
		}
		if l.beside && !res.Involved {
			g.Notes = append(g.Notes, "Go beside the C drivers, which has nothing to do with PCM: "+strings.TrimPrefix(x.File+": "+x.Message, ": "))
			continue
		}
		g.Errors = append(g.Errors, x)
	}
	g.Stats.FilesWalked += res.Files
	g.Stats.FilesRead += res.Files
	g.Stats.FilesParsed += res.Files
	return nil
}

// excluded tells whether a Go file is left out.
func (g *goReport) excluded(name string, o Options) bool {
	return o.Excluded != nil && name != "" && o.Excluded(g.root, g.file(name))
}

// once tells whether the place was not there before.
func (g *goReport) once(rule string, p run.Place) bool {
	key := fmt.Sprintf("%s %s:%d:%d", rule, p.File, p.Line, p.Column)
	if g.seen[key] {
		return false
	}
	g.seen[key] = true
	return true
}

// finish puts findings in order and makes the text of Go files readable.
func (g *goReport) finish(o Options) {
	g.judged(o)
	g.Stats.Drivers += len(g.drivers)
	g.SetFingerprints()
	other := g.ReadSource
	g.ReadSource = func(file string) ([]byte, error) {
		if abs, ok := g.abs[file]; ok {
			return g.readable(abs)
		}
		if other != nil {
			return other(file)
		}
		return g.readable(filepath.Join(g.root, filepath.FromSlash(file)))
	}
}

// judged adds the Go packages to what the report would have found findings in.
func (g *goReport) judged(o Options) {
	others := g.Judged
	g.Judged = func(rule, file string) bool {
		if filepath.Ext(file) != ".go" {
			return others != nil && others(rule, file)
		}
		abs := filepath.Join(g.root, filepath.FromSlash(file))
		return o.Off[rule] == "" && !g.excluded(abs, o) && g.folders[filepath.Dir(abs)]
	}
}

// file names a Go file relative to the root of the report.
func (g *goReport) file(name string) string {
	if name == "" {
		return ""
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return filepath.ToSlash(name)
	}
	rel, err := filepath.Rel(g.root, filepath.Join(g.resolve(filepath.Dir(abs)), filepath.Base(abs)))
	if err != nil {
		rel = abs
	}
	rel = filepath.ToSlash(rel)
	g.abs[rel] = abs
	return rel
}

func (g *goReport) place(p run.Place) finding.Place {
	return finding.Place{File: g.file(p.File), Line: p.Line, Column: p.Column, EndLine: p.EndLine, EndColumn: p.EndColumn}
}

func (g *goReport) steps(in []run.Step) []finding.Step {
	var out []finding.Step
	for _, s := range in {
		out = append(out, finding.Step{Place: g.place(s.Place), Function: s.Function, Note: s.Note})
	}
	return out
}

func (g *goReport) finding(f run.Finding) finding.Finding {
	out := finding.Finding{Rule: f.Rule, Name: f.Name, Place: g.place(f.Place), Subject: f.Subject, Context: f.Context, Entries: f.Entries,
		Message: f.Message, Advice: advice(f), Path: g.steps(f.Path), Related: g.steps(f.Related)}
	if s := f.Suppressed; s != nil {
		out.Suppressed = &finding.Suppression{Reason: s.Reason, Place: g.place(s.Place)}
	}
	if f.Fix != nil {
		out.Fix = &finding.Fix{Summary: f.Fix.Summary}
		for _, e := range f.Fix.Edits {
			out.Fix.Edits = append(out.Fix.Edits, finding.Edit{File: g.file(e.File), StartLine: e.Line, StartColumn: e.Column,
				EndLine: e.EndLine, EndColumn: e.EndColumn, NewText: e.NewText})
		}
	}
	return out
}

// advice says what to write instead.
func advice(f run.Finding) string {
	if f.Advice != "" {
		return f.Advice
	}
	return contract.AdviseGo(f.Rule, f.Subject, f.Entries)
}

func (g *goReport) table(t run.Table) finding.Table {
	at := g.place(t.Place)
	out := finding.Table{File: at.File, Line: at.Line, Column: at.Column, Name: t.Name, Kind: t.Kind, Status: t.Status, Reason: t.Reason}
	if t.By != "" {
		p := g.place(t.ByPlace)
		out.Sync = &finding.Sync{By: t.By, File: p.File, Line: p.Line}
	}
	for _, c := range t.Contexts {
		out.Contexts = append(out.Contexts, finding.Context{Kind: c.Kind, Entry: c.Entry, Registered: g.place(c.Registered),
			Elapsed: g.place(c.Elapsed), Path: g.steps(c.Path),
			Waited: t.By == finding.BySyncIRQ && contract.Kind(c.Kind).SyncedByIRQ()})
	}
	return out
}

// holdsPCM tells whether a Go file below a folder speaks of a PCM library.
func holdsPCM(dir string) bool {
	found := false
	_ = filepath.WalkDir(cmp.Or(dir, "."), func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || found:
			return nil
		case d.IsDir() && path != dir && ignored(dir, filepath.Join(path, "x")):
			return filepath.SkipDir
		case d.Type().IsRegular() && filepath.Ext(path) == ".go":
			text, err := os.ReadFile(path)
			found = err != nil || run.Matters(text)
		}
		return nil
	})
	return found
}
