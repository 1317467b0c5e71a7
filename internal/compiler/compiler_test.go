package compiler

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	cases := []struct {
		name, args, own string
		compiler        bool
	}{
		{"kbuild", "-D__linux__ -nostdinc -I./include x.c", "", true},
		{"own flags first", "--no-cache -f json -D__linux__ x.c", "--no-cache -f json", true},
		{"no CHECKFLAGS", "-Wp,-MMD,x.d -nostdinc x.c", "", true},
		{"a check", "-f gcc -o out -j 2 sound/pci/x.c", "", false},
		{"paths that look like flags", "-- -Ifolder x.c", "", false},
		{"nothing", "", "", false},
	}
	for _, c := range cases {
		own, compile, ok := Split(strings.Fields(c.args))
		if ok != c.compiler {
			t.Errorf("%s: taken for a compiler's: %v", c.name, ok)
			continue
		}
		if ok && (strings.Join(own, " ") != c.own || len(own)+len(compile) != len(strings.Fields(c.args))) {
			t.Errorf("%s: own %q, the compiler's %q", c.name, own, compile)
		}
	}
}

func TestSource(t *testing.T) {
	cases := []struct{ args, file, wrong string }{
		{"-DX -I include -include a/kconfig.h -o b.c -MF c.c sound/x.c", "sound/x.c", ""},
		{"-Iinclude ../../src/x.c -Wall", "../../src/x.c", ""},
		{"-DX a.c b.c", "", "name 2 C files (a.c, b.c)"},
		{"-DX a.S", "", "no C file, but a.S"},
		{"-DX -include a.c", "", "name no C file: give"},
	}
	for _, c := range cases {
		file, err := Source(strings.Fields(c.args))
		if file != c.file {
			t.Errorf("%s: %q, want %q", c.args, file, c.file)
		}
		if (err != nil) != (c.wrong != "") || err != nil && !strings.Contains(err.Error(), c.wrong) {
			t.Errorf("%s: error %v, want %q", c.args, err, c.wrong)
		}
	}
}

func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestReadDatabase(t *testing.T) {
	dir := t.TempDir()
	a, b := write(t, dir, "src/a.c", ""), write(t, dir, "b.c", "")
	db := write(t, dir, "obj/"+DatabaseName, `[
		{"directory": "`+dir+`/obj", "file": "../src/a.c", "command": "gcc -c ../src/a.c"},
		{"directory": "`+dir+`/obj", "file": "../src/./a.c", "command": "gcc -c again.c"},
		{"directory": "..", "file": "b.c", "arguments": ["gcc", "b.c"]},
		{"directory": "..", "file": "head.S"},
		{"directory": "..", "file": "gone.c"}]`)
	files, gone, err := ReadDatabase(db)
	want := []string{a, b}
	slices.Sort(want)
	if err != nil || !slices.Equal(files, want) || gone != 1 {
		t.Errorf("%v, %d gone, %v; want %v, 1 gone", files, gone, err, want)
	}
}

func TestReadDatabaseThatIsNone(t *testing.T) {
	dir := t.TempDir()
	for text, want := range map[string]string{
		"int main;":       "is no compilation database",
		`{"file": "a.c"}`: "is no compilation database",
		`[]`:              "names no C file that exists (0 are gone)",
		`[{"directory":"` + dir + `","file":"a.c"}]`: "names no C file that exists (1 are gone)",
	} {
		if _, _, err := ReadDatabase(write(t, dir, "db.json", text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	if _, _, err := ReadDatabase(filepath.Join(dir, "none.json")); err == nil {
		t.Error("a file that is not there is read")
	}
}
