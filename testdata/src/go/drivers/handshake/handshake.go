// Package handshake tells its loop to stop on a channel without a buffer: the loop takes that outside PeriodElapsed.
package handshake

import (
	"time"

	pcm "example.com/gosound/structpcm"
)

type chip struct{ stop chan struct{} }

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		go c.loop(s)
	}
	return nil
}

func (c *chip) loop(s *pcm.Substream) {
	for {
		select {
		case <-c.stop:
			return
		case <-time.After(time.Millisecond):
			s.PeriodElapsed()
		}
	}
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{stop: make(chan struct{})}
	card.NewPCM("handshake", &pcm.Ops{
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.stop <- struct{}{}; return nil },
	})
}
