package run_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/analyzers/run"
)

const module = "../../testdata/src/go"

// TestRun compares a run with the expectations in the drivers.
func TestRun(t *testing.T) {
	r, err := run.Run(context.Background(), []string{"./..."}, run.Options{Dir: module})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range r.Errors {
		t.Error(e)
	}
	var got []string
	for _, f := range r.Findings {
		got = append(got, filepath.Base(f.File)+" "+f.Rule)
		if f.Subject == "" || f.Context == "" || len(f.Path) < 2 && f.Rule != "PCM003" || f.EndLine == 0 {
			t.Errorf("%s:%d: incomplete finding: %+v", f.File, f.Line, f)
		}
	}
	want := wants(t)
	sort.Strings(got)
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

var expectation = regexp.MustCompile("[`\"](PCM00\\d):")

// wants returns file and rule of all expectations.
func wants(t *testing.T) []string {
	var out []string
	err := filepath.WalkDir(module, func(path string, d os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, line := range strings.Split(string(src), "\n") {
			_, w, ok := strings.Cut(line, "// want ")
			if !ok {
				continue
			}
			for _, m := range expectation.FindAllStringSubmatch(w, -1) {
				out = append(out, filepath.Base(path)+" "+m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	sort.Strings(out)
	return out
}

// TestAudit looks at the status of tables.
func TestAudit(t *testing.T) {
	r, err := run.Run(context.Background(), []string{"./drivers/conditional", "./drivers/irqnamed", "./drivers/donechannel", "./drivers/misleading",
		"./drivers/irqplain"}, run.Options{Dir: module})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, tab := range r.Tables {
		got[filepath.Base(filepath.Dir(tab.File))] = tab.Status + " " + tab.By
	}
	want := map[string]string{"conditional": "unknown ", "irqnamed": "synced sync_irq", "donechannel": "synced sync_stop", "misleading": "no-async ", "irqplain": "unsynced "}
	for k, v := range want {
		if got[k] != v {
			t.Errorf("%s: got %q, want %q", k, got[k], v)
		}
	}
}
