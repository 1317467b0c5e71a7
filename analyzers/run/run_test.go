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
	"github.com/pcmlint/pcmlint/internal/contract"
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
		if f.Suppressed != nil {
			if f.Suppressed.Reason == "" || f.Suppressed.Line != f.Line-1 {
				t.Errorf("%s:%d: suppressed by %+v", f.File, f.Line, f.Suppressed)
			}
			continue
		}
		got = append(got, filepath.Base(f.File)+" "+f.Rule)
		if strings.HasPrefix(f.Rule, "PCM9") {
			continue // about a comment, not about a table
		}
		if f.Subject == "" || f.Context == "" || len(f.Path) < 2 && contract.AboutTable(f.Rule) || f.EndLine == 0 {
			t.Errorf("%s:%d: incomplete finding: %+v", f.File, f.Line, f)
		}
	}
	want := wants(t)
	sort.Strings(got)
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

var expectation = regexp.MustCompile("[`\"](PCM\\d+):")

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
			_, w, ok := strings.Cut(line, " want ")
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

// TestNeverClean looks at drivers that cannot be judged: each is unknown, for a reason that names what is not in sight.
func TestNeverClean(t *testing.T) {
	r, err := run.Run(context.Background(), []string{"./styles/untold/...", "./styles/flows", "./styles/stdcalls"}, run.Options{Dir: module})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"Board":     "unknown: nothing in sight calls (*Board).Interrupt, which calls PeriodElapsed",
		"exported":  "unknown: nothing in sight calls untoldTick, which calls PeriodElapsed",
		"reflected": "unknown: nothing in sight calls (*reflected).tick, which calls PeriodElapsed",
		"handing":   "unknown: (*handing).handler hands out PeriodElapsed, and nothing in sight calls it",
		"Driver":    "unknown: nothing in sight hands these ops to the PCM library",
		"half":      "synced: ", "quiet": "no-async: ",
		"visited": "no-async: ", "runJoined": "synced: ", "runIdle": "synced: ", "gated": "synced: ", "places": "synced: ",
		"printedNow": "no-async: ", "commandRun": "no-async: ", "commandWaited": "synced: ", "copied": "synced: ", "testServed": "synced: ",
	}
	for _, tab := range r.Tables {
		if w, ok := want[tab.Name]; ok {
			if got := tab.Status + ": " + tab.Reason; got != w {
				t.Errorf("%s: got %q, want %q", tab.Name, got, w)
			}
			delete(want, tab.Name)
		}
	}
	for name := range want {
		t.Errorf("%s: no such table", name)
	}
}

// TestErrors gives packages that cannot be analysed: each is a clear error, none a panic, and none a clean result.
func TestErrors(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"go.mod":       "module example.com/broken\n\ngo 1.25.0\n",
		"types/a.go":   "package types\n\ntype Ops struct{ HwFree, Trigger, Pointer func() }\n\nfunc PeriodElapsed() { undefined() }\n",
		"syntax/a.go":  "package syntax\n\nfunc PeriodElapsed( {\n",
		"missing/a.go": "package missing\n\nimport _ \"example.com/nowhere/pcm\"\n",
		"plain/a.go":   "package plain\n\nfunc f() int { return \"\" }\n",
		"late/a.go":    "package late\n\nimport \"fmt\"\n\nfunc f( { fmt.Println() }\n",
	}
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	env := append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off")
	for name, want := range map[string]string{"types": "undefined", "syntax": "expected", "missing": "example.com/nowhere/pcm", "plain": "cannot use"} {
		r, err := run.Run(context.Background(), []string{"./" + name}, run.Options{Dir: dir, Env: env})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if r.Err() == nil || !strings.Contains(r.Errors[0].Message, want) || !strings.HasSuffix(r.Errors[0].File, "a.go") {
			t.Errorf("%s: errors %v, want %q", name, r.Errors, want)
		}
	}
	// Of a whole tree nothing is compiled that has no PCM library in reach.
	for pattern, want := range map[string]int{"./plain/...": 0, "./late/...": 1, "./missing/...": 1, "./types/...": 1} {
		if r, err := run.Run(context.Background(), []string{pattern}, run.Options{Dir: dir, Env: env}); err != nil || len(r.Errors) != want {
			t.Errorf("%s: %v, errors %v, want %d", pattern, err, r.Errors, want)
		}
	}
	named := run.Options{Dir: dir, Env: env, Named: []string{filepath.Join(dir, "plain")}}
	if r, err := run.Run(context.Background(), []string{"./plain/..."}, named); err != nil || len(r.Errors) != 1 {
		t.Errorf("a folder that was named: %v, errors %v", err, r.Errors)
	}
	for _, o := range []run.Options{{Dir: module, Library: "example.com/gosound/irq"}, {Dir: module, Library: "example.com/nothing"}} {
		r, err := run.Run(context.Background(), []string{"./drivers/irqplain"}, o)
		if err == nil && r.Err() == nil {
			t.Errorf("-pcm.library=%s: no error", o.Library)
		}
		t.Log(err, r)
	}
	r, err := run.Run(context.Background(), []string{"./nowhere/..."}, run.Options{Dir: module})
	if err == nil && r.Err() == nil {
		t.Errorf("no error for a pattern that matches nothing")
	}
}

// TestLibrary names one library; drivers on the others are not judged.
func TestLibrary(t *testing.T) {
	r, err := run.Run(context.Background(), []string{"./drivers/irqplain", "./drivers/optplain"}, run.Options{Dir: module, Library: "example.com/gosound/optpcm"})
	if err != nil || r.Err() != nil {
		t.Fatal(err, r.Errors)
	}
	for _, f := range r.Findings {
		if filepath.Base(f.File) != "optplain.go" {
			t.Errorf("%s:%d: %s", f.File, f.Line, f.Message)
		}
	}
	if len(r.Findings) != 2 {
		t.Errorf("%d findings, want 2", len(r.Findings))
	}
}
