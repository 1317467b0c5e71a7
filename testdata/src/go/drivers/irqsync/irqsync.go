// Package irqsync waits for its handler in SyncStop.
package irqsync

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type chip struct {
	irq int
	sub *pcm.Substream
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{irq: 16}
	card.NewPCM("sync", &pcm.Ops{
		Open:     func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger:  func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { irq.SynchronizeIRQ(c.irq); return nil },
	})
	irq.RequestIRQ(c.irq, func() { c.sub.PeriodElapsed() })
}
