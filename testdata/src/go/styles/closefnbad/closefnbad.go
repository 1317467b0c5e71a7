// Package closefnbad keeps what stops its timers as functions.
package closefnbad

import (
	"time"

	pcm "example.com/gosound/optpcm"
)

type drv struct { // want `PCM002:`
	closers []func()
}

func (d *drv) Open(s *pcm.Stream) error { return nil }
func (d *drv) Trigger(s *pcm.Stream, start bool) error {
	t := time.AfterFunc(1, s.PeriodElapsed)
	d.closers = append(d.closers, func() { t.Stop() })
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
