// Package promoted gets a SyncStop that waits from a helper that it embeds.
package promoted

import (
	"sync"

	pcm "example.com/gosound/ifacepcm"
)

type waiter struct {
	pcm.Unimplemented
	wg sync.WaitGroup
}

// SyncStop waits for everything that was started.
func (w *waiter) SyncStop(*pcm.Substream) error { w.wg.Wait(); return nil }

func (w *waiter) start(f func()) {
	w.wg.Add(1)
	go func() {
		defer w.wg.Done()
		f()
	}()
}

type driver struct{ waiter }

// Trigger starts playing.
func (d *driver) Trigger(s *pcm.Substream, start bool) error {
	if start {
		d.start(func() { pcm.PeriodElapsed(s) })
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) { pcm.New(card, &driver{}) }
