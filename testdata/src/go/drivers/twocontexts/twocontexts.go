// Package twocontexts updates its stream from an interrupt and from a goroutine, and waits for neither.
package twocontexts

import (
	"context"

	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type chip struct {
	sub    *pcm.Substream
	period func()
	cancel context.CancelFunc
}

func (c *chip) elapsed() { c.sub.PeriodElapsed() }

func (c *chip) trigger(_ *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		var ctx context.Context
		ctx, c.cancel = context.WithCancel(context.Background())
		context.AfterFunc(ctx, c.elapsed)
		go c.period()
		return nil
	}
	c.cancel()
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	c.period = c.elapsed
	card.NewPCM("two", &pcm.Ops{ // want `PCM001: .* has a SyncStop that does not wait` `PCM002: .* has a SyncStop that does not wait`
		Open:     func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.cancel(); return nil },
	})
	irq.RequestIRQ(32, c.elapsed)
}
