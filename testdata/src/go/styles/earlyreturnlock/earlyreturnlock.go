// Package earlyreturnlock has an unlock on an early way out.
package earlyreturnlock

import (
	"sync"

	pcm "example.com/gosound/ifacepcm"
	"example.com/gosound/irq"
)

type drv struct {
	pcm.Unimplemented
	mu  sync.Mutex
	off bool
	s   *pcm.Substream
}

func (d *drv) Open(s *pcm.Substream) error { d.s = s; return nil }
func (d *drv) isr() {
	d.mu.Lock()
	if d.off {
		d.mu.Unlock()
		return
	}
	pcm.PeriodElapsed(d.s)
	d.mu.Unlock()
}
func (d *drv) SyncStop(s *pcm.Substream) error { d.mu.Lock(); d.off = true; d.mu.Unlock(); return nil }

func New(c *pcm.Card) {
	d := &drv{}
	pcm.New(c, d)
	_ = irq.RequestIRQ(4, d.isr)
}
