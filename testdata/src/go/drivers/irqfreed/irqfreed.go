// Package irqfreed requests its interrupt when it is opened and frees it in HwFree.
package irqfreed

import (
	"example.com/gosound/irq"
	"example.com/gosound/optpcm"
)

type driver struct { // want `PCM001: driver has no SyncStop`
	line int
	s    *optpcm.Stream
}

func (d *driver) Open(s *optpcm.Stream) error {
	d.s = s
	return irq.RequestIRQ(d.line, d.interrupt)
}
func (d *driver) interrupt()                             { d.s.PeriodElapsed() }
func (d *driver) Trigger(_ *optpcm.Stream, _ bool) error { return nil }
func (d *driver) Pointer(*optpcm.Stream) int             { return 0 }

func (d *driver) HwFree(*optpcm.Stream) error {
	irq.FreeIRQ(d.line) // want `PCM003: FreeIRQ in HwFree`
	return nil
}

// New makes the driver.
func New(card *optpcm.Card) { card.Register(&driver{line: 46}) }
