// Package optsync implements the optional SyncStopper.
package optsync

import (
	"example.com/gosound/irq"
	"example.com/gosound/optpcm"
)

type driver struct {
	irq    int
	stream *optpcm.Stream
}

func (d *driver) Open(s *optpcm.Stream) error        { d.stream = s; return nil }
func (d *driver) Trigger(*optpcm.Stream, bool) error { return nil }
func (d *driver) Pointer(*optpcm.Stream) int         { return 0 }
func (d *driver) HwFree(*optpcm.Stream) error        { return nil }
func (d *driver) SyncStop(*optpcm.Stream) error      { irq.SynchronizeIRQ(d.irq); return nil }
func (d *driver) interrupt()                         { d.stream.PeriodElapsed() }

var _ optpcm.SyncStopper = (*driver)(nil)

// New makes the driver.
func New(card *optpcm.Card) {
	d := &driver{irq: 34}
	card.Register(d)
	irq.RequestIRQ(d.irq, d.interrupt)
}
