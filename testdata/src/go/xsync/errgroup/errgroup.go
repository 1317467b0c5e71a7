// Package errgroup stands in for the package of that path in tests: a group of goroutines with a first error.
package errgroup

import (
	"context"
	"sync"
)

// Group is a group of goroutines.
type Group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
}

// WithContext returns a group, and a context that in earnest ends with the first error.
func WithContext(ctx context.Context) (*Group, context.Context) { return &Group{}, ctx }

// Go runs f in a goroutine.
func (g *Group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() { g.err = err })
		}
	}()
}

// TryGo runs f in a goroutine when the limit allows it: here always.
func (g *Group) TryGo(f func() error) bool {
	g.Go(f)
	return true
}

// SetLimit limits the goroutines: here it does not.
func (g *Group) SetLimit(int) {}

// Wait waits for all and returns the first error.
func (g *Group) Wait() error {
	g.wg.Wait()
	return g.err
}
