// Package poolsync drains its pool in SyncStop.
package poolsync

import (
	pcm "example.com/gosound/structpcm"
	"example.com/gosound/work"
)

type chip struct {
	pool *work.Pool
	sub  *pcm.Substream
}

func (c *chip) trigger(_ *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.pool.Submit(func() { c.sub.PeriodElapsed() })
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{pool: work.NewPool(2)}
	ops := pcm.Ops{
		Open:     func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.pool.Drain(); return nil },
	}
	card.NewPCM("pool", &ops)
}
