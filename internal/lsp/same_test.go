package lsp_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.lsp.dev/protocol"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/config"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/lsp"
)

// TestSameAsCommand: for the saved state the server publishes what the command finds, in every test driver.
func TestSameAsCommand(t *testing.T) {
	drivers, err := filepath.Glob("../../testdata/src/*")
	if err != nil || len(drivers) == 0 {
		t.Fatalf("no drivers: %v", err)
	}
	findings := 0
	for _, dir := range drivers {
		if name := filepath.Base(dir); name == "go" || name == "README.md" {
			continue
		}
		dir, err := filepath.Abs(dir)
		if err != nil {
			t.Fatal(err)
		}
		findings += same(t, dir)
	}
	if findings < 50 {
		t.Errorf("only %d findings were compared", findings)
	}
}

// TestSameAsCommandOnLinux: the same in a kernel tree, for all drivers with findings.
func TestSameAsCommandOnLinux(t *testing.T) {
	if n := same(t, kernel(t)); n < 100 {
		t.Errorf("only %d findings were compared", n)
	}
}

// same opens every file below a folder in which the command finds something, one after the other, and compares byte for
// byte what is shown with what was found. Where there is next to nothing to compare, all files are opened.
func same(t *testing.T, dir string) int {
	t.Helper()
	o := check.Options{CacheDir: cacheFolder(t)}
	if name, err := config.Find(dir); err == nil && name != "" {
		c, err := config.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		o.Use(c)
	}
	r, err := check.Run(ctx, []string{dir}, o)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{}
	for _, f := range r.Active() {
		want[f.File] = append(want[f.File], spell(f))
	}
	files := make([]string, 0, len(want))
	for f := range want {
		files = append(files, f)
	}
	if all, err := filepath.Glob(filepath.Join(dir, "*.c")); err == nil {
		for _, f := range all {
			if name := filepath.Base(f); !slices.Contains(files, name) && strings.Contains(text(t, f), "snd_") {
				files = append(files, name)
			}
		}
	}
	slices.Sort(files)
	c := start(t, lsp.Options{Settings: lsp.Settings{CacheDir: cacheFolder(t)}}, greeting(""))
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f))
		c.open(path)
		c.until("diagnostics of "+f, func() bool { return c.published[uri(path)].Version != nil })
		c.mu.Lock()
		shown := c.published[uri(path)].Diagnostics
		c.mu.Unlock()
		var got []string
		for _, d := range shown {
			at := offset(text(t, path), d.Range.Start)
			lines := []string{fmt.Sprintf("%s:%d:%d %v %v %s", f, d.Range.Start.Line+1, column(text(t, path), at), d.Code, identity(d), d.Message)}
			for _, x := range d.RelatedInformation {
				other := strings.TrimPrefix(string(x.Location.URI), "file://")
				rel, err := filepath.Rel(dir, other)
				if err != nil {
					t.Fatal(err)
				}
				at := offset(text(t, other), x.Location.Range.Start)
				lines = append(lines, fmt.Sprintf("%s:%d:%d %s", filepath.ToSlash(rel), x.Location.Range.Start.Line+1, column(text(t, other), at), x.Message))
			}
			got = append(got, strings.Join(lines, "\n\t"))
		}
		if !slices.Equal(got, want[f]) {
			t.Errorf("%s: the editor shows\n%s\nthe command finds\n%s", path, strings.Join(got, "\n"), strings.Join(want[f], "\n"))
		}
		c.close(path)
		c.until("nothing more of "+f, func() bool { return len(c.published[uri(path)].Diagnostics) == 0 })
		c.mu.Lock()
		clear(c.published)
		c.mu.Unlock()
	}
	c.bye()
	n := 0
	for _, list := range want {
		n += len(list)
	}
	return n
}

// identity is the fingerprint that came with a diagnostic.
func identity(d protocol.Diagnostic) string { return strings.Trim(string(d.Data), `"`) }

// spell writes a finding as the diagnostics of an editor are written above.
func spell(f finding.Finding) string {
	message := f.Message
	if f.Advice != "" {
		message += "\nhelp: " + f.Advice
	}
	lines := []string{fmt.Sprintf("%s:%d:%d %v %v %s", f.File, f.Line, f.Column, f.Rule, f.Fingerprint, message)}
	for _, s := range append(slices.Clone(f.Path), f.Related...) {
		lines = append(lines, fmt.Sprintf("%s:%d:%d %s: %s", s.File, s.Line, s.Column, s.Function, s.Note))
	}
	return strings.Join(lines, "\n\t")
}

func text(t *testing.T, file string) string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func column(text string, at int) int { return at - strings.LastIndexByte(text[:at], '\n') }
