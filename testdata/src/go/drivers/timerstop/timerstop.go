// Package timerstop stops its timer in SyncStop, which does not wait for a function that runs already.
package timerstop

import (
	"time"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	timer *time.Timer
	sub   *pcm.Substream
}

func (c *chip) fire() { c.sub.PeriodElapsed() }

func (c *chip) trigger(_ *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.timer = time.AfterFunc(time.Millisecond, c.fire)
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("timer", &pcm.Ops{ // want `PCM002: pcm.Ops{...} has a SyncStop that does not wait for it: \(\*chip\).fire, a timer function`
		Open:     func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { c.timer.Stop(); return nil },
		SyncStop: func(*pcm.Substream) error { c.timer.Stop(); return nil },
	})
}
