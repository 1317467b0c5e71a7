package check_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/finding"
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

// TestSessionLikeFresh: what a session says after edits is what one says that has seen nothing else.
func TestSessionLikeFresh(t *testing.T) {
	dirs, err := filepath.Glob(src + "/p*-*")
	if err != nil || len(dirs) == 0 {
		t.Fatal(err, dirs)
	}
	differed := false
	for i, dir := range dirs {
		if i%6 != 0 {
			continue
		}
		t.Run(filepath.Base(dir), func(t *testing.T) {
			open := func() *check.Session {
				s, err := check.OpenSession(context.Background(), dir, check.Options{NoCache: true})
				if err != nil {
					t.Fatal(err)
				}
				return s
			}
			s := open()
			defer s.Close()
			answer := func(s *check.Session) *finding.Report {
				r, err := s.Check(context.Background(), nil)
				if err != nil {
					t.Fatal(err)
				}
				return r
			}
			first := answer(s)
			edited := map[string][]byte{}
			files, _ := filepath.Glob(filepath.Join(dir, "*.[ch]"))
			for _, f := range files {
				name, err := filepath.Rel(s.Root(), mustAbs(t, f))
				if err != nil {
					t.Fatal(err)
				}
				text, err := s.Source(name)
				if err != nil {
					t.Fatal(err)
				}
				lines := bytes.SplitAfter(text, []byte("\n"))
				for n := 0; n < len(lines); n += 1 + len(lines)/6 {
					edited[name] = bytes.Join(slices.Concat(lines[:n], lines[n+1:]), nil)
					s.Update(name, edited[name])
					fresh := open()
					fresh.UpdateAll(edited)
					got, want := answer(s), answer(fresh)
					fresh.Close()
					if !reflect.DeepEqual(got.Findings, want.Findings) || !reflect.DeepEqual(got.Tables, want.Tables) {
						t.Fatalf("without line %d of %s: %d findings, %d tables; a fresh session has %d and %d", n+1, name,
							len(got.Findings), len(got.Tables), len(want.Findings), len(want.Tables))
					}
					differed = differed || !reflect.DeepEqual(got.Findings, first.Findings)
				}
			}
		})
	}
	if !differed {
		t.Error("no edit changed any finding: the test shows nothing")
	}
}

func mustAbs(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// TestTypingLikeFresh: what is typed at any place, in functions that matter and in others, in comments and between
// functions, changes what a fresh session says of the text, and nothing else.
func TestTypingLikeFresh(t *testing.T) {
	dirs, err := filepath.Glob(src + "/*")
	if err != nil || len(dirs) == 0 {
		t.Fatal(err, dirs)
	}
	typed := []string{"x", "/* waits for nobody */", "\n", "int n;\n", "if (chip->running)\n\t", "return;", "{", "}", "a = b; ",
		"snd_pcm_period_elapsed(chip->substream);", "\"", "#ifdef CONFIG_PM\n", ";", "chip->irq", "/* case 1: { */", "//\\\n", " 1 + "}
	random := rand.New(rand.NewPCG(1, 2))
	for i, dir := range dirs {
		if i%3 != 0 {
			continue
		}
		files, _ := filepath.Glob(filepath.Join(dir, "*.c"))
		if len(files) == 0 {
			continue
		}
		t.Run(filepath.Base(dir), func(t *testing.T) {
			open := func() *check.Session {
				s, err := check.OpenSession(context.Background(), dir, check.Options{NoCache: true})
				if err != nil {
					t.Fatal(err)
				}
				return s
			}
			s := open()
			defer s.Close()
			name, err := filepath.Rel(s.Root(), mustAbs(t, files[random.IntN(len(files))]))
			if err != nil {
				t.Fatal(err)
			}
			text, err := s.Source(name)
			if err != nil {
				t.Fatal(err)
			}
			answer := func(s *check.Session) *finding.Report {
				r, err := s.Check(context.Background(), nil)
				if err != nil {
					t.Fatal(err)
				}
				return r
			}
			answer(s)
			for range 12 {
				at := random.IntN(len(text) + 1)
				if random.IntN(3) == 0 { // at the beginning of a line
					at = bytes.LastIndexByte(text[:at], '\n') + 1
				}
				now := slices.Concat(text[:at], []byte(typed[random.IntN(len(typed))]), text[at:])
				if n := min(len(text), at+random.IntN(8)); random.IntN(3) == 0 {
					now = slices.Concat(text[:at], text[n:])
				}
				s.Update(name, now)
				fresh := open()
				fresh.Update(name, now)
				got, want := answer(s), answer(fresh)
				fresh.Close()
				if !reflect.DeepEqual(got.Findings, want.Findings) || !reflect.DeepEqual(got.Tables, want.Tables) {
					t.Fatalf("an edit at byte %d of %s: %v\na fresh session: %v\ntext:\n%s", at, name, got.Findings, want.Findings, now)
				}
				if random.IntN(2) == 0 {
					text = now
				}
			}
		})
	}
}

// TestUpdateFromDisk: nil text is the file as it is by now, also when it changed, vanished or came since it was read.
func TestUpdateFromDisk(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(src+"/p01-files-faulty")); err != nil {
		t.Fatal(err)
	}
	s, err := check.OpenSession(context.Background(), dir, check.Options{NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ask := func() *finding.Report {
		t.Helper()
		r, err := s.Check(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := ask()
	file := first.Findings[0].File
	name := filepath.Join(dir, file)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	write := func(text []byte) {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
		s.Update(file, nil)
	}
	write(append([]byte("\n"), text...))
	if got := ask().Findings; len(got) != len(first.Findings) || got[0].Line != first.Findings[0].Line+1 {
		t.Errorf("one line down: %v", got)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	s.Update(file, nil)
	if got := ask(); len(got.Findings) != 0 || len(got.Errors) != 0 {
		t.Errorf("without the file: %v %v", got.Findings, got.Errors)
	}
	write(text)
	if got := ask().Findings; !reflect.DeepEqual(got, first.Findings) {
		t.Errorf("with the file again: %v", got)
	}
}

// impatient is a context that ends when it was asked for so many times.
type impatient struct {
	context.Context
	left *int
}

func (c impatient) Err() error {
	if *c.left--; *c.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestStopped: a check that is stopped at any moment says so and spoils nothing.
func TestStopped(t *testing.T) {
	s, err := check.OpenSession(context.Background(), src+"/p01-files-faulty", check.Options{NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	want := run(t, check.Options{NoCache: true}, src+"/p01-files-faulty")
	stopped := 0
	for n := 0; ; n++ {
		left := n
		r, err := s.Check(impatient{context.Background(), &left}, s.Drivers(want.Findings[0].File))
		if err == nil {
			if !reflect.DeepEqual(r.Findings, want.Findings) {
				t.Errorf("after it was stopped %d times: %v", stopped, r.Findings)
			}
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		stopped++
	}
	if stopped < 3 {
		t.Errorf("it was stopped at %d moments only", stopped)
	}
}
