// Package sndchanofchan sends a stop request that carries a channel for the reply.
package sndchanofchan

import (
	"example.com/gosound/snd"
)

type chip struct {
	ss   *snd.Substream
	quit chan chan struct{}
}

func (c *chip) loop() {
	for {
		select {
		case r := <-c.quit:
			close(r)
			return
		default:
			snd.PeriodElapsed(c.ss)
		}
	}
}
func Probe(card *snd.Card) {
	c := &chip{quit: make(chan chan struct{})}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:   func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error {
			if cmd == snd.TriggerStart {
				go c.loop()
			}
			return nil
		},
		SyncStop: func(*snd.Substream) error { r := make(chan struct{}); c.quit <- r; <-r; return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
	})
}
