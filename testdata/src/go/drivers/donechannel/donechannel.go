// Package donechannel waits in SyncStop for a channel that its loop closes when it ends.
package donechannel

import (
	"time"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	sub        *pcm.Substream
	stop, done chan struct{}
}

func (c *chip) run(stop <-chan struct{}, done chan<- struct{}) {
	defer close(done)
	t := time.NewTicker(time.Millisecond)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			c.sub.PeriodElapsed()
		case <-stop:
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

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	var ops pcm.Ops
	ops.Open = func(s *pcm.Substream) error { c.sub = s; return nil }
	ops.Trigger = c.trigger
	ops.Pointer = func(*pcm.Substream) int { return 0 }
	ops.HwFree = func(*pcm.Substream) error { return nil }
	ops.SyncStop = func(*pcm.Substream) error { <-c.done; return nil }
	card.NewPCM("ticker", &ops)
}
