// Package pool hands its period to a pool of workers that range over a channel of functions.
package pool

import (
	pcm "example.com/gosound/structpcm"
	"example.com/gosound/work"
)

type chip struct {
	pool *work.Pool
	sub  *pcm.Substream
}

func (c *chip) period() { c.sub.PeriodElapsed() }

func (c *chip) trigger(_ *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.pool.Submit(c.period)
	}
	return nil
}

func (c *chip) hwFree(*pcm.Substream) error {
	c.pool.Drain() // want `PCM003: Wait in HwFree of ops`
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{pool: work.NewPool(2)}
	ops := pcm.Ops{ // want `PCM002: ops has no SyncStop: \(\*chip\).period`
		Open:    func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  c.hwFree,
	}
	card.NewPCM("pool", &ops)
}
