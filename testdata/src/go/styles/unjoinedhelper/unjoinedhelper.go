// Package unjoinedhelper has a helper of another package run functions at once and wait for none.
package unjoinedhelper

import (
	"example.com/gosound/styles/par"

	pcm "example.com/gosound/optpcm"
)

type drv struct { // want `PCM002:`

}

func (d *drv) Open(s *pcm.Stream) error { return nil }
func (d *drv) Trigger(s *pcm.Stream, start bool) error {
	par.Spawn(func() { s.PeriodElapsed() }, func() {})
	return nil
}
func (d *drv) Pointer(*pcm.Stream) int    { return 0 }
func (d *drv) HwFree(s *pcm.Stream) error { return nil }

func New(c *pcm.Card) {
	d := &drv{}
	c.Register(d)
}
