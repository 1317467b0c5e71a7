// Package optbase is made to be embedded by drivers of optpcm: it waits for what was started with Go.
package optbase

import (
	"sync"

	"example.com/gosound/optpcm"
)

// Base joins what Go started.
type Base struct{ wg sync.WaitGroup }

// Go starts f.
func (b *Base) Go(f func()) { b.wg.Go(f) }

// Open is an op.
func (b *Base) Open(*optpcm.Stream) error { return nil }

// HwFree is an op.
func (b *Base) HwFree(*optpcm.Stream) error { return nil }

// SyncStop waits.
func (b *Base) SyncStop(*optpcm.Stream) error {
	b.wg.Wait()
	return nil
}
