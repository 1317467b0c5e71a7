// Package worksync cancels its work in SyncStop.
package worksync

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

func (c *chip) syncStop(*pcm.Substream) error {
	irq.SynchronizeIRQ(21)
	work.CancelWorkSync(c.work)
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	c.work = work.New(c.period)
	ops := &pcm.Ops{
		Open:     func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger:  func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: c.syncStop,
	}
	card.NewPCM("work", ops)
	irq.RequestIRQ(21, func() { c.work.Schedule() })
}
