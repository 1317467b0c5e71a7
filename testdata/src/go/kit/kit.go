// Package kit helps drivers of any PCM library: it knows none.
package kit

import (
	"errors"
	"io"
	"maps"
	"slices"
	"sync"
)

// Retry calls f until it succeeds.
func Retry[T any](n int, f func() (T, error)) (T, error) {
	var zero T
	for range n {
		if v, err := f(); err == nil {
			return v, nil
		}
	}
	return zero, errors.New("kit: gave up")
}

// Must calls f.
func Must[T any](f func() (T, error)) T {
	v, err := f()
	if err != nil {
		panic(err)
	}
	return v
}

// Lazy makes a value when it is asked for.
type Lazy[T any] struct {
	once sync.Once
	f    func() T
	v    T
}

// NewLazy makes one.
func NewLazy[T any](f func() T) *Lazy[T] { return &Lazy[T]{f: f} }

// Get gives the value.
func (l *Lazy[T]) Get() T {
	l.once.Do(func() { l.v = l.f() })
	return l.v
}

// Registry keeps makers by name.
type Registry[T any] struct {
	mu    sync.Mutex
	makes map[string]func() T
}

// Register adds a maker.
func (r *Registry[T]) Register(name string, f func() T) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.makes == nil {
		r.makes = map[string]func() T{}
	}
	r.makes[name] = f
}

// Make makes one.
func (r *Registry[T]) Make(name string) T { return r.makes[name]() }

// All makes all.
func (r *Registry[T]) All() []T {
	var out []T
	for _, f := range slices.Collect(maps.Values(r.makes)) {
		out = append(out, f())
	}
	return out
}

// Func is a job.
type Func func()

// Job can be run.
type Job interface{ Run() }

// Do runs a job now.
func Do(j Job) { j.Run() }

// DoAll runs jobs one after the other.
func DoAll(jobs ...Job) {
	for _, j := range jobs {
		Do(j)
	}
}

// Call calls f now.
func Call(f Func) { f() }

// Spawn runs a job in a goroutine.
func Spawn(j Job) { go Do(j) }

// Runner runs what it is given in one goroutine.
type Runner struct {
	mu   sync.Mutex
	jobs chan Func
	wg   sync.WaitGroup
}

// NewRunner starts one.
func NewRunner() *Runner {
	r := &Runner{jobs: make(chan Func)}
	r.wg.Add(1)
	go r.loop()
	return r
}

func (r *Runner) loop() {
	defer r.wg.Done()
	for f := range r.jobs {
		r.mu.Lock()
		f()
		r.mu.Unlock()
	}
}

// Run hands it a job.
func (r *Runner) Run(f Func) { r.jobs <- f }

// Idle waits until no job runs.
func (r *Runner) Idle() {
	r.mu.Lock()
	defer r.mu.Unlock()
}

// Close lets it go.
func (r *Runner) Close() { close(r.jobs) }

// Join lets it go and waits for it.
func (r *Runner) Join() {
	r.Close()
	r.wg.Wait()
}

// Gate lets callers in until it is closed.
type Gate struct {
	mu   sync.RWMutex
	open bool
}

// Open opens it.
func (g *Gate) Open() { g.set(true) }

// Close closes it and waits for those inside.
func (g *Gate) Close() { g.set(false) }

// Bar closes it and waits for nobody.
func (g *Gate) Bar() { g.open = false }

// Peek looks inside and waits for nobody, because others may look too.
func (g *Gate) Peek() bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.open
}

func (g *Gate) set(open bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open = open
}

// Enter enters if it is open.
func (g *Gate) Enter() bool {
	g.mu.RLock()
	if !g.open {
		g.mu.RUnlock()
	}
	return g.open
}

// Leave leaves.
func (g *Gate) Leave() { g.mu.RUnlock() }

// Places are those of a semaphore.
type Places chan struct{}

// Take takes one.
func (p Places) Take() { p <- struct{}{} }

// Give gives it back.
func (p Places) Give() { <-p }

// All takes all of them, and gives them back.
func (p Places) All() {
	for range cap(p) {
		p.Take()
	}
	for range cap(p) {
		p.Give()
	}
}

// Feed writes something to w, now.
func Feed(w io.Writer) error {
	_, err := w.Write([]byte{1})
	return err
}

// After returns what calls f, and then g.
func After(f, g func()) func() {
	return func() {
		f()
		g()
	}
}

// Tracker counts nobody, but holds a lock while a function runs.
type Tracker struct{ mu sync.Mutex }

// Track returns f, tracked.
func (t *Tracker) Track(f func()) func() {
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		f()
	}
}

// Settle waits until no tracked function runs.
func (t *Tracker) Settle() {
	t.mu.Lock()
	t.mu.Unlock()
}

// Settled tells whether none runs.
func (t *Tracker) Settled() bool {
	if !t.mu.TryLock() {
		return false
	}
	t.mu.Unlock()
	return true
}
