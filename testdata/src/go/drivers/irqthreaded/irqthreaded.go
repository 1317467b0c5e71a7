// Package irqthreaded updates the stream from the thread of a threaded IRQ.
package irqthreaded

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type chip struct {
	irq int
	sub *pcm.Substream
}

func (c *chip) hard() bool { return true }
func (c *chip) thread()    { c.sub.PeriodElapsed() }

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{irq: 15}
	ops := pcm.Ops{ // want `PCM001: ops has no SyncStop: \(\*chip\).thread, a threaded IRQ handler`
		Open:    func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger: func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	}
	card.NewPCM("threaded", &ops)
	irq.RequestThreadedIRQ(c.irq, c.hard, c.thread)
}
