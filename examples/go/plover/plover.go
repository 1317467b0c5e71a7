// Package plover is a driver whose interrupt ends the periods. The card knows it, and the core waits.
package plover

import (
	"time"

	"example.com/pcmdrivers/irq"
	"example.com/pcmdrivers/pcm"
)

type driver struct {
	stream *pcm.Stream
	status func() int // reads the register that says how far the hardware is
}

func (d *driver) Open(*pcm.Stream) error          { return nil }
func (d *driver) HwParams(*pcm.Stream, int) error { return nil }
func (d *driver) Prepare(*pcm.Stream) error       { return nil }
func (d *driver) Trigger(*pcm.Stream, bool) error { return nil }
func (d *driver) Pointer(*pcm.Stream) int         { return d.status() }
func (d *driver) HwFree(*pcm.Stream) error        { return nil }
func (d *driver) Close(*pcm.Stream) error         { return nil }

// interrupt is the handler.
func (d *driver) interrupt() {
	time.Sleep(time.Millisecond) // the bus is slow
	d.stream.PeriodElapsed()
}

// New makes the driver's stream.
func New(card *pcm.Card, line int, status func() int) (*pcm.Stream, error) {
	d := &driver{status: status}
	d.stream = card.NewStream(d)
	if err := irq.RequestIRQ(line, d.interrupt); err != nil {
		return nil, err
	}
	card.SyncIRQ = line
	return d.stream, nil
}
