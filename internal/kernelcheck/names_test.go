package kernelcheck

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/drivertest"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// TestNamesOfFiles calls every driver below sound/ by another name, so that they are read in the other order and beside
// others, and expects the same verdicts and findings.
func TestNamesOfFiles(t *testing.T) {
	k := tree(t, "6.12")
	part, other := t.TempDir(), t.TempDir()
	for _, folder := range []string{"sound", "include"} {
		if err := os.CopyFS(filepath.Join(part, folder), os.DirFS(filepath.Join(k.dir, folder))); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"Makefile", "Kbuild"} {
		text, err := os.ReadFile(filepath.Join(k.dir, file))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(part, file), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	names, err := drivertest.Rename(part, other, kernelapi.IsFramework)
	if err != nil {
		t.Fatal(err)
	}
	old := map[string]string{}
	for from, to := range names {
		old[to] = from
	}
	want, got := said(t, part, nil), said(t, other, old)
	if len(want) < 400 {
		t.Errorf("only %d tables and findings", len(want))
	}
	for _, s := range want {
		if !slices.Contains(got, s) {
			t.Errorf("not said after the files were renamed:\n\t%s", s)
		}
	}
	for _, s := range got {
		if !slices.Contains(want, s) {
			t.Errorf("said only after the files were renamed:\n\t%s", s)
		}
	}
}

// said lists what pcmlint says of each table of a tree, and its findings, with the files by their names in old.
func said(t *testing.T, dir string, old map[string]string) []string {
	t.Helper()
	r, err := check.Run(t.Context(), []string{dir}, check.Options{NoCache: true, Audit: true})
	if err != nil {
		t.Fatal(err)
	}
	name := func(file string) string {
		if was, ok := old[file]; ok {
			return was
		}
		return file
	}
	var out []string
	add := func(what ...any) {
		text, err := json.Marshal(what)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, renamed.ReplaceAllString(string(text), ""))
	}
	for _, f := range r.Findings {
		add(f.Rule, name(f.File), f.Line, f.Subject, f.Message)
	}
	for _, table := range r.Tables {
		var contexts []string
		for _, c := range table.Contexts {
			contexts = append(contexts, started(c, name))
		}
		slices.Sort(contexts)
		add(table.Name, name(table.File), table.Line, table.Status, table.Reason, slices.Compact(contexts))
	}
	return out
}

// renamed is what drivertest.Rename puts in front of the name of a file, and so of a module that is one file.
var renamed = regexp.MustCompile(`\br\d{4}-`)

func started(c finding.Context, name func(string) string) string {
	place := func(p finding.Place) string {
		text, _ := json.Marshal([]any{name(p.File), p.Line})
		return string(text)
	}
	return strings.Join([]string{c.Kind, c.Entry, place(c.Registered), place(c.Elapsed)}, " ")
}
