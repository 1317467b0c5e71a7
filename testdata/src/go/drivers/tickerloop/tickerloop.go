// Package tickerloop updates the stream from a loop over a ticker, and only tells the loop to stop.
package tickerloop

import (
	"time"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	sub  *pcm.Substream
	stop chan struct{}
}

func (c *chip) run() {
	t := time.NewTicker(time.Millisecond)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			c.sub.PeriodElapsed()
		case <-c.stop:
			return
		}
	}
}

func (c *chip) trigger(_ *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.stop = make(chan struct{})
		go c.run()
		return nil
	}
	close(c.stop)
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	var ops pcm.Ops // want `PCM002: ops has no SyncStop: \(\*chip\).run, a goroutine`
	ops.Open = func(s *pcm.Substream) error { c.sub = s; return nil }
	ops.Trigger = c.trigger
	ops.Pointer = func(*pcm.Substream) int { return 0 }
	ops.HwFree = func(*pcm.Substream) error { return nil }
	card.NewPCM("ticker", &ops)
}
