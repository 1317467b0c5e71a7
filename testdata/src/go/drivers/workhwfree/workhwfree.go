// Package workhwfree cancels its work in HwFree, by a helper.
package workhwfree

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
	"example.com/gosound/work"
)

type chip struct {
	sub  *pcm.Substream
	work work.Work
}

func (c *chip) period() { c.sub.PeriodElapsed() }

func (c *chip) quiesce() {
	c.work.CancelWorkSync() // want `PCM003: CancelWorkSync in HwFree of ops`
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	c.work.Init(c.period)
	ops := &pcm.Ops{ // want `PCM002: ops has no SyncStop`
		Open:    func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger: func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { c.quiesce(); return nil },
	}
	card.NewPCM("work", ops)
	irq.RequestIRQ(23, func() { c.work.Schedule() })
}
