// Package helperlock has its handler run under a lock that a helper takes and lets go.
package helperlock

import (
	"sync"

	pcm "example.com/gosound/ifacepcm"
	"example.com/gosound/irq"
)

type guarded struct{ mu sync.Mutex }

func (g *guarded) with(f func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	f()
}

type drv struct {
	pcm.Unimplemented
	g guarded
	s *pcm.Substream
}

func (d *drv) Open(s *pcm.Substream) error     { d.s = s; return nil }
func (d *drv) isr()                            { d.g.with(func() { pcm.PeriodElapsed(d.s) }) }
func (d *drv) SyncStop(s *pcm.Substream) error { d.g.with(func() {}); return nil }

func New(c *pcm.Card) {
	d := &drv{}
	pcm.New(c, d)
	_ = irq.RequestIRQ(4, d.isr)
}
