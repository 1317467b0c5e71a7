package program

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// Every call that ends a period and that the compiler sees is accounted for: by a context of a table, by a callback of one
// that makes the call itself, or by a table that is unknown.
func TestEveryElapsedCallIsAccountedFor(t *testing.T) {
	t.Parallel()
	dirs, err := filepath.Glob("../../testdata/src/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		if filepath.Base(dir) == "go" || filepath.Ext(dir) != "" {
			continue
		}
		root, kernel := ktree.Find(dir)
		for _, miss := range unaccounted(t, root, kernel) {
			t.Errorf("%s: %s", filepath.Base(dir), miss)
		}
	}
	if root := os.Getenv("PCMLINT_KERNEL"); root != "" {
		for _, miss := range unaccounted(t, root, true) {
			t.Errorf("%s: %s", root, miss)
		}
	}
}

// unaccounted lists the calls of a tree of which no table tells.
func unaccounted(t *testing.T, root string, kernel bool) []string {
	tree, err := ktree.Open(context.Background(), root, kernel, ktree.Options{NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	graph := modules.NewGraph(tree, kernelapi.Kernel())
	w := New(tree, graph, graph.Select(graph.Relevant()))
	if w.scope.Empty() {
		return nil
	}
	es := w.findElapsed(w.scope)
	unknown := map[*Table]bool{}
	for _, v := range w.judgeTables(func(string) bool { return true }, es) {
		unknown[v.Table] = v.Status == contract.Unknown
	}
	var out []string
	var files []string
	for name := range kernelapi.Elapsed {
		files = append(files, graph.Mentioning(name)...)
	}
	slices.Sort(files)
	for _, p := range slices.Compact(files) {
		if kernelapi.IsFramework(p) {
			continue
		}
		u, text := w.unit(p), []byte(nil)
		if u != nil {
			text, _ = tree.Compiled(p)
		}
		for _, x := range cparse.Live(text, func(word string) bool { return kernelapi.Elapsed[word] }) {
			told := slices.IndexFunc(w.idents(u, x.Name), func(s *site) bool { return s.e.Pos <= x.Pos && x.Pos < s.e.End })
			if told < 0 && w.isTold(u, x) {
				continue // declared, or a member of that name
			}
			at := x.Pos
			if told >= 0 {
				if at = w.calledAt(w.idents(u, x.Name)[told], es); at == 0 {
					continue
				}
			}
			if why := w.unaccountedCall(p, at, es, unknown); why != "" {
				line, _ := u.file.Position(x.Pos)
				out = append(out, fmt.Sprintf("%s:%d: %s", p, line, why))
			}
		}
	}
	return out
}

// calledAt is where a mention of the function is a call; 0 where its address is taken, and called elsewhere.
func (w *World) calledAt(s *site, es []*elapsed) cparse.Pos {
	named := func(e *elapsed) bool { return kernelapi.Elapsed[spelledCallee(e.at)] }
	if s.up != nil && s.up.e.Kind == cparse.Call && s.arg == 0 || !slices.ContainsFunc(es, func(e *elapsed) bool { return e.at.e.Kind == cparse.Call && !named(e) }) {
		return s.e.Pos
	}
	return 0
}

func (w *World) unaccountedCall(path string, pos cparse.Pos, es []*elapsed, unknown map[*Table]bool) string {
	why := "nothing is known of the call"
	for _, e := range es {
		if at := e.at.pos(); at.File != path || pos < at.Start || at.End <= pos {
			continue
		}
		switch {
		case e.orphan(), e.sync && len(e.contexts) == 0:
			return ""
		case len(e.contexts) == 0:
			for t := range e.tables {
				if unknown[t] {
					return ""
				}
			}
			why = "no context was found, and no table is unknown"
		default:
			if !slices.ContainsFunc(e.contexts, func(c *Context) bool { return len(c.tables) == 0 }) {
				return ""
			}
			why = "a context is no table's"
		}
	}
	for t, is := range unknown {
		if is && w.graph.SameModule(t.u.path, path) {
			return ""
		}
	}
	return why
}
