// Package ifacenoop gets its SyncStop from an embedded type that does nothing in it.
package ifacenoop

import (
	pcm "example.com/gosound/ifacepcm"
	"example.com/gosound/irq"
)

type card struct { // want `PCM001: card has a SyncStop that does not wait for it: \(\*card\).interrupt, an IRQ handler`
	pcm.Unimplemented
	sub *pcm.Substream
}

func (c *card) Open(s *pcm.Substream) error { c.sub = s; return nil }
func (c *card) interrupt()                  { pcm.PeriodElapsed(c.sub) }

// New makes the driver.
func New(k *pcm.Card) {
	c := &card{}
	pcm.New(k, c)
	irq.RequestIRQ(31, c.interrupt)
}
