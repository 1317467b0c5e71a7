// Package optplain does not implement the optional SyncStopper.
package optplain

import (
	"example.com/gosound/irq"
	"example.com/gosound/optpcm"
)

// Driver is the driver.
type Driver struct { // want `PCM001: Driver has no SyncStop`
	stream *optpcm.Stream
}

// Open is an op.
func (d *Driver) Open(s *optpcm.Stream) error { d.stream = s; return nil }

// Trigger is an op.
func (d *Driver) Trigger(*optpcm.Stream, bool) error { return nil }

// Pointer is an op.
func (d *Driver) Pointer(*optpcm.Stream) int { return 0 }

// HwFree waits too late.
func (d *Driver) HwFree(*optpcm.Stream) error {
	irq.SynchronizeIRQ(33) // want `PCM003: SynchronizeIRQ in HwFree of Driver`
	return nil
}

// New makes the driver.
func New(card *optpcm.Card) {
	d := &Driver{}
	card.Register(d)
	irq.RequestIRQ(33, d.stream0)
}

func (d *Driver) stream0() { d.stream.PeriodElapsed() }
