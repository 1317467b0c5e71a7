package run_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ownRaces lists drivers whose goroutine shares fields with Trigger, which is another race than the one with the core.
// Their repair ends that one; the race detector goes on about the other.
var ownRaces = []string{"twocontexts"}

// TestTruth runs every driver: what the analyzers flag uses a freed runtime, what they do not flag does not, and what
// their repairs fix does not any more.
func TestTruth(t *testing.T) {
	if testing.Short() {
		t.Skip("builds with the race detector")
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(module)); err != nil {
		t.Fatal(err)
	}
	r := mustRun(t, dir)
	flagged := map[string]bool{}
	for _, f := range r.Findings {
		flagged[filepath.Base(filepath.Dir(f.File))] = true
	}
	bin := build(t, dir)
	names := strings.Fields(output(t, bin))
	if len(names) < 40 {
		t.Fatalf("only %d drivers", len(names))
	}
	fails := 0
	for _, name := range names {
		out, err := play(bin, name)
		failed := err != nil && (strings.Contains(string(out), "period elapsed on a") || strings.Contains(string(out), "DATA RACE"))
		if failed {
			fails++
		}
		if failed != flagged[name] || err != nil && !failed {
			t.Errorf("%s: flagged %v, but running it gives %v\n%.1500s", name, flagged[name], err, out)
		}
	}
	t.Logf("%d drivers, %d of them flagged, and those fail", len(names), fails)

	apply(t, r)
	bin = build(t, dir)
	for _, name := range names {
		if slices.Contains(unrepaired, name) || slices.Contains(ownRaces, name) {
			continue
		}
		if out, err := play(bin, name); err != nil {
			t.Errorf("%s fails after the repairs: %v\n%.1500s", name, err, out)
		}
	}
}

func build(t *testing.T, dir string) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "truth")
	args := []string{"build", "-o", bin}
	if cgo() {
		args = append(args, "-race")
	}
	cmd := exec.Command("go", append(args, "./truth")...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("building the drivers: %v\n%s", err, out)
	}
	return bin
}

func play(bin, name string) ([]byte, error) {
	cmd := exec.Command(bin, name)
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0")
	return cmd.CombinedOutput()
}

func output(t *testing.T, bin string) string {
	t.Helper()
	out, err := exec.Command(bin).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
