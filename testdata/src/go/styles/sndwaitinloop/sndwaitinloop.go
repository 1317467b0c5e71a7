// Package sndwaitinloop waits for several goroutines, each by a channel in a slice.
package sndwaitinloop

import (
	"example.com/gosound/snd"
)

type chip struct {
	ss    *snd.Substream
	dones []chan struct{}
}

func (c *chip) play(d chan struct{}) { defer close(d); snd.PeriodElapsed(c.ss) }
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:   func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error {
			for i := 0; i < 2; i++ {
				d := make(chan struct{})
				c.dones = append(c.dones, d)
				go c.play(d)
			}
			return nil
		},
		SyncStop: func(*snd.Substream) error {
			for _, d := range c.dones {
				<-d
			}
			c.dones = nil
			return nil
		},
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
