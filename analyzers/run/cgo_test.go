package run_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/analyzers/run"
)

// TestCgo judges drivers that use cgo. The go command shows such files as cgo has made them, in its cache: a finding is
// in the driver's own text, and no repair touches the cache.
func TestCgo(t *testing.T) {
	if out, err := exec.Command("go", "env", "CGO_ENABLED").Output(); err != nil || strings.TrimSpace(string(out)) != "1" {
		t.Skip("no cgo here")
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(module)); err != nil {
		t.Fatal(err)
	}
	driver := "func New(c *pcm.Card) {\n\tops := &pcm.Ops{\n\t\tTrigger: func(s *pcm.Substream, _ pcm.Cmd) error { go s.PeriodElapsed(); return nil },\n" +
		"\t\tPointer: func(*pcm.Substream) int { return one() },\n\t\tHwFree: func(*pcm.Substream) error { return nil },\n\t}\n\tc.NewPCM(\"x\", ops)\n}\n"
	importPCM := "import pcm \"example.com/gosound/structpcm\"\n\n"
	importC := "// static int number(void) { return 1; }\nimport \"C\"\n\n"
	one := "func one() int { return int(C.number()) }\n"
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("cgo/whole/driver.go", "package whole\n\n"+importC+importPCM+driver+one)
	write("cgo/beside/driver.go", "package beside\n\n"+importPCM+driver)
	write("cgo/beside/c.go", "package beside\n\n"+importC+one)
	for name, repaired := range map[string]bool{"whole": false, "beside": true} {
		r, err := run.Run(context.Background(), []string{"./cgo/" + name}, run.Options{Dir: dir})
		if err != nil || r.Err() != nil || len(r.Findings) != 1 {
			t.Fatal(name, err, r)
		}
		f := r.Findings[0]
		if filepath.Base(f.File) != "driver.go" || f.Rule != "PCM002" || (f.Fix != nil) != repaired {
			t.Errorf("%s: %s:%d: %s, repair %v", name, f.File, f.Line, f.Rule, f.Fix)
		}
	}
}
