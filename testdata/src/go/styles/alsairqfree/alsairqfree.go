// Package alsairqfree waits for its interrupt in HwFree and embeds a SyncStop that does nothing.
package alsairqfree

import (
	"example.com/gosound/alsa"
)

type Drv struct { // want `PCM001: `
	alsa.NopDriver
	s   *alsa.Stream
	irq int
}

func (d *Drv) HWFree(s *alsa.Stream) error { alsa.SynchronizeIRQ(d.irq); d.s = nil; return nil } // want `PCM003: `
func (d *Drv) isr()                        { d.s.PeriodElapsed() }
func New(irq int) *Drv {
	d := &Drv{irq: irq}
	d.s, _ = alsa.Register("x", d)
	alsa.RequestIRQ(d.irq, d.isr)
	return d
}
