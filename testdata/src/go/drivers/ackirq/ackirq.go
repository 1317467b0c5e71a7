// Package ackirq has an interrupt handler that has nothing to do with the stream, and a goroutine that only logs.
package ackirq

import (
	"sync/atomic"

	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type chip struct{ jacks, starts atomic.Int64 }

func (c *chip) interrupt() { c.jacks.Add(1) }

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		go c.starts.Add(1)
		s.PeriodElapsed()
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("ack", &pcm.Ops{
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	})
	irq.RequestIRQ(43, c.interrupt)
}
