// Package request asks its loop to stop and waits for the reply, which is a wait that only a reader understands.
package request

import (
	"time"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	sub   *pcm.Substream
	ask   chan bool
	reply chan struct{}
}

func (c *chip) loop() {
	running := false
	for {
		select {
		case running = <-c.ask:
			c.reply <- struct{}{}
		case <-time.After(time.Millisecond):
			if running {
				c.sub.PeriodElapsed()
			}
		}
	}
}

func (c *chip) call(run bool) {
	c.ask <- run
	<-c.reply
}

func (c *chip) trigger(_ *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.call(true)
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{ask: make(chan bool), reply: make(chan struct{})}
	go c.loop()
	card.NewPCM("request", &pcm.Ops{
		Open:     func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.call(false); return nil },
	})
}
