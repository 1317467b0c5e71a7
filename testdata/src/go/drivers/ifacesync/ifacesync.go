// Package ifacesync implements SyncStop in a type that it embeds.
package ifacesync

import (
	"sync"

	pcm "example.com/gosound/ifacepcm"
)

type worker struct{ wg sync.WaitGroup }

func (w *worker) start(f func()) {
	w.wg.Add(1)
	go func() {
		defer w.wg.Done()
		f()
	}()
}

// SyncStop is promoted.
func (w *worker) SyncStop(*pcm.Substream) error { w.wg.Wait(); return nil }

type base struct{ pcm.Unimplemented }

type card struct {
	worker
	*base2
	sub *pcm.Substream
}

type base2 struct{ base }

func (c *card) Open(s *pcm.Substream) error { c.sub = s; return nil }

func (c *card) Trigger(_ *pcm.Substream, start bool) error {
	if start {
		c.start(func() { pcm.PeriodElapsed(c.sub) })
	}
	return nil
}

// New makes the driver.
func New(k *pcm.Card) { pcm.New(k, &card{base2: &base2{}}) }
