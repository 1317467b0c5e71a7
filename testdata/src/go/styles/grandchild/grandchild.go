// Package grandchild waits for a goroutine that starts another one.
package grandchild

import (
	"sync"

	pcm "example.com/gosound/optpcm"
)

type drv struct { // want `PCM002:`
	a sync.WaitGroup
}

func (d *drv) Open(s *pcm.Stream) error { return nil }
func (d *drv) Trigger(s *pcm.Stream, start bool) error {
	d.a.Go(func() { go s.PeriodElapsed() })
	return nil
}
func (d *drv) Pointer(*pcm.Stream) int      { return 0 }
func (d *drv) HwFree(s *pcm.Stream) error   { return nil }
func (d *drv) SyncStop(s *pcm.Stream) error { d.a.Wait(); return nil }

func New(c *pcm.Card) {
	d := &drv{}
	c.Register(d)
}
