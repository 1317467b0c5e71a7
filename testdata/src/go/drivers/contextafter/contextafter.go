// Package contextafter updates the stream when a context ends, and waits for that in SyncStop.
package contextafter

import (
	"context"
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	cancel context.CancelFunc
	wg     sync.WaitGroup
}

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd != pcm.Start {
		return nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	c.cancel = cancel
	c.wg.Add(1)
	context.AfterFunc(ctx, func() {
		defer c.wg.Done()
		s.PeriodElapsed()
	})
	cancel()
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("context", &pcm.Ops{
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error {
			c.cancel()
			c.wg.Wait()
			return nil
		},
	})
}
