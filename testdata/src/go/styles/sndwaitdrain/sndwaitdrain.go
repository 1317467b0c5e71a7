// Package sndwaitdrain drains a channel in HwFree until the goroutine closes it.
package sndwaitdrain

import (
	"example.com/gosound/snd"
)

type chip struct {
	ss  *snd.Substream
	out chan []byte
}

func (c *chip) play() {
	defer close(c.out)
	for i := 0; i < 4; i++ {
		snd.PeriodElapsed(c.ss)
		c.out <- nil
	}
}
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open: func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: func(*snd.Substream) error {
			for range c.out { // want `PCM003: `
			}
			return nil
		},
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error { c.out = make(chan []byte); go c.play(); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
