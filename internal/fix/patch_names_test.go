package fix

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
)

// strange are names that a change can bring.
var strange = []string{"plain.c", "with blank.c", "tab\tname.c", "line\nX-Planted: yes\nname.c", "quote\".c", "back\\slash.c", "esc\x1b[31m.c", "latin\xe9.c",
	"umläut.c", "bell\a.c", "del\x7f.c", "cr\rname.c", "--- a", "trailing .c", "\xff\xfe", "a\u202eb.c"}

// TestStrangeNames: git applies the mail for a file whatever its name is, and the name is never a line of its own.
func TestStrangeNames(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	for _, name := range strange {
		t.Run(strings.ToValidUTF8(name, "?"), func(t *testing.T) {
			dir := t.TempDir()
			git := func(stdin string, args ...string) {
				t.Helper()
				cmd := exec.Command("git", args...)
				cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
				cmd.Env = append(os.Environ(), "HOME="+dir, "GIT_CONFIG_GLOBAL=/dev/null")
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Fatalf("git %v: %v\n%s\n%s", args, err, out, stdin)
				}
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte("int a;\n"), 0o666); err != nil {
				t.Skip(err)
			}
			git("", "init", "-q", ".")
			git("", "config", "user.name", "nobody")
			git("", "config", "user.email", "nobody@example.org")
			git("", "add", ".")
			git("", "commit", "-qm", "first")
			f := &File{Name: name, Before: []byte("int a;\n"), After: []byte("int a;\nint b;\n"), edits: []udiff.Edit{{Start: 7, End: 7, New: "int b;\n"}}}
			q := &Patch{Files: []*File{f}, Body: "Why.\n"}
			q.Subject = oneLine(pathPrefix(q.Files) + "Wait")
			mail, err := q.Mail(Author{"nobody", "nobody@example.org"}, true)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(mail) {
				if strings.HasPrefix(line, "X-Planted") {
					t.Errorf("a line of the name's own:\n%s", mail)
				}
			}
			git(mail, "am", "-q")
			if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(text) != string(f.After) {
				t.Errorf("applied: %q, %v", text, err)
			}
		})
	}
}
