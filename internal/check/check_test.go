package check_test

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/finding"
)

const src = "../../testdata/src"

func run(t *testing.T, o check.Options, paths ...string) *finding.Report {
	t.Helper()
	r, err := check.Run(context.Background(), paths, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSameWhateverTheWay: the number of workers and the state of the cache change nothing that is said.
func TestSameWhateverTheWay(t *testing.T) {
	cache := t.TempDir()
	want := run(t, check.Options{NoCache: true, Jobs: 1, Audit: true}, src+"/minitree")
	if len(want.Findings) == 0 || len(want.Tables) == 0 {
		t.Fatalf("%d findings, %d tables", len(want.Findings), len(want.Tables))
	}
	for name, o := range map[string]check.Options{
		"several workers": {NoCache: true, Jobs: 4, Audit: true},
		"empty cache":     {CacheDir: cache, Audit: true},
		"full cache":      {CacheDir: cache, Audit: true},
	} {
		got := run(t, o, src+"/minitree")
		if !reflect.DeepEqual(got.Findings, want.Findings) {
			t.Errorf("%s: other findings", name)
		}
		if !reflect.DeepEqual(got.Tables, want.Tables) {
			t.Errorf("%s: other tables", name)
		}
	}
}

// TestResultFollowsChange: a kept result does not outlive a change in any file that it was made from.
func TestResultFollowsChange(t *testing.T) {
	dir, cache := t.TempDir(), t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(src+"/p01-files-faulty")); err != nil {
		t.Fatal(err)
	}
	o := check.Options{CacheDir: cache}
	if n := len(run(t, o, dir).Findings); n == 0 {
		t.Fatal("the faulty driver has no finding")
	}
	fixed := false
	files, _ := filepath.Glob(filepath.Join(dir, "*.c"))
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out := strings.ReplaceAll(string(text), ".pointer =", ".sync_stop = some_sync_stop,\n\t.pointer =")
		fixed = fixed || out != string(text)
		if err := os.WriteFile(f, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if !fixed {
		t.Fatal("no table was changed")
	}
	if r := run(t, o, dir); len(r.Findings) != 0 {
		t.Errorf("still %d findings after the repair: %s", len(r.Findings), r.Findings[0].Message)
	}
}

// FuzzRun links and judges any text as a driver: it must end, and never by a panic.
func FuzzRun(f *testing.F) {
	cases, _ := filepath.Glob(src + "/p*/*.c")
	for i, c := range cases {
		if text, err := os.ReadFile(c); err == nil && i%3 == 0 {
			f.Add(string(text), "")
		}
	}
	f.Add("#define F(x) F(x)\n#define G H\n#define H G\nint a(void) { return F(G); }\n", "#include \"x.c\"\nvoid b(void) { a(); }\n")
	f.Add("struct snd_pcm_ops o = { .open = o.open, .sync_stop = (o) };\n", "#include \"y.c\"\n")
	f.Add("/* pcmlint:ignore PCM001 */\nstruct snd_pcm_ops o;\n", "// pcmlint:ignore PCM003 -- why\nvoid b(void) { }\n")
	f.Fuzz(func(t *testing.T, one, two string) {
		dir := t.TempDir()
		for name, text := range map[string]string{"x.c": one, "y.c": two} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Skip(err)
			}
		}
		r, err := check.Run(context.Background(), []string{dir}, check.Options{NoCache: true, Audit: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range r.Findings {
			if x.Line < 1 || x.Column < 1 || len(x.Path) == 0 && x.Rule < "PCM900" {
				t.Errorf("finding without a place or a path: %+v", x)
			}
		}
	})
}

// TestModulesOfOneRepository: paths in several module folders are one tree where one repository holds them, with the
// findings that each gives alone.
func TestModulesOfOneRepository(t *testing.T) {
	top := t.TempDir()
	for _, name := range []string{"fix-irq", "p01-files-faulty"} {
		if err := os.CopyFS(filepath.Join(top, "drivers", name), os.DirFS(filepath.Join(src, name))); err != nil {
			t.Fatal(err)
		}
	}
	one, other := filepath.Join(top, "drivers/fix-irq"), filepath.Join(top, "drivers/p01-files-faulty")
	o := check.Options{NoCache: true}
	if _, err := check.Run(t.Context(), []string{one, other}, o); err == nil || !strings.Contains(err.Error(), "two trees") {
		t.Errorf("without a repository: %v", err)
	}
	want := len(run(t, o, one).Findings) + len(run(t, o, other).Findings)
	if err := os.Mkdir(filepath.Join(top, ".git"), 0o777); err != nil {
		t.Fatal(err)
	}
	r := run(t, o, one, other)
	if len(r.Findings) != want || want == 0 || filepath.Base(r.Root) != "drivers" {
		t.Errorf("%d findings below %s, want %d", len(r.Findings), r.Root, want)
	}
	for _, f := range r.Findings {
		if dir, _, _ := strings.Cut(f.File, "/"); dir != "fix-irq" && dir != "p01-files-faulty" {
			t.Errorf("finding in %s", f.File)
		}
	}
	sub := filepath.Join(other, "sub")
	if err := os.MkdirAll(filepath.Join(sub, ".git"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(sub, "a.c"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := check.Run(t.Context(), []string{one, sub}, o); err == nil {
		t.Error("a repository in the repository is no tree of its own")
	}
}
