// Package template copies its ops from a template that is never registered, and adds SyncStop to the copy.
package template

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	wg  sync.WaitGroup
	ops pcm.Ops
}

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.wg.Add(1)
		go c.play(s)
	}
	return nil
}

func (c *chip) play(s *pcm.Substream) {
	defer c.wg.Done()
	s.PeriodElapsed()
}

func (c *chip) syncStop(*pcm.Substream) error { c.wg.Wait(); return nil }

var template = pcm.Ops{
	Pointer: func(*pcm.Substream) int { return 0 },
	HwFree:  func(*pcm.Substream) error { return nil },
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{ops: template}
	c.ops.Trigger = c.trigger
	c.ops.SyncStop = c.syncStop
	card.NewPCM("template", &c.ops)
}
