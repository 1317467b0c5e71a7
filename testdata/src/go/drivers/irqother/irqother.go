// Package irqother waits in SyncStop for another interrupt than its own.
package irqother

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type chip struct{ sub *pcm.Substream }

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("other", &pcm.Ops{ // want `PCM001: pcm.Ops{...} has a SyncStop that does not wait for it`
		Open:     func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger:  func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { irq.SynchronizeIRQ(18); return nil },
	})
	irq.RequestIRQ(17, func() { c.sub.PeriodElapsed() })
}
