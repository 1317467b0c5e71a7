// Package twoirq has one handler for two interrupts, and waits for one of them.
package twoirq

import (
	"example.com/gosound/irq"

	pcm "example.com/gosound/optpcm"
)

type drv struct { // want `PCM001:`
	s *pcm.Stream
}

func (d *drv) Open(s *pcm.Stream) error { d.s = s; return nil }
func (d *drv) Trigger(s *pcm.Stream, start bool) error {

	return nil
}
func (d *drv) Pointer(*pcm.Stream) int      { return 0 }
func (d *drv) HwFree(s *pcm.Stream) error   { return nil }
func (d *drv) SyncStop(s *pcm.Stream) error { irq.SynchronizeIRQ(3); return nil }
func (d *drv) isr()                         { d.s.PeriodElapsed() }

func New(c *pcm.Card) {
	d := &drv{}
	irq.RequestIRQ(3, d.isr)
	irq.RequestIRQ(4, d.isr)
	c.Register(d)
}
