package drivertest

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// aFramework tells of the files that are known by their names: those of the sound core and of ASoC's.
func aFramework(rel string) bool {
	return strings.Contains(rel, "sound/core/") || strings.HasPrefix(path.Base(rel), "soc-") || path.Dir(rel) == "sound"
}

// TestNamesOfFiles: what the files of a driver are called, and in which order they are read, changes nothing. The
// comments of the drivers move with them, so they still say what is expected.
func TestNamesOfFiles(t *testing.T) {
	c := command(t)
	for _, name := range cases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if _, err := Rename(filepath.Join(src, name), dir, aFramework); err != nil {
				t.Fatal(err)
			}
			wants, err := ReadWants(dir)
			if err != nil {
				t.Fatal(err)
			}
			report := func(args ...string) *Report {
				res, err := c.Run(dir, append(args, "--format", "json", ".")...)
				if err != nil {
					t.Fatal(err)
				}
				r, err := ParseReport(res.Stdout)
				if err != nil {
					t.Fatalf("%v\n%s", err, res)
				}
				r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return f.Suppressed != nil })
				return r
			}
			found := report().Findings
			for _, d := range DiffFindings(wants, found) {
				t.Error(d)
			}
			for _, d := range DiffTables(wants, report("audit").Tables, found) {
				t.Error(d)
			}
		})
	}
}

func TestRename(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	for file, text := range map[string]string{
		"Makefile":       "obj-m += snd-x.o b.o\nsnd-x-y := a.o sub/c.o\n",
		"a.c":            "#include \"b.c\"\n#include \"x.h\"\n",
		"b.c":            "int b;\n",
		"x.h":            "int x;\n",
		"sub/c.c":        "int c;\n",
		"sound/core/d.c": "int d;\n",
	} {
		if err := os.MkdirAll(filepath.Join(from, filepath.Dir(file)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(from, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Rename(from, to, aFramework); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{
		"Makefile":       "obj-m += snd-x.o r0001-b.o\nsnd-x-y := r0002-a.o sub/r0001-c.o\n",
		"r0002-a.c":      "#include \"r0001-b.c\"\n#include \"x.h\"\n",
		"r0001-b.c":      "int b;\n",
		"x.h":            "int x;\n",
		"sub/r0001-c.c":  "int c;\n",
		"sound/core/d.c": "int d;\n",
	} {
		text, err := os.ReadFile(filepath.Join(to, file))
		if err != nil || string(text) != want {
			t.Errorf("%s: %q, %v; want %q", file, text, err, want)
		}
	}
}
