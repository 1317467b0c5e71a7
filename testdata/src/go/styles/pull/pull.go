// Package pull calls an iterator of the standard library in Trigger.
package pull

import (
	"iter"

	pcm "example.com/gosound/optpcm"
)

type drv struct {
}

func (d *drv) Open(s *pcm.Stream) error { return nil }
func (d *drv) Trigger(s *pcm.Stream, start bool) error {
	next, stop := iter.Pull(d.seq(s))
	defer stop()
	next()
	return nil
}
func (d *drv) Pointer(*pcm.Stream) int    { return 0 }
func (d *drv) HwFree(s *pcm.Stream) error { return nil }
func (d *drv) seq(s *pcm.Stream) iter.Seq[int] {
	return func(yield func(int) bool) { s.PeriodElapsed(); yield(1) }
}

func New(c *pcm.Card) {
	d := &drv{}
	c.Register(d)
}
