package check

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// A Session keeps one tree open and answers again and again, also over text that is not saved yet. An answer costs what
// has changed since the last one and the linking of the drivers that were asked for. It is safe for concurrent use.
type Session struct {
	root   string // absolute
	kernel bool
	o      Options

	mu    sync.Mutex // guards what follows; both are immutable themselves
	tree  *ktree.Tree
	graph *modules.Graph
}

// OpenSession reads the tree that path, a file or folder that exists, belongs to. Options.Audit is of no account: a
// session's reports hold the tables too.
func OpenSession(ctx context.Context, path string, o Options) (*Session, error) {
	root, kernel := ktree.Find(path)
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	o.Audit, o.worlds = true, &worlds{}
	s := &Session{root: root, kernel: kernel, o: o}
	if s.tree, err = ktree.Open(ctx, root, kernel, o.tree()); err != nil {
		return nil, fmt.Errorf("cannot read the tree %s: %w", root, err)
	}
	s.graph = modules.NewGraph(s.tree, s.o.api())
	return s, nil
}

// Root is the root of the tree, absolute.
func (s *Session) Root() string { return s.root }

// Update puts unsaved text in the place of a file, named relative to the root; nil text means the file as it is on disk
// by now, or that it is not there any more.
func (s *Session) Update(file string, text []byte) { s.UpdateAll(map[string][]byte{file: text}) }

// UpdateAll is Update for many files. What links them is found once, which costs as much as the tree is large.
func (s *Session) UpdateAll(texts map[string][]byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	files := slices.Sorted(maps.Keys(texts))
	for _, file := range files {
		if text := texts[file]; text != nil {
			s.tree = s.tree.Update(file, text)
		} else {
			s.tree = onDisk(s.tree, file)
		}
	}
	s.graph = s.graph.Over(s.tree, files)
}

// onDisk is a tree with a file as it is by now, which may be another text than the tree has read.
func onDisk(tree *ktree.Tree, file string) *ktree.Tree {
	text, err := os.ReadFile(filepath.Join(tree.Root(), filepath.FromSlash(file)))
	if errors.Is(err, fs.ErrNotExist) {
		return tree.At(map[string][]byte{file: nil})
	}
	if err != nil {
		return tree.Update(file, nil)
	}
	return tree.Update(file, text)
}

// Drivers lists the .c files of the modules that a file, relative to the root, has a part in, sorted: itself, the others
// that it is linked with into a module, and for a header those that include it.
func (s *Session) Drivers(file string) []string {
	s.mu.Lock()
	tree := s.tree
	s.mu.Unlock()
	return driverFiles(tree, file)
}

// Check reports on the drivers of the given files, relative to the root; nil means the whole tree.
func (s *Session) Check(ctx context.Context, files []string) (*finding.Report, error) {
	return s.check(ctx, files, false)
}

// CheckWithUsers is Check for the drivers of files and all drivers that use these, where they are libraries. It costs no
// more: what a library does is judged with all that it is linked with. isUser tells whether a file belongs to one of the
// latter.
func (s *Session) CheckWithUsers(ctx context.Context, files []string) (r *finding.Report, isUser func(file string) bool, err error) {
	s.mu.Lock()
	tree, graph := s.tree, s.graph
	s.mu.Unlock()
	r, err = s.check(ctx, files, true)
	sel := graph.Select(selected(tree, s.target(files, true)))
	return r, func(file string) bool { return !sel.Has(file) && graph.Covers(sel, file) }, err
}

// target names files of the session's tree.
func (s *Session) target(files []string, users bool) *target {
	t := &target{root: s.root, kernel: s.kernel, given: s.root, users: users}
	if files != nil {
		t.only = map[string]bool{}
		for _, f := range files {
			t.only[f] = true
		}
	}
	return t
}

func (s *Session) check(ctx context.Context, files []string, users bool) (*finding.Report, error) {
	start := time.Now()
	s.mu.Lock()
	tree, graph := s.tree, s.graph
	s.mu.Unlock()
	r, err := judge(ctx, tree, graph, s.target(files, users), s.o)
	if err != nil {
		return nil, err
	}
	r.Stats.Elapsed = time.Since(start)
	return r, nil
}

// Source is the text of a file of the tree as the session sees it.
func (s *Session) Source(file string) ([]byte, error) {
	s.mu.Lock()
	tree := s.tree
	s.mu.Unlock()
	return tree.Source(file)
}

// Close keeps what was learned for the next run.
func (s *Session) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tree.Close()
}

// driverFiles lists the .c files that an edit of a file can matter to most: those of its modules, and for a header
// those of the modules that include it.
func driverFiles(tree *ktree.Tree, file string) []string {
	out := map[string]bool{}
	add := func(f string) {
		for _, m := range tree.Modules(f) {
			for _, other := range m.Files {
				out[other] = true
			}
		}
	}
	if path.Ext(file) == ".c" {
		out[file] = true
		add(file)
	} else {
		for _, f := range tree.Candidates() {
			if includes(tree, f, file) {
				add(f)
			}
		}
	}
	return slices.Sorted(maps.Keys(out))
}

// includes tells whether a file includes a header by itself.
func includes(tree *ktree.Tree, f, header string) bool {
	s, err := tree.Summary(f)
	if err != nil {
		return false
	}
	for _, inc := range s.Includes {
		if path.Base(inc.Path) != path.Base(header) {
			continue
		}
		if p, ok := tree.Include(f, inc); ok && p == header {
			return true
		}
	}
	return false
}
