package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestOutOfTreeDoc runs each line of docs/out-of-tree.md in the folder of a bare module: what is shown below a command is
// part of what it prints. Those that build are run by .ci/steps/34-out-of-tree, which has kernel headers.
func TestOutOfTreeDoc(t *testing.T) {
	doc, err := os.ReadFile("../../docs/out-of-tree.md")
	if err != nil {
		t.Fatal(err)
	}
	dir, bin := t.TempDir(), t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/outoftree")); err != nil {
		t.Fatal(err)
	}
	self, err := exec.LookPath("pcmlint") // this test as the command, see TestMain
	if err != nil {
		if out, err := exec.Command("go", "build", "-o", filepath.Join(bin, "pcmlint"), ".").CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	} else if err := os.Symlink(self, filepath.Join(bin, "pcmlint")); err != nil {
		t.Fatal(err)
	}
	ran, out := 0, ""
	for line := range strings.Lines(string(doc)) {
		line = strings.TrimSuffix(line, "\n")
		command, isCommand := strings.CutPrefix(line, "$ ")
		switch {
		case isCommand && (strings.HasPrefix(command, "make ") || strings.HasPrefix(command, "cat ")), strings.HasPrefix(line, "```"):
			out = ""
		case isCommand:
			cmd := exec.Command("sh", "-c", command)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "XDG_CACHE_HOME="+bin, "KBUILD_EXTMOD=", "KERNELVERSION=")
			text, _ := cmd.CombinedOutput() // a check leaves with 1 where it finds something
			out = string(text)
			ran++
		case out != "" && !strings.Contains(out, line):
			t.Errorf("%q is not in\n%s", line, out)
		}
	}
	if ran < 9 {
		t.Errorf("%d commands were run", ran)
	}
}
