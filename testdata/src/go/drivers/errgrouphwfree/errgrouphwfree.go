// Package errgrouphwfree waits for an errgroup in HwFree.
package errgrouphwfree

import (
	"golang.org/x/sync/errgroup"

	pcm "example.com/gosound/structpcm"
)

type chip struct{ group errgroup.Group }

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.group.Go(func() error { s.PeriodElapsed(); return nil })
	}
	return nil
}

func (c *chip) hwFree(*pcm.Substream) error {
	return c.group.Wait() // want `PCM003: Wait in HwFree of ops`
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	ops := &pcm.Ops{ // want `PCM002: ops has no SyncStop`
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  c.hwFree,
	}
	card.NewPCM("errgroup", ops)
}
