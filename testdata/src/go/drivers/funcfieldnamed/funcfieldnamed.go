// Package funcfieldnamed is funcfieldirq with its interrupt named to the card.
package funcfieldnamed

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type chip struct {
	onPeriod func()
	num      int
}

func (c *chip) isr() {
	if c.onPeriod != nil {
		c.onPeriod()
	}
}

func New(card *pcm.Card, n int) error {
	c := &chip{num: n}
	ops := pcm.Ops{
		Open:    func(s *pcm.Substream) error { c.onPeriod = s.PeriodElapsed; return nil },
		Trigger: func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { c.onPeriod = nil; return nil },
	}
	card.NewPCM("ff", &ops)
	if err := irq.RequestIRQ(c.num, c.isr); err != nil {
		return err
	}
	card.SyncIRQ = c.num
	return nil
}
