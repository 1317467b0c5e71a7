package run_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/analyzers/run"
	"github.com/pcmlint/pcmlint/internal/contract"
)

// unrepaired lists the drivers that get no repair: their ops are in another package, PeriodElapsed is called through an
// interface of the driver's own, SyncStop gets no stream, or SyncStop is there already and taken away again, hidden by a type around it, or of a
// library whose PeriodElapsed gets more than the stream.
var unrepaired = []string{"crossregister", "iface", "constraint", "nilled", "copynilled", "wrapiface", "anonymous",
	"fieldtimers", "reexported"}

// TestFixes applies every repair to a copy of the drivers, and checks that they compile and are clean.
func TestFixes(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(module)); err != nil {
		t.Fatal(err)
	}
	r := mustRun(t, dir)
	n := 0
	for _, f := range r.Findings {
		if f.Fix != nil {
			n++
		} else if repairable(f) && !slices.Contains(unrepaired, driver(f)) {
			t.Errorf("%s:%d: no repair: %s", f.File, f.Line, f.Message)
		}
	}
	t.Logf("%d findings, %d with a repair", len(r.Findings), n)
	apply(t, r)
	for _, f := range mustRun(t, dir).Findings {
		if repairable(f) && !slices.Contains(unrepaired, driver(f)) {
			src, _ := os.ReadFile(f.File)
			t.Errorf("not clean after its repair: %s\n%s", f.Message, src)
		}
	}
}

// repairable tells findings about tables and their waits. What Trigger waits for is advice: it may need to be told to stop.
func repairable(f run.Finding) bool {
	return strings.HasPrefix(f.Rule, "PCM0") && f.Rule != contract.WaitInTrigger
}

// driver names the driver in which a finding is.
func driver(f run.Finding) string { return filepath.Base(filepath.Dir(f.File)) }

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

// apply applies all repairs. Edits that several of them have in common are applied once.
func apply(t *testing.T, r *run.Result) {
	edits := map[string][]run.Edit{}
	for _, f := range r.Findings {
		if f.Fix == nil {
			continue
		}
		for _, e := range f.Fix.Edits {
			if !slices.Contains(edits[e.File], e) {
				edits[e.File] = append(edits[e.File], e)
			}
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
