// Package run loops over a step of any type.
package run

import "sync"

// Loop runs a step until it is stopped.
type Loop[T any] struct {
	state T
	step  func(T)
	quit  chan struct{}
	wg    sync.WaitGroup
}

func New[T any](t T, step func(T)) *Loop[T] {
	return &Loop[T]{state: t, step: step, quit: make(chan struct{})}
}
func (l *Loop[T]) Start() { l.wg.Add(1); go l.run() }
func (l *Loop[T]) run() {
	defer l.wg.Done()
	for {
		select {
		case <-l.quit:
			return
		default:
			l.step(l.state)
		}
	}
}
func (l *Loop[T]) Stop() { close(l.quit) }
func (l *Loop[T]) Join() { l.wg.Wait() }
