// Package drv is the handler of its interrupt itself.
package drv

import (
	pcm "example.com/gosound/optpcm"
	"example.com/gosound/styles/irqiface/hw"
)

type drv struct{ s *pcm.Stream } // want `PCM001:`

func (d *drv) Open(s *pcm.Stream) error        { d.s = s; return nil }
func (d *drv) Trigger(*pcm.Stream, bool) error { return nil }
func (d *drv) Pointer(*pcm.Stream) int         { return 0 }
func (d *drv) HwFree(*pcm.Stream) error        { return nil }
func (d *drv) HandleIRQ(int)                   { d.s.PeriodElapsed() }

func New(c *pcm.Card) {
	d := &drv{}
	_ = hw.RequestIRQ(3, d)
	c.Register(d)
}
