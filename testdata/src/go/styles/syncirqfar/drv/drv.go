// Package drv has its interrupt named to the card by another package.
package drv

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
	"example.com/gosound/styles/syncirqfar/board"
)

type chip struct{ s *pcm.Substream }

func (c *chip) isr() { c.s.PeriodElapsed() }

func New(b *board.Board) {
	c := &chip{}
	c.s = b.Card.NewPCM("x", &pcm.Ops{
		Trigger: func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	})
	_ = irq.RequestIRQ(b.IRQ, c.isr)
	b.Finish()
}
