package check

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// TestSharedGraph: whatever line of a tree is taken away, and whatever file, the graph that is taken over from the tree
// as it is leads to the findings that a new one leads to.
func TestSharedGraph(t *testing.T) {
	root, err := filepath.Abs("../../testdata/src/minitree")
	if err != nil {
		t.Fatal(err)
	}
	tree, err := ktree.Open(context.Background(), root, true, ktree.Options{NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	graph := modules.NewGraph(tree, kernelapi.Kernel())
	at := &target{root: root, kernel: true, given: root}
	changes := 0
	try := func(file string, text []byte) {
		t.Helper()
		changes++
		other := tree.At(map[string][]byte{file: text})
		over := graph.Over(other, []string{file})
		fresh := modules.NewGraph(other, kernelapi.Kernel())
		a, err := judge(context.Background(), other, over, at, Options{Audit: true})
		if err != nil {
			t.Fatal(err)
		}
		b, err := judge(context.Background(), other, fresh, at, Options{Audit: true})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(a.Findings, b.Findings) || !reflect.DeepEqual(a.Tables, b.Tables) {
			t.Errorf("%s: other findings over a shared graph, text:\n%s", file, text)
		}
	}
	err = filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		file := filepath.ToSlash(rel)
		try(file, nil)
		lines := bytes.SplitAfter(text, []byte("\n"))
		for i := 0; i < len(lines); i += 8 {
			try(file, bytes.Join(append(append([][]byte{}, lines[:i]...), lines[i+1:]...), nil))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if changes < 50 {
		t.Errorf("only %d changes tried", changes)
	}
}
