package lsp

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"go.lsp.dev/protocol"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// A space is a set of files that are analysed together, a tree of C sources or a Go package, with what is known about
// them. What is to be done is noted by those who read messages and done by one goroutine of its own (work).
type space struct {
	s    *server
	root string // names of files are relative to it
	seen string // the root as the client spells it, where symbolic links make a difference
	wake chan struct{}
	stop context.CancelFunc
	over chan struct{} // closed when the goroutine has ended
	used time.Time     // when a document was closed last; the server's mutex guards it

	mu      sync.Mutex
	todo    todo
	open    map[string]*text // documents by name, with the newest text
	noted   uint64           // counts what was asked for
	settled uint64           // what of that is answered
	tick    chan struct{}    // closed when settled grows
	known   map[string]*result
	running context.CancelFunc // ends the check that is going on
}

// todo is what has changed since the last check.
type todo struct {
	edited map[string]*text // the newest text; nil for what is on disk
	look   map[string]bool  // names whose drivers are to be checked without a change
	reload bool             // everything may have changed
	typed  bool             // some text is not that of a file that was opened
}

func (t *todo) empty() bool { return len(t.edited) == 0 && len(t.look) == 0 && !t.reload }

// result is what is known about one file.
type result struct {
	findings []finding.Finding
	tables   []finding.Table
	shown    []protocol.Diagnostic
}

func (s *server) newSpace(root, seen string) *space {
	return &space{s: s, root: root, seen: seen, wake: make(chan struct{}, 1), over: make(chan struct{}),
		open: map[string]*text{}, tick: make(chan struct{}), known: map[string]*result{}}
}

// start runs the goroutine that analyses.
func (sp *space) start(work func(context.Context)) {
	ctx, cancel := context.WithCancel(sp.s.ctx)
	sp.stop = cancel
	go func() {
		defer close(sp.over)
		work(ctx)
	}()
}

// note changes what is to be done. A check that is going on is about old text then, and is ended.
func (sp *space) note(change func()) {
	sp.mu.Lock()
	change()
	sp.noted++
	if sp.running != nil {
		sp.running()
	}
	sp.mu.Unlock()
	select {
	case sp.wake <- struct{}{}:
	default: // it knows already
	}
}

func (sp *space) edit(file string, t *text) {
	if sp.todo.edited == nil {
		sp.todo.edited = map[string]*text{}
	}
	sp.todo.edited[file] = t
}

func (sp *space) look(file string) {
	if sp.todo.look == nil {
		sp.todo.look = map[string]bool{}
	}
	sp.todo.look[file] = true
}

func (sp *space) opened(file string, t *text) {
	sp.note(func() { sp.open[file] = t; sp.edit(file, t) })
}

func (sp *space) edited(file string, t *text) {
	sp.note(func() { sp.open[file] = t; sp.edit(file, t); sp.todo.typed = true })
}

func (sp *space) closed(file string) {
	sp.note(func() { delete(sp.open, file); sp.edit(file, nil) })
}

// saved is of account for what is only analysed as it is on disk.
func (sp *space) saved(file string) { sp.note(func() { sp.look(file) }) }

// onDisk says that a file changed on disk. The text of an open document stays what counts.
func (sp *space) onDisk(file string) {
	sp.note(func() {
		if sp.open[file] == nil {
			sp.edit(file, nil)
		}
	})
}

// take hands out what is to be done and begins a check that a change ends.
func (sp *space) take(ctx context.Context) (do todo, upTo uint64, check context.Context) {
	sp.mu.Lock()
	defer sp.mu.Unlock()
	do, sp.todo = sp.todo, todo{}
	return do, sp.noted, sp.checking(ctx)
}

// begin begins a check of what has not changed; not ok means that something has meanwhile.
func (sp *space) begin(ctx context.Context) (check context.Context, ok bool) {
	sp.mu.Lock()
	defer sp.mu.Unlock()
	if !sp.todo.empty() {
		return nil, false
	}
	return sp.checking(ctx), true
}

// checking is the context of the one check that goes on.
func (sp *space) checking(ctx context.Context) context.Context {
	if sp.running != nil {
		sp.running()
	}
	ctx, sp.running = context.WithCancel(ctx)
	return ctx
}

// answered says that all that was asked for up to a count is in what is known.
func (sp *space) answered(upTo uint64) {
	sp.mu.Lock()
	defer sp.mu.Unlock()
	if sp.running != nil {
		sp.running()
		sp.running = nil
	}
	sp.settled = max(sp.settled, upTo)
	close(sp.tick)
	sp.tick = make(chan struct{})
}

// wait returns when the analysis has caught up with what is asked for now.
func (sp *space) wait(ctx context.Context) error {
	sp.mu.Lock()
	want := sp.noted
	for sp.settled < want {
		tick := sp.tick
		sp.mu.Unlock()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-sp.over:
			return context.Canceled
		case <-tick:
		}
		sp.mu.Lock()
	}
	sp.mu.Unlock()
	return nil
}

// results is a copy of all that is known, by file.
func (sp *space) results() map[string]*result {
	sp.mu.Lock()
	defer sp.mu.Unlock()
	return maps.Clone(sp.known)
}

// documents lists the open documents.
func (sp *space) documents() []string {
	sp.mu.Lock()
	defer sp.mu.Unlock()
	return slices.Sorted(maps.Keys(sp.open))
}

// path is where a file is, as the client sees it.
func (sp *space) path(file string) string {
	p := filepath.FromSlash(file)
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(sp.seen, p)
}

// uri names a file: as the client did if it is open there.
func (sp *space) uri(file string) documentURI {
	path := sp.path(file)
	if d := sp.s.document(path); d != nil {
		return d.uri
	}
	return uriOf(path)
}
