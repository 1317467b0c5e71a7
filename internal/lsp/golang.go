package lsp

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/pcmlint/pcmlint/internal/engine"
	"github.com/pcmlint/pcmlint/internal/finding"
)

// goPackage analyses one Go package as it is on disk, when a file of it is opened or saved: the Go tools that stand
// behind the analysis take seconds, and the package must compile. Its fields belong to its goroutine.
type goPackage struct {
	*space
	have map[string]bool // documents that were there at the last run
}

// packageOf finds, or begins to analyse, the package of a Go file, and names the file in it.
func (s *server) packageOf(path string) (*space, string) {
	dir := filepath.Dir(path)
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, "" // a file in a folder that does not exist yet
	}
	key := root + string(filepath.Separator) + "*.go"
	s.mu.Lock()
	defer s.mu.Unlock()
	sp := s.spaces[key]
	if sp == nil {
		g := &goPackage{space: s.newSpace(root, dir), have: map[string]bool{}}
		sp = g.space
		s.spaces[key] = sp
		sp.start(g.work)
	}
	return sp, filepath.Base(path)
}

func (g *goPackage) work(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-g.wake:
			g.turn(ctx)
		}
	}
}

// turn runs the analysis again if something on disk may be new.
func (g *goPackage) turn(ctx context.Context) {
	do, upTo, checking := g.take(ctx)
	anew := do.reload || len(do.look) > 0
	for file, text := range do.edited {
		if text == nil {
			delete(g.have, file)
			anew = true
		} else if !g.have[file] {
			g.have[file] = true
			anew = true
		}
	}
	docs := g.documents()
	switch {
	case len(docs) == 0:
		g.keepOnly(nil)
	case anew && !g.run(checking, docs[0]):
		g.note(func() { g.look(docs[0]) }) // it was ended by a change
		return
	}
	g.answered(upTo)
}

// run analyses the package that has a file, and shows what was found.
func (g *goPackage) run(ctx context.Context, file string) bool {
	g.s.mu.Lock()
	library := g.s.settings.Library
	g.s.mu.Unlock()
	base, known, err := g.s.options(g.root)
	if err != nil {
		g.s.complain("%v", err)
		return true
	}
	o := engine.Options{Options: base, Library: library}
	o.Audit = true
	r, err := engine.Run(ctx, []string{filepath.Join(g.root, file)}, o)
	if ctx.Err() != nil {
		return false
	}
	if err != nil {
		g.s.complain("cannot check the package %s: %v", g.root, err)
		return true
	}
	if r.Incomplete() {
		// While it does not compile, what was found before is the best there is; the compiler's errors are the business
		// of another server.
		g.s.log.Printf("%s: %s", g.root, r.Errors[0].Message)
		return true
	}
	if known != nil {
		known.Apply(r)
	}
	rename(r, g.name(r.Root))
	found := group(r)
	read := g.reader()
	for f, res := range found {
		g.publish(f, res, nil, read)
	}
	g.keepOnly(found)
	g.refreshLenses()
	return true
}

// keepOnly forgets the files that are not among those found.
func (g *goPackage) keepOnly(found map[string]*result) {
	for file := range g.results() {
		if found[file] == nil {
			g.drop(file)
		}
	}
}

// name turns the names of a report into those of the space: relative to the package where they are below it.
func (g *goPackage) name(root string) func(string) string {
	return func(file string) string {
		abs := filepath.FromSlash(file)
		if !filepath.IsAbs(abs) {
			abs = filepath.Join(root, abs)
		}
		if rel, err := filepath.Rel(g.root, abs); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
		return filepath.ToSlash(abs)
	}
}

// rename gives every file in a report another name.
func rename(r *finding.Report, name func(string) string) {
	place := func(p *finding.Place) {
		if p.File != "" {
			p.File = name(p.File)
		}
	}
	steps := func(list []finding.Step) {
		for i := range list {
			place(&list[i].Place)
		}
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		place(&f.Place)
		steps(f.Path)
		steps(f.Related)
		if f.Fix != nil {
			for j := range f.Fix.Edits {
				f.Fix.Edits[j].File = name(f.Fix.Edits[j].File)
			}
		}
	}
	for i := range r.Tables {
		t := &r.Tables[i]
		t.File = name(t.File)
		if t.Sync != nil {
			t.Sync.File = name(t.Sync.File)
		}
		for j := range t.Contexts {
			c := &t.Contexts[j]
			place(&c.Registered)
			place(&c.Elapsed)
			place(&c.EntryAt)
			steps(c.Path)
		}
		for j := range t.Waits {
			place(&t.Waits[j].Place)
		}
	}
}

// reader gives the texts on disk.
func (g *goPackage) reader() func(string) *text {
	read := map[string]*text{}
	return func(file string) *text {
		if t, ok := read[file]; ok {
			return t
		}
		path := filepath.FromSlash(file)
		if !filepath.IsAbs(path) {
			path = filepath.Join(g.root, path)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			data = nil // it vanished since; its places are at its beginning
		}
		read[file] = newText(data)
		return read[file]
	}
}

// isGo tells the language of a file of a report.
func isGo(file string) bool { return strings.HasSuffix(file, ".go") }
