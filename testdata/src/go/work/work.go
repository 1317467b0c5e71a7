// Package work plays the kernel's work queues.
package work

import "sync"

// Work is a function that can be queued.
type Work struct {
	fn      func()
	pending sync.WaitGroup
}

// New makes a work of a function.
func New(fn func()) *Work { return &Work{fn: fn} }

// Init makes a work of a function in place.
func (w *Work) Init(fn func()) { w.fn = fn }

// Schedule runs the work soon.
func (w *Work) Schedule() {
	w.pending.Add(1)
	go w.run()
}

func (w *Work) run() {
	defer w.pending.Done()
	w.fn()
}

// CancelWorkSync waits until the work does not run any more.
func (w *Work) CancelWorkSync() { w.pending.Wait() }

// CancelWorkSync is the same as a function.
func CancelWorkSync(w *Work) { w.CancelWorkSync() }

// Pool runs functions on workers that range over a channel.
type Pool struct {
	jobs chan func()
	busy sync.WaitGroup
}

// NewPool starts a pool of n workers.
func NewPool(n int) *Pool {
	p := &Pool{jobs: make(chan func(), 16)}
	for range n {
		go p.worker()
	}
	return p
}

func (p *Pool) worker() {
	for job := range p.jobs {
		job()
		p.busy.Done()
	}
}

// Submit hands a function to the pool.
func (p *Pool) Submit(job func()) {
	p.busy.Add(1)
	p.jobs <- job
}

// Drain waits until the pool has nothing to do.
func (p *Pool) Drain() { p.busy.Wait() }

// Each calls f for every number below n before it returns.
func Each(n int, f func(int)) {
	for i := range n {
		f(i)
	}
}
