package run_test

import (
	"context"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/analyzers/run"
)

const example = "../../examples/go"

// TestExample holds the module for who starts: the faulty driver is found, and so it is by the race detector.
func TestExample(t *testing.T) {
	r, err := run.Run(context.Background(), []string{"./..."}, run.Options{Dir: example})
	if err != nil || r.Err() != nil {
		t.Fatal(err, r.Errors)
	}
	if len(r.Findings) != 1 || filepath.Base(r.Findings[0].File) != "heron.go" || r.Findings[0].Rule != "PCM001" || r.Findings[0].Fix == nil {
		t.Errorf("got %+v", r.Findings)
	}
	for _, tab := range r.Tables {
		want := map[string]string{"heron.go": "unsynced ", "plover.go": "synced sync_irq"}[filepath.Base(tab.File)]
		if got := tab.Status + " " + tab.By; got != want {
			t.Errorf("%s: got %q, want %q", tab.File, got, want)
		}
	}
	if testing.Short() || !cgo() {
		t.Skip("needs the race detector")
	}
	for name, fails := range map[string]bool{"heron": true, "plover": false} {
		cmd := exec.Command("go", "test", "-race", "./"+name)
		cmd.Dir = example
		out, err := cmd.CombinedOutput()
		if (err != nil) != fails || fails && !strings.Contains(string(out), "DATA RACE") {
			t.Errorf("%s: %v\n%.1500s", name, err, out)
		}
	}
}

// cgo tells whether the race detector can be had.
func cgo() bool {
	out, err := exec.Command("go", "env", "CGO_ENABLED").Output()
	return err == nil && strings.TrimSpace(string(out)) == "1"
}
