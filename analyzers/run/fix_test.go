package run_test

import (
	"context"
	"os"
	"path/filepath"
	"sort"
	"testing"

	"github.com/pcmlint/pcmlint/analyzers/run"
)

// repaired lists the drivers whose every finding has a repair.
var repaired = []string{"irqhwfree", "irqother", "irqplain", "irqminus", "irqthreaded", "workhwfree", "donehwfree", "groupother", "grouphwfree", "pool",
	"optplain", "crossclock", "ifacenoop", "generics", "shared", "optembedded", "prepared"}

// TestFixes applies every repair to a copy of the drivers, and checks that they compile and that the named ones are clean.
func TestFixes(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(module)); err != nil {
		t.Fatal(err)
	}
	r := mustRun(t, dir)
	applied := apply(t, r)
	t.Logf("%d findings, %d repairs", len(r.Findings), applied)
	again := mustRun(t, dir)
	left := map[string]bool{}
	for _, f := range again.Findings {
		left[filepath.Base(filepath.Dir(f.File))] = true
		if f.Fix != nil {
			t.Errorf("%s:%d: still repairable after the repair: %s", f.File, f.Line, f.Message)
		}
	}
	for _, name := range repaired {
		if left[name] {
			src, _ := os.ReadFile(filepath.Join(dir, "drivers", name, name+".go"))
			t.Errorf("%s is not clean after its repair:\n%s", name, src)
		}
	}
}

func mustRun(t *testing.T, dir string) *run.Result {
	t.Helper()
	r, err := run.Run(context.Background(), []string{"./..."}, run.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range r.Errors {
		t.Error(e)
	}
	return r
}

// apply applies all repairs and returns their number.
func apply(t *testing.T, r *run.Result) int {
	edits := map[string][]run.Edit{}
	n := 0
	for _, f := range r.Findings {
		if f.Fix == nil {
			continue
		}
		n++
		for _, e := range f.Fix.Edits {
			edits[e.File] = append(edits[e.File], e)
		}
	}
	for file, list := range edits {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sort.SliceStable(list, func(i, j int) bool {
			return offset(src, list[i].Line, list[i].Column) > offset(src, list[j].Line, list[j].Column)
		})
		for _, e := range list {
			from, to := offset(src, e.Line, e.Column), offset(src, e.EndLine, e.EndColumn)
			src = append(src[:from:from], append([]byte(e.NewText), src[to:]...)...)
		}
		if err := os.WriteFile(file, src, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

func offset(src []byte, line, col int) int {
	for i, c := range src {
		if line == 1 {
			return i + col - 1
		}
		if c == '\n' {
			line--
		}
	}
	return len(src)
}
