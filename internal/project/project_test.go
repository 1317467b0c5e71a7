package project_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/pcmlint/pcmlint/internal/project"
)

// TestInside: the policy in one place.
func TestInside(t *testing.T) {
	for file, want := range map[string]bool{
		"/p/a.c": true, "/p/x/y.h": true, "/p": true, "/p/.gitignore": true, "/p/git/x": true,
		"/q/a.c": false, "/pa.c": false, "/": false, "/p/.git/config": false, "/p/x/.git": false, "/p/.GIT/config": false, "/p/../q": false,
	} {
		if got := project.Inside("/p", file); got != want {
			t.Errorf("Inside(%q) = %v", file, got)
		}
	}
}

// TestOf: the nearest repository, else the folder itself.
func TestOf(t *testing.T) {
	top := t.TempDir()
	deep := filepath.Join(top, "a/b/c")
	if err := os.MkdirAll(deep, 0o777); err != nil {
		t.Fatal(err)
	}
	if got := project.Of(deep); got != deep {
		t.Errorf("without a repository: %s", got)
	}
	for _, dir := range []string{"", "a", "a/b"} {
		if err := os.WriteFile(filepath.Join(top, dir, ".git"), nil, 0o666); err != nil {
			t.Fatal(err)
		}
		if got := project.Of(deep); got != filepath.Join(top, dir) {
			t.Errorf("with a repository in %q: %s", dir, got)
		}
	}
}
