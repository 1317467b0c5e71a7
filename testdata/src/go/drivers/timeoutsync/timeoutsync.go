// Package timeoutsync waits in SyncStop for a channel that its goroutine closes, but not for ever.
package timeoutsync

import (
	"errors"
	"time"

	pcm "example.com/gosound/structpcm"
)

type chip struct{ done chan struct{} }

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		done := make(chan struct{})
		c.done = done
		go func() {
			defer close(done)
			s.PeriodElapsed()
		}()
	}
	return nil
}

func (c *chip) syncStop(*pcm.Substream) error {
	select {
	case <-c.done:
		return nil
	case <-time.After(10 * time.Second):
		return errors.New("the device hangs")
	}
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("timeout", &pcm.Ops{
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: c.syncStop,
	})
}
