// Package waitfield keeps the function that waits in a field.
package waitfield

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	wg   sync.WaitGroup
	wait func()
}

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.wg.Go(func() { pcm.PeriodElapsed(s) })
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	c.wait = c.wg.Wait
	card.NewPCM("field", &pcm.Ops{
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.wait(); return nil },
	})
}
