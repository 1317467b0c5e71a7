package drivertest

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pcmlint/pcmlint/internal/contract"
)

const (
	repo = "../.."
	src  = repo + "/testdata/src"
)

var build = sync.OnceValues(func() (*Command, error) {
	dir, err := os.MkdirTemp("", "drivertest-")
	if err != nil {
		return nil, err
	}
	tempDir = dir
	return Build(repo, dir)
})

var tempDir string // of the binary and its cache

func TestMain(m *testing.M) {
	code := m.Run()
	if tempDir != "" {
		os.RemoveAll(tempDir)
	}
	os.Exit(code)
}

func command(t *testing.T) *Command {
	t.Helper()
	if _, err := os.Stat(repo + "/cmd/pcmlint/main.go"); err != nil {
		t.Skip("cmd/pcmlint has no main.go yet: there is no command to run the drivers through")
	}
	if testing.Short() {
		t.Skip("builds and runs the command; left out by -short")
	}
	c, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// cases are the folders with C drivers; those in Go have tests of their own.
func cases(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(src)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != "go" {
			names = append(names, e.Name())
		}
	}
	return names
}

// mustRun runs the command in testdata/src and parses its JSON. Findings come back with files relative to the case.
func mustRun(t *testing.T, c *Command, name string, args ...string) (*Result, *Report) {
	t.Helper()
	res, err := c.Run(src, args...)
	if err != nil {
		t.Fatal(err)
	}
	if res.Exit == 2 {
		t.Fatalf("%s\n%s", res, clip(res.Stdout))
	}
	r, err := ParseReport(res.Stdout)
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, res, clip(res.Stdout))
	}
	for _, e := range r.Errors {
		t.Errorf("%s: an error although the exit status is %d: %s: %s", strings.Join(args, " "), res.Exit, e.File, e.Message)
	}
	where := resolver{t: t, name: name, root: r.Root}
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return f.Suppressed != nil })
	for i := range r.Findings {
		f := &r.Findings[i]
		f.File = where.place(f.File, f.Line)
		where.steps(f.Path)
		where.steps(f.Related)
	}
	for i := range r.Tables {
		tab := &r.Tables[i]
		tab.File = where.place(tab.File, tab.Line)
		for j := range tab.Contexts {
			ctx := &tab.Contexts[j]
			ctx.Registered.File = where.place(ctx.Registered.File, ctx.Registered.Line)
			ctx.Elapsed.File = where.place(ctx.Elapsed.File, ctx.Elapsed.Line)
			where.steps(ctx.Path)
		}
	}
	return res, r
}

// resolver turns the files of a report, relative to the tree's root or else to the working directory, into files
// relative to the case, and insists that they exist and have the line.
type resolver struct {
	t    *testing.T
	name string
	root string
}

func (r resolver) steps(steps []Step) {
	for i := range steps {
		steps[i].File = r.place(steps[i].File, steps[i].Line)
	}
}

func (r resolver) place(file string, line int) string {
	r.t.Helper()
	if strings.Contains(file, `\`) || filepath.IsAbs(file) {
		r.t.Errorf("%s: not a relative path with slashes", file)
	}
	root := r.root
	if !filepath.IsAbs(root) {
		root = filepath.Join(src, root)
	}
	for _, base := range []string{root, src} {
		n := lines(filepath.Join(base, file))
		if n == 0 {
			continue
		}
		if line < 1 || line > n {
			r.t.Errorf("%s:%d: the file has %d lines", file, line, n)
		}
		abs, err := filepath.Abs(filepath.Join(base, file))
		if err != nil {
			r.t.Fatal(err)
		}
		home, err := filepath.Abs(filepath.Join(src, r.name))
		if err != nil {
			r.t.Fatal(err)
		}
		if rel, err := filepath.Rel(home, abs); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	r.t.Errorf("%s:%d: no such file under the root %q or the working directory", file, line, r.root)
	return file
}

func lines(path string) int {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0
	}
	return bytes.Count(text, []byte("\n")) + 1
}

// TestDrivers is the contract: every driver in testdata/src gets the findings that its comments expect, and no others.
func TestDrivers(t *testing.T) {
	c := command(t)
	for _, name := range cases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wants, err := ReadWants(filepath.Join(src, name))
			if err != nil {
				t.Fatal(err)
			}
			res, report := mustRun(t, c, name, "--format", "json", name)
			for _, d := range DiffFindings(wants, report.Findings) {
				t.Error(d)
			}
			if want := min(1, len(report.Findings)); res.Exit != want {
				t.Errorf("%d findings and exit status %d, want %d", len(report.Findings), res.Exit, want)
			}
			checkOrder(t, report.Findings)
			checkPaths(t, name, report.Findings)

			again, _ := mustRun(t, c, name, "--format", "json", name)
			if !bytes.Equal(res.Stdout, again.Stdout) {
				t.Errorf("a second run wrote other bytes:\n%s\n---\n%s", clip(res.Stdout), clip(again.Stdout))
			}

			_, audit := mustRun(t, c, name, "audit", "--format", "json", name)
			for _, d := range DiffTables(wants, audit.Tables, report.Findings) {
				t.Error(d)
			}
		})
	}
}

func checkOrder(t *testing.T, found []Finding) {
	t.Helper()
	sorted := slices.IsSortedFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Rule, b.Rule))
	})
	if !sorted {
		t.Error("findings are not sorted by file, line, column, rule")
	}
}

// checkPaths holds the paths of PCM001 and PCM002: they start somewhere that says what it is, and end at the call.
func checkPaths(t *testing.T, name string, found []Finding) {
	t.Helper()
	for _, f := range found {
		if f.Fingerprint == "" || f.Message == "" || f.Subject == "" {
			t.Errorf("%s:%d: %s without message, subject or fingerprint", f.File, f.Line, f.Rule)
		}
		if !contract.AboutTable(f.Rule) {
			continue
		}
		if len(f.Path) == 0 {
			t.Errorf("%s:%d: %s without a path", f.File, f.Line, f.Rule)
			continue
		}
		if first := f.Path[0]; first.Function == "" && first.Note == "" {
			t.Errorf("%s:%d: %s: the first step at %s:%d says nothing", f.File, f.Line, f.Rule, first.File, first.Line)
		}
		last := f.Path[len(f.Path)-1]
		text := sourceLine(filepath.Join(src, name, last.File), last.Line) + last.Function + last.Note
		if !strings.Contains(text, "elapsed") {
			t.Errorf("%s:%d: %s: the path ends at %s:%d, which has nothing to do with an elapsed call: %q", f.File, f.Line, f.Rule, last.File, last.Line, text)
		}
	}
}

func sourceLine(path string, line int) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	all := strings.Split(string(text), "\n")
	if line < 1 || line > len(all) {
		return ""
	}
	return all[line-1]
}

// TestOneFileOfATree holds the promise that a driver analysed alone gives exactly what the whole tree gives for it.
func TestOneFileOfATree(t *testing.T) {
	c := command(t)
	const name = "minitree"
	_, whole := mustRun(t, c, name, "--format", "json", name)
	var files []string
	err := filepath.WalkDir(filepath.Join(src, name), func(path string, d os.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".c" && !strings.Contains(path, "/core/") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		rel, err := filepath.Rel(filepath.Join(src, name), path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(rel, func(t *testing.T) {
			t.Parallel()
			_, alone := mustRun(t, c, name, "--format", "json", filepath.Join(name, rel))
			var module []string
			for _, f := range ModuleFiles(path) {
				m, err := filepath.Rel(filepath.Join(src, name), f)
				if err != nil {
					t.Fatal(err)
				}
				module = append(module, m)
			}
			mine := func(f Finding) bool { return slices.Contains(module, f.File) }
			same := func(a Finding) func(Finding) bool {
				return func(b Finding) bool {
					return a.Rule == b.Rule && a.File == b.File && a.Line == b.Line && a.Column == b.Column &&
						a.Message == b.Message && a.Fingerprint == b.Fingerprint && slices.Equal(a.Path, b.Path)
				}
			}
			for _, f := range whole.Findings {
				if mine(f) && !slices.ContainsFunc(alone.Findings, same(f)) {
					t.Errorf("%s:%d: %s is reported for the tree, but not (or not the same) for this file alone", f.File, f.Line, f.Rule)
				}
			}
			for _, f := range alone.Findings { // a library that the driver calls may come along, but never with other findings
				if !slices.ContainsFunc(whole.Findings, same(f)) {
					t.Errorf("%s:%d: %s is reported for this file alone, but not (or not the same) for the tree", f.File, f.Line, f.Rule)
				}
			}
		})
	}
}
