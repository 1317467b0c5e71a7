// Package maybejoined waits in Trigger for its goroutine, but not always.
package maybejoined

import (
	"sync"

	pcm "example.com/gosound/optpcm"
)

type drv struct { // want `PCM002:`

}

func (d *drv) Open(s *pcm.Stream) error { return nil }
func (d *drv) Trigger(s *pcm.Stream, start bool) error {
	var wg sync.WaitGroup
	wg.Go(s.PeriodElapsed)
	if start {
		wg.Wait() // want `PCM004:`
	}
	return nil
}
func (d *drv) Pointer(*pcm.Stream) int    { return 0 }
func (d *drv) HwFree(s *pcm.Stream) error { return nil }

func New(c *pcm.Card) {
	d := &drv{}
	c.Register(d)
}
