// Package joinederr waits in Trigger for its errgroup.
package joinederr

import (
	"golang.org/x/sync/errgroup"

	pcm "example.com/gosound/optpcm"
)

type drv struct {
}

func (d *drv) Open(s *pcm.Stream) error { return nil }
func (d *drv) Trigger(s *pcm.Stream, start bool) error {
	var g errgroup.Group
	g.Go(func() error { s.PeriodElapsed(); return nil })
	if err := g.Wait(); err != nil {
		return err
	}
	return nil
}
func (d *drv) Pointer(*pcm.Stream) int    { return 0 }
func (d *drv) HwFree(s *pcm.Stream) error { return nil }

func New(c *pcm.Card) {
	d := &drv{}
	c.Register(d)
}
