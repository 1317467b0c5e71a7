// Package irqhwfree waits for its interrupt in HwFree: too late for a stream that is prepared again.
package irqhwfree

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type chip struct {
	irq int
	sub *pcm.Substream
}

func (c *chip) free(*pcm.Substream) error {
	irq.SynchronizeIRQ(c.irq) // want `PCM003: SynchronizeIRQ in HwFree of ops`
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{irq: 19}
	ops := pcm.Ops{HwFree: c.free} // want `PCM001: ops has no SyncStop`
	ops.Open = func(s *pcm.Substream) error { c.sub = s; return nil }
	ops.Trigger = func(*pcm.Substream, pcm.Cmd) error { return nil }
	ops.Pointer = func(*pcm.Substream) int { return 0 }
	card.NewPCM("hwfree", &ops)
	irq.RequestIRQ(c.irq, func() { c.sub.PeriodElapsed() })
}
