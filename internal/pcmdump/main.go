// Pcmdump prints what the analysis makes of drivers, layer by layer: the symbols, what runs asynchronously and ends
// periods, the tables with what they are tied to, the waits, and what is proved of them. It is for those who change the
// analysis and want to see why a verdict came out as it did.
//
//	go run ./internal/pcmdump DRIVER.c...
//
// All files have to be of one tree or module.
package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
	"github.com/pcmlint/pcmlint/internal/program"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: pcmdump DRIVER.c...")
		os.Exit(2)
	}
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pcmdump:", err)
		os.Exit(1)
	}
}

func run(files []string) error {
	root, kernel := ktree.Find(files[0])
	tree, err := ktree.Open(context.Background(), root, kernel, ktree.Options{NoCache: true})
	if err != nil {
		return err
	}
	defer tree.Close()
	var inside []string
	for _, f := range files {
		abs, err := filepath.Abs(f)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, abs)
		if err != nil || !filepath.IsLocal(rel) {
			return fmt.Errorf("%s is not in the tree of %s, which is %s: name it in a run of its own", f, files[0], root)
		}
		inside = append(inside, filepath.ToSlash(rel))
	}
	graph := modules.NewGraph(tree, kernelapi.Kernel())
	out := bufio.NewWriter(os.Stdout)
	program.New(tree, graph, graph.Select(inside)).Dump(out)
	return out.Flush()
}
