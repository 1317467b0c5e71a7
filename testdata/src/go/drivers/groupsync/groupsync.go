// Package groupsync waits for its goroutines in SyncStop by a WaitGroup.
package groupsync

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	wg  sync.WaitGroup
	sub *pcm.Substream
}

func (c *chip) trigger(_ *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.wg.Add(1)
		go func() {
			defer c.wg.Done()
			c.sub.PeriodElapsed()
		}()
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("group", &pcm.Ops{
		Open:     func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.wg.Wait(); return nil },
	})
}
