// Package crossclock is driven by a clock in another package and waits for it too late.
package crossclock

import (
	"example.com/gosound/drivers/cross/clock"
	pcm "example.com/gosound/structpcm"
)

type chip struct{ clock *clock.Clock }

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.clock = clock.Start(func() { s.PeriodElapsed() })
		return nil
	}
	c.clock.Stop()
	return nil
}

func (c *chip) hwFree(*pcm.Substream) error {
	c.clock.Join() // want `PCM003: receiving here in HwFree of ops`
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	ops := &pcm.Ops{ // want `PCM002: ops has no SyncStop`
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  c.hwFree,
	}
	card.NewPCM("clock", ops)
}
