// Package sndserve serves commands and periods in one loop.
package sndserve

import (
	"context"
	"example.com/gosound/snd"
	"time"
)

type cmd struct {
	start bool
	reply chan error
}
type chip struct {
	ss   *snd.Substream
	cmds chan cmd
}

func (c *chip) serve(ctx context.Context) {
	var tick <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case m := <-c.cmds:
			if m.start {
				tick = time.Tick(time.Millisecond)
			} else {
				tick = nil
			}
			m.reply <- nil
		case <-tick:
			func() { defer func() { recover() }(); snd.PeriodElapsed(c.ss) }()
		}
	}
}
func Probe(ctx context.Context, card *snd.Card) {
	c := &chip{cmds: make(chan cmd)}
	go c.serve(ctx)
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:   func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, t snd.TriggerCmd) error {
			c.cmds <- cmd{start: t == snd.TriggerStart}
			return nil
		},
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
