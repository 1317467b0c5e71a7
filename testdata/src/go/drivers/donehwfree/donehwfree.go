// Package donehwfree waits for its loop in HwFree, with a timeout.
package donehwfree

import (
	"time"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	sub        *pcm.Substream
	stop, done chan struct{}
}

func (c *chip) run(stop, done chan struct{}) {
	for {
		select {
		case <-time.After(time.Millisecond):
			c.sub.PeriodElapsed()
		case <-stop:
			close(done)
			return
		}
	}
}

func (c *chip) trigger(_ *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.stop, c.done = make(chan struct{}), make(chan struct{})
		go c.run(c.stop, c.done)
		return nil
	}
	close(c.stop)
	return nil
}

func (c *chip) hwFree(*pcm.Substream) error {
	select {
	case <-c.done: // want `PCM003: receiving here in HwFree of ops`
	case <-time.After(time.Second):
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	ops := new(pcm.Ops) // want `PCM002: ops has no SyncStop: \(\*chip\).run, a goroutine`
	ops.Open = func(s *pcm.Substream) error { c.sub = s; return nil }
	ops.Trigger = c.trigger
	ops.Pointer = func(*pcm.Substream) int { return 0 }
	ops.HwFree = c.hwFree
	card.NewPCM("ticker", ops)
}
