package lsp

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/pcmlint/pcmlint/internal/baseline"
	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/pace"
)

const (
	// rest is how long a tree must be left alone before the drivers of the other open files are checked again: an edit
	// of a library may matter to them.
	rest = 150 * time.Millisecond
	// quiet is how long nothing must have happened for garbage to be collected: nobody is typing fast.
	quiet = 80 * time.Millisecond
	// manyFiles is how many files a header may matter to for all of them to be checked while it is edited. Beyond it, as
	// with <sound/pcm.h>, only open drivers are.
	manyFiles = 64
)

// tree analyses a kernel tree or a folder of drivers in C. Its fields belong to its goroutine.
type tree struct {
	*space
	session  *check.Session
	baseline *baseline.Baseline  // nil: none
	dirty    map[string]bool     // files that changed since their drivers were checked
	drivers  map[string][]string // what was checked for each open document
	texts    map[string]*text    // what the session was told of open documents
	users    users               // the drivers that use what is open
	latest   map[string]bool     // files that the last check was about
	others   bool                // other open drivers are to be checked once there is time
	littered bool                // there may be garbage
}

// treeOf finds, or begins to read, the tree that a path belongs to, and names the path in it.
func (s *server) treeOf(path string) (*space, string) {
	there := path
	for {
		if _, err := os.Stat(there); err == nil {
			break
		}
		up := filepath.Dir(there)
		if up == there {
			return nil, ""
		}
		there = up
	}
	root, _ := ktree.Find(there)
	real, err := filepath.EvalSymlinks(there)
	if err != nil {
		return nil, ""
	}
	real = filepath.Join(real, strings.TrimPrefix(path, there))
	rel, err := filepath.Rel(root, real)
	if err != nil || !filepath.IsLocal(rel) {
		return nil, ""
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	sp := s.spaces[root]
	if sp == nil {
		seen := root
		if rel == "." {
			seen = path
		} else if before, ok := strings.CutSuffix(path, string(filepath.Separator)+rel); ok {
			seen = before
		}
		t := &tree{space: s.newSpace(root, seen)}
		t.reset()
		sp = t.space
		s.spaces[root] = sp
		sp.start(t.work)
	}
	return sp, filepath.ToSlash(rel)
}

func (t *tree) reset() {
	t.dirty, t.drivers, t.texts = map[string]bool{}, map[string][]string{}, map[string]*text{}
	t.users = users{before: map[string]string{}, shown: map[string]bool{}}
	t.latest, t.others = nil, false
}

// work is the life of the goroutine.
func (t *tree) work(ctx context.Context) {
	defer func() {
		if t.session != nil {
			t.session.Close()
		}
	}()
	for {
		var pause, calm <-chan time.Time
		if t.others {
			pause = time.After(rest)
		}
		if t.littered {
			calm = time.After(quiet)
		}
		select {
		case <-ctx.Done():
			return
		case <-t.wake:
			t.turn(ctx)
			t.littered = true
		case <-calm:
			t.littered = false
			pace.Rest()
		case <-pause:
			t.others = false
			t.checkOthers(ctx)
			t.littered = true
		}
	}
}

// turn does what has come up since the last one.
func (t *tree) turn(ctx context.Context) {
	do, upTo, checking := t.take(ctx)
	if t.session == nil || do.reload {
		if err := t.load(ctx); err != nil {
			if ctx.Err() == nil {
				t.s.complain("%v", err)
			}
			t.answered(upTo)
			return
		}
	}
	t.update(do.edited)
	t.users.typed = t.users.typed || do.typed
	files := t.affected()
	if len(files) > 0 {
		if !t.check(checking, files) {
			return // what made it stop has woken the goroutine already
		}
		t.latest = map[string]bool{}
		for _, f := range files {
			t.latest[f] = true
		}
	}
	clear(t.dirty)
	t.users.typed = false
	t.forget()
	t.answered(upTo)
}

// load reads the tree, from the beginning or again, and tells it what is open.
func (t *tree) load(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if t.session != nil {
		t.session.Close()
		t.session = nil
	}
	t.reset()
	o, known, err := t.s.options(t.root)
	if err != nil {
		return err // nothing is said by other rules than the user's
	}
	t.baseline = known
	report, end := t.s.beginProgress("pcmlint: reading "+filepath.Base(t.root), cancel)
	o.Progress = report
	o.Warn = func(text string) { t.s.log.Print(text) }
	session, err := check.OpenSession(ctx, t.root, o)
	switch {
	case err == nil:
		end("done")
	case errors.Is(err, context.Canceled):
		end("stopped")
		return fmt.Errorf("reading %s was stopped: it begins again with the next change", t.root)
	default:
		end("failed")
		return err
	}
	t.session = session
	t.mu.Lock()
	open := make(map[string]*text, len(t.open))
	for file, text := range t.open {
		open[file] = text
	}
	t.mu.Unlock()
	t.update(open)
	return nil
}

// update tells the session of new texts, of all at once: an editor that restores its last session opens hundreds.
func (t *tree) update(edited map[string]*text) {
	texts := map[string][]byte{}
	for file, text := range edited {
		t.dirty[file] = true
		switch {
		case text == nil:
			delete(t.texts, file)
			delete(t.drivers, file)
			texts[file] = nil
		case t.texts[file] != text:
			t.texts[file] = text
			texts[file] = text.data
		}
	}
	if len(texts) > 0 {
		t.session.UpdateAll(texts)
	}
}

// affected lists the files whose drivers are to be checked.
func (t *tree) affected() []string {
	var out []string
	for file := range t.dirty {
		fs := t.session.Drivers(file)
		if path.Ext(file) != ".c" && len(fs) > manyFiles {
			fs = t.ofDocuments(fs)
		}
		if t.texts[file] != nil {
			t.drivers[file] = fs
			t.others = true
		} else {
			fs = t.ofDocuments(fs) // nobody looks at the others
		}
		out = append(out, fs...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ofDocuments keeps the files that an open document's driver has.
func (t *tree) ofDocuments(files []string) []string {
	wanted := t.wanted()
	return slices.DeleteFunc(slices.Clone(files), func(f string) bool { return !wanted[f] })
}

// wanted are the files that somebody may look at: those of the drivers of open documents.
func (t *tree) wanted() map[string]bool {
	out := map[string]bool{}
	for _, fs := range t.drivers {
		for _, f := range fs {
			out[f] = true
		}
	}
	return out
}

// check judges the drivers of some files and shows what it found, unless there is newer text meanwhile.
func (t *tree) check(ctx context.Context, files []string) bool {
	report, isUser, err := t.session.CheckWithUsers(ctx, files)
	if ctx.Err() != nil {
		return false
	}
	if err != nil {
		t.s.complain("cannot check %s: %v", files[0], err)
		return true
	}
	if t.baseline != nil {
		t.baseline.Apply(report)
	}
	t.learn(report, files, isUser)
	return true
}

// checkOthers checks the open documents that the last edits did not touch, one driver after the other.
func (t *tree) checkOthers(ctx context.Context) {
	checking, ok := t.begin(ctx)
	if !ok {
		t.others = true // later: there is something to do
		return
	}
	done := map[string]bool{}
	for _, doc := range t.documents() {
		files := t.drivers[doc]
		if len(files) == 0 || done[files[0]] || t.latest[doc] {
			continue
		}
		done[files[0]] = true
		if !t.check(checking, files) {
			t.others = true
			return
		}
	}
}

// learn keeps what a report says about some files and shows it.
func (t *tree) learn(r *finding.Report, files []string, isUser func(string) bool) {
	found := group(r)
	texts := t.reader()
	for _, f := range files {
		res := found[f]
		if res == nil {
			res = &result{}
		}
		t.publish(f, res, t.texts[f], texts)
	}
	t.learnUsers(found, isUser, texts)
	t.refreshLenses()
}

// reader gives the texts that the last check saw.
func (t *tree) reader() func(string) *text {
	read := map[string]*text{}
	return func(file string) *text {
		if text := t.texts[file]; text != nil {
			return text
		}
		if text, ok := read[file]; ok {
			return text
		}
		data, err := t.session.Source(file)
		if err != nil {
			data = nil // it vanished since; its places are at its beginning
		}
		read[file] = newText(data)
		return read[file]
	}
}

// forget takes from the screen what belongs to drivers of which no file is open any more.
func (t *tree) forget() {
	wanted := t.wanted()
	if len(wanted) == 0 {
		t.users.forget()
	}
	for file := range t.results() {
		if !wanted[file] && !t.users.shown[file] {
			t.drop(file)
		}
	}
}
