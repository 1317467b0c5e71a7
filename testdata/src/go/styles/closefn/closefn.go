// Package closefn keeps what waits for its goroutines as functions.
package closefn

import (
	"sync"

	pcm "example.com/gosound/optpcm"
)

type drv struct {
	closers []func()
}

func (d *drv) Open(s *pcm.Stream) error { return nil }
func (d *drv) Trigger(s *pcm.Stream, start bool) error {
	var wg sync.WaitGroup
	wg.Go(s.PeriodElapsed)
	d.closers = append(d.closers, wg.Wait)
	return nil
}
func (d *drv) Pointer(*pcm.Stream) int    { return 0 }
func (d *drv) HwFree(s *pcm.Stream) error { return nil }
func (d *drv) SyncStop(s *pcm.Stream) error {
	for _, f := range d.closers {
		f()
	}
	return nil
}

func New(c *pcm.Card) {
	d := &drv{}
	c.Register(d)
}
