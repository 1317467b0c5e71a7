// Package irqloop has two interrupts and waits for each of them in a loop.
package irqloop

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type chip struct {
	sub  *pcm.Substream
	irqs []int
}

func (c *chip) interrupt() { c.sub.PeriodElapsed() }

func (c *chip) syncStop(*pcm.Substream) error {
	for _, n := range c.irqs {
		irq.SynchronizeIRQ(n)
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{irqs: []int{41, 42}}
	card.NewPCM("loop", &pcm.Ops{
		Open:     func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger:  func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: c.syncStop,
	})
	for _, n := range c.irqs {
		irq.RequestIRQ(n, c.interrupt)
	}
}
