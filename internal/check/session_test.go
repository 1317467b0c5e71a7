package check_test

import (
	"bytes"
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/pcmlint/pcmlint/internal/check"
)

// TestSession: unsaved text counts, in whatever file of the driver it stands, and taking it back brings the first
// answer back, which is that of a run.
func TestSession(t *testing.T) {
	root, err := filepath.Abs(src + "/p01-files-faulty")
	if err != nil {
		t.Fatal(err)
	}
	want := run(t, check.Options{NoCache: true}, root)
	s, err := check.OpenSession(context.Background(), root, check.Options{NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	table := want.Findings[0].File
	files := s.Drivers(table)
	if len(files) < 2 || !slices.Contains(files, table) {
		t.Fatalf("the driver of %s: %v", table, files)
	}
	ask := func(files []string) int {
		t.Helper()
		r, err := s.Check(context.Background(), files)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Tables) == 0 {
			t.Error("no tables")
		}
		if len(r.Findings) > 0 && !reflect.DeepEqual(r.Findings, want.Findings) {
			t.Errorf("other findings than a run's: %v", r.Findings)
		}
		return len(r.Findings)
	}
	if n := ask(nil); n != len(want.Findings) {
		t.Errorf("%d findings, a run has %d", n, len(want.Findings))
	}
	text, err := s.Source(table)
	if err != nil {
		t.Fatal(err)
	}
	s.Update(table, bytes.ReplaceAll(text, []byte(".pointer ="), []byte(".sync_stop = some_sync_stop,\n\t.pointer =")))
	if n := ask(files); n != 0 {
		t.Errorf("%d findings with .sync_stop", n)
	}
	s.Update(table, nil)
	if n := ask(files); n != len(want.Findings) {
		t.Errorf("%d findings after the edit was taken back, a run has %d", n, len(want.Findings))
	}
}
