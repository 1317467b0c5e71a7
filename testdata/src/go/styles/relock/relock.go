// Package relock lets its lock go around PeriodElapsed.
package relock

import (
	"sync"

	pcm "example.com/gosound/ifacepcm"
	"example.com/gosound/irq"
)

type drv struct { // want `PCM001:`
	pcm.Unimplemented
	mu sync.Mutex
	n  int
	s  *pcm.Substream
}

func (d *drv) Open(s *pcm.Substream) error { d.s = s; return nil }
func (d *drv) isr() {
	d.mu.Lock()
	d.n++
	d.mu.Unlock()
	pcm.PeriodElapsed(d.s)
	d.mu.Lock()
	d.n--
	d.mu.Unlock()
}
func (d *drv) SyncStop(s *pcm.Substream) error { d.mu.Lock(); defer d.mu.Unlock(); return nil }

func New(c *pcm.Card) {
	d := &drv{}
	pcm.New(c, d)
	_ = irq.RequestIRQ(4, d.isr)
}
