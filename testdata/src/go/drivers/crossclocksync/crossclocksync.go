// Package crossclocksync is driven by a clock in another package and waits for it in SyncStop.
package crossclocksync

import (
	"example.com/gosound/drivers/cross/clock"
	pcm "example.com/gosound/structpcm"
)

type chip struct{ clock *clock.Clock }

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.clock = clock.Start(s.PeriodElapsed)
		return nil
	}
	c.clock.Stop()
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("clock", &pcm.Ops{
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.clock.Join(); return nil },
	})
}
