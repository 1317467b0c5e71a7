// Package irqwork only queues a work from its IRQ handler; the work is the context.
package irqwork

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
	"example.com/gosound/work"
)

type chip struct {
	sub  *pcm.Substream
	work *work.Work
}

func (c *chip) period() { c.sub.PeriodElapsed() }

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	c.work = work.New(c.period)
	ops := &pcm.Ops{ // want `PCM002: ops has no SyncStop: \(\*chip\).period, a work function`
		Open:    func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger: func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	}
	card.NewPCM("work", ops)
	irq.RequestIRQ(20, func() { c.work.Schedule() })
	card.SyncIRQ = 20
}
