package whole_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/whole"
)

// ground is a project to write into, with a file outside of it.
func ground(t *testing.T) (top, owner string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	top, owner = filepath.Join(dir, "top"), filepath.Join(dir, "owner.txt")
	for _, d := range []string{"top/.git", "top/sub", "elsewhere"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{owner, filepath.Join(top, "old.txt"), filepath.Join(dir, "elsewhere/owner.txt"), filepath.Join(top, ".git/config")} {
		if err := os.WriteFile(f, []byte("kept"), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(top)
	return top, owner
}

// TestRefused: nothing is written through a link, and what is there stays.
func TestRefused(t *testing.T) {
	for name, test := range map[string]struct{ link, to, write, says string }{
		"a link to a file":              {"out.txt", "../owner.txt", "out.txt", "symbolic link"},
		"a link by its whole name":      {"out.txt", "TOP/../owner.txt", "TOP/out.txt", "symbolic link"},
		"a link that leads nowhere":     {"out.txt", "../fresh.txt", "out.txt", "symbolic link"},
		"a link inside":                 {"out.txt", "old.txt", "out.txt", "symbolic link"},
		"a link to a device":            {"out.txt", "/dev/full", "out.txt", "symbolic link"},
		"a link of a folder":            {"out", "../elsewhere", "out/owner.txt", "lead out of"},
		"a link of a folder by name":    {"out", "../elsewhere", "TOP/out/owner.txt", "lead out of"},
		"a link of a folder farther up": {"sub/out", "../..", "sub/out/elsewhere/owner.txt", "lead out of"},
		"a link to git's own":           {"out", ".git", "out/config", "lead out of"},
		"a folder":                      {"x", "y", "sub", "is a folder"},
		"a folder that is not there":    {"x", "y", "none/out.txt", "no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			top, owner := ground(t)
			fill := strings.NewReplacer("TOP", top).Replace
			if err := os.Symlink(fill(test.to), test.link); err != nil {
				t.Skip(err)
			}
			err := whole.Write(fill(test.write), []byte("new"), 0o666)
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("written, or not told: %v", err)
			}
			for _, f := range []string{owner, "../elsewhere/owner.txt", "old.txt", ".git/config"} {
				if text, err := os.ReadFile(f); err != nil || string(text) != "kept" {
					t.Errorf("%s: %q, %v", f, text, err)
				}
			}
			if _, err := os.Lstat("../fresh.txt"); err == nil {
				t.Error("made through the link")
			}
		})
	}
}

// TestWritten: what may be written is, whole, with the mode that it has.
func TestWritten(t *testing.T) {
	top, _ := ground(t)
	if err := os.Symlink("sub", "inner"); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"old.txt", "fresh.txt", "sub/fresh.txt", "inner/other.txt", filepath.Join(top, "whole.txt"), "../owner.txt"} {
		if err := whole.Write(name, []byte("new"), 0o666); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if text, err := os.ReadFile(name); err != nil || string(text) != "new" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	if fi, err := os.Stat("old.txt"); err != nil || fi.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, %v", fi.Mode(), err)
	}
	for _, name := range []string{"/dev/null", "/dev/stderr"} {
		if err := whole.Write(name, nil, 0o666); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	f, err := whole.Create("old.txt", 0o666)
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile("old.txt"); string(text) != "new" {
		t.Errorf("before Commit: %q", text)
	}
	f.Discard()
	if err := whole.Write("/dev/full", []byte("new"), 0o666); err == nil {
		t.Error("a full disk is not told")
	}
	left, err := filepath.Glob(".*[0-9]")
	if err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

// TestLeft: what a killed writer left is removed by the next one; what is being written, or is anybody's own, is not.
func TestLeft(t *testing.T) {
	ground(t)
	left := map[string]bool{".old.txt1234567890123456789": false, ".old.txt12": true, ".old.txt123456789012345678x": true, ".other.txt1234567890123456789": true}
	for name := range left {
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	busy, err := whole.Create("old.txt", 0o666)
	if err != nil {
		t.Fatal(err)
	}
	if err := whole.Write("old.txt", []byte("second"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := busy.Commit([]byte("first")); err != nil {
		t.Errorf("in the way of another writer: %v", err)
	}
	for name, stays := range left {
		if _, err := os.Lstat(name); (err == nil) != stays {
			t.Errorf("%s: %v", name, err)
		}
	}
}
