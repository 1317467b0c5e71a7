// Package errgroupsync waits for an errgroup in SyncStop.
package errgroupsync

import (
	"golang.org/x/sync/errgroup"

	pcm "example.com/gosound/structpcm"
)

type chip struct{ group *errgroup.Group }

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.group = new(errgroup.Group)
		c.group.Go(func() error { s.PeriodElapsed(); return nil })
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	ops := &pcm.Ops{
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { return c.group.Wait() },
	}
	card.NewPCM("errgroup", ops)
}
