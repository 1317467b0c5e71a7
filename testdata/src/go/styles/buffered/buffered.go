// Package buffered tells its goroutine to stop over a channel with a buffer, which nobody needs to be at.
package buffered

import (
	"time"

	pcm "example.com/gosound/ifacepcm"
)

type drv struct { // want `PCM002:`
	pcm.Unimplemented
	quit chan struct{}
}

func (d *drv) Trigger(s *pcm.Substream, on bool) error {
	if on {
		go d.run(s)
	}
	return nil
}
func (d *drv) run(s *pcm.Substream) {
	t := time.NewTicker(time.Millisecond)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			pcm.PeriodElapsed(s)
		case <-d.quit:
			return
		}
	}
}
func (d *drv) SyncStop(*pcm.Substream) error { d.quit <- struct{}{}; return nil }

func New(c *pcm.Card) { pcm.New(c, &drv{quit: make(chan struct{}, 1)}) }
