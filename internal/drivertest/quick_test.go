package drivertest_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/config"
	"github.com/pcmlint/pcmlint/internal/drivertest"
	"github.com/pcmlint/pcmlint/internal/engine"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/output"
)

const testdata = "../../testdata"

var update = flag.Bool("update", false, "write what is said of the test drivers anew")

// TestQuick is TestDrivers without the command: the drivers are judged in this process, one run each, and held to their
// comments in a second or two. What a person reads of them is held to testdata/golden/findings.
func TestQuick(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join(testdata, "src"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); e.IsDir() && name != "go" {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				driver(t, name)
			})
		}
	}
}

func driver(t *testing.T, name string) {
	t.Helper()
	dir := filepath.Join(testdata, "src", name)
	wants, err := drivertest.ReadWants(dir)
	if err != nil {
		t.Fatal(err)
	}
	report := judge(t, dir, dir)
	var js bytes.Buffer
	if err := output.JSON(&js, report, output.Options{}); err != nil {
		t.Fatal(err)
	}
	said, err := drivertest.ParseReport(js.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	said.Findings = slices.DeleteFunc(said.Findings, func(f drivertest.Finding) bool { return f.Suppressed != nil })
	for _, d := range slices.Concat(drivertest.DiffFindings(wants, said.Findings), drivertest.DiffTables(wants, said.Tables, said.Findings)) {
		t.Error(d)
	}
	hold(t, name, spelled(report))
}

// judge runs the analysis on a driver, or a file of it, as the configuration in the driver's folder says.
func judge(t *testing.T, dir, path string) *finding.Report {
	t.Helper()
	o := engine.Options{Options: check.Options{NoCache: true, Audit: true}}
	if conf, err := config.Load(filepath.Join(dir, config.Name)); err == nil {
		o.Fallback = conf.Target()
	}
	report, err := engine.Run(t.Context(), []string{path}, o)
	if err != nil {
		t.Fatal(err)
	}
	report.Sort()
	return report
}

// TestAlone names one file of each driver that has several, and expects of the tables of that file and its module what
// the whole folder says of them.
func TestAlone(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testdata, "src", "*", "*.c"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	whole := map[string]*finding.Report{}
	for _, file := range files {
		dir := filepath.Dir(file)
		if whole[dir] == nil {
			whole[dir] = judge(t, dir, dir)
		}
		if len(whole[dir].Tables) < 2 {
			continue
		}
		alone := judge(t, dir, file)
		for _, f := range drivertest.ModuleFiles(file) {
			name, err := filepath.Rel(dir, f)
			if err != nil {
				t.Fatal(err)
			}
			if want, got := spelled(of(whole[dir], name)), spelled(of(alone, name)); want != got {
				t.Errorf("%s alone says of %s\n%s\nthe whole folder\n%s", file, name, got, want)
			}
		}
	}
}

// of is what a report says of a file.
func of(r *finding.Report, file string) *finding.Report {
	out := &finding.Report{}
	for _, f := range r.Findings {
		if f.File == file {
			out.Findings = append(out.Findings, f)
		}
	}
	for _, x := range r.Tables {
		if x.File == file {
			out.Tables = append(out.Tables, x)
		}
	}
	return out
}

// spelled is what is told of findings and tables, without the repairs, which internal/fix looks after.
func spelled(r *finding.Report) string {
	var out strings.Builder
	at := func(p finding.Place) string { return fmt.Sprintf("%s:%d", p.File, p.Line) }
	for _, f := range r.Findings {
		fmt.Fprintf(&out, "%s %s: %s\n", at(f.Place), f.Rule, f.Message)
		for _, s := range f.Path {
			fmt.Fprintf(&out, "  %s %s\n", at(s.Place), s.Label())
		}
		for _, s := range f.Related {
			fmt.Fprintf(&out, "  also %s %s\n", at(s.Place), s.Label())
		}
		if f.Advice != "" {
			fmt.Fprintf(&out, "  help: %s\n", f.Advice)
		}
	}
	for _, x := range r.Tables {
		fmt.Fprintf(&out, "%s:%d %s is %s\n", x.File, x.Line, x.Name, strings.TrimSpace(x.Status+" "+x.Reason))
		for _, p := range x.Proofs(at) {
			fmt.Fprintf(&out, "  %s\n", p)
		}
	}
	return out.String()
}

// hold compares a text with what was written down.
func hold(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join(testdata, "golden", "findings", name+".txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v: 'go test ./internal/drivertest -run TestQuick -update' writes it", err)
	}
	a, b := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			t.Errorf("what is said differs from %s; where that is meant, 'go test ./internal/drivertest -run TestQuick -update' writes it anew:\n- %s\n+ %s",
				file, strings.Join(a[min(i, len(a)):min(i+3, len(a))], "\n  "), strings.Join(b[min(i, len(b)):min(i+3, len(b))], "\n  "))
			return
		}
	}
}
