package drivertest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Every comment in every case can be read, and every file says at its top what it shows.
func TestCasesAreReadable(t *testing.T) {
	for _, name := range cases(t) {
		if _, err := ReadWants(filepath.Join(src, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		err := filepath.WalkDir(filepath.Join(src, name), func(path string, d os.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".c" {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if head := strings.SplitN(string(text), "\n", 3); len(head) < 3 || !strings.HasPrefix(head[1], "/*") {
				t.Errorf("%s: no comment at the top says what the file shows", path)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestReadWants(t *testing.T) {
	dir := t.TempDir()
	text := `a = { /* want PCM001 PCM002 */ /* status unsynced */ /* context irq f; work  g */
b[] = { /* want PCM002 in block */
	{ },
};
	wait(); /* want PCM003 */
	/* nobody wants PCM001 here */
`
	if err := os.WriteFile(filepath.Join(dir, "x.c"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	wants, err := ReadWants(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(wants) != 3 {
		t.Fatalf("%d wants, expected 3: %+v", len(wants), wants)
	}
	a, b, wait := wants[0], wants[1], wants[2]
	if a.Line != 1 || a.LastLine != 1 || !slices.Equal(a.Rules, []string{"PCM001", "PCM002"}) || a.Status != "unsynced" ||
		!slices.Equal(a.Contexts, []string{"irq f", "work g"}) {
		t.Errorf("first want: %+v", a)
	}
	if b.Line != 2 || b.LastLine != 4 {
		t.Errorf("block from %d to %d, expected 2 to 4", b.Line, b.LastLine)
	}

	at := func(line int, rule string) Finding { return Finding{File: "x.c", Line: line, Rule: rule} }
	all := []Finding{at(1, "PCM001"), at(1, "PCM002"), at(3, "PCM002"), at(wait.Line, "PCM003")}
	if diff := DiffFindings(wants, all); diff != nil {
		t.Errorf("all as expected, but: %q", diff)
	}
	diff := DiffFindings(wants, append(all[1:], at(6, "PCM001")))
	if len(diff) != 2 || !strings.Contains(diff[0], "x.c:1: expected PCM001") || !strings.Contains(diff[1], "x.c:6: reported PCM001") {
		t.Errorf("one missing and one too many, but: %q", diff)
	}

	for _, bad := range []string{"x /* want PCM01 */\n", "x /* status fine */\n"} {
		if err := os.WriteFile(filepath.Join(dir, "x.c"), []byte(bad), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadWants(dir); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

func TestModuleFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "Kbuild"), []byte("obj-m += snd-x.o z.o\nsnd-x-y := a.o b.o\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{"a.c": "a.c b.c", "b.c": "a.c b.c", "z.c": "z.c"} {
		var have []string
		for _, f := range ModuleFiles(filepath.Join(dir, file)) {
			have = append(have, filepath.Base(f))
		}
		if got := strings.Join(have, " "); got != want {
			t.Errorf("%s is linked with %q, want %q", file, got, want)
		}
	}
}
