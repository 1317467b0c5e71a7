// Package workother cancels another work than the one that updates the stream.
package workother

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
	"example.com/gosound/work"
)

type chip struct {
	sub          *pcm.Substream
	period, leds *work.Work
}

func (c *chip) blink() {}

func (c *chip) syncStop(*pcm.Substream) error {
	c.leds.CancelWorkSync()
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	c.period = work.New(func() { c.sub.PeriodElapsed() })
	c.leds = work.New(c.blink)
	ops := &pcm.Ops{ // want `PCM002: ops has a SyncStop that does not wait for it`
		Open:     func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger:  func(*pcm.Substream, pcm.Cmd) error { c.leds.Schedule(); return nil },
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: c.syncStop,
	}
	card.NewPCM("work", ops)
	irq.RequestIRQ(22, c.period.Schedule)
}
