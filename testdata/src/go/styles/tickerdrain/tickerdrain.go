// Package tickerdrain drains its timer in SyncStop, which waits for the time and not for the goroutine.
package tickerdrain

import (
	"time"

	pcm "example.com/gosound/ifacepcm"
)

type drv struct { // want `PCM002:`
	pcm.Unimplemented
	t *time.Timer
}

func (d *drv) run(s *pcm.Substream) {
	for range d.t.C {
		pcm.PeriodElapsed(s)
		d.t.Reset(time.Millisecond)
	}
}
func (d *drv) Trigger(s *pcm.Substream, on bool) error {
	d.t = time.NewTimer(time.Millisecond)
	go d.run(s)
	return nil
}
func (d *drv) SyncStop(*pcm.Substream) error {
	if !d.t.Stop() {
		<-d.t.C
	}
	return nil
}

func New(c *pcm.Card) { pcm.New(c, &drv{}) }
