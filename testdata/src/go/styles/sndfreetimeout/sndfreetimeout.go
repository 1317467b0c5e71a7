// Package sndfreetimeout waits in HwFree with a time limit.
package sndfreetimeout

import (
	"example.com/gosound/snd"
	"time"
)

type chip struct {
	ss   *snd.Substream
	done chan struct{}
}

func (c *chip) play() { defer close(c.done); snd.PeriodElapsed(c.ss) }
func (c *chip) free(*snd.Substream) error {
	select {
	case <-c.done: // want `PCM003: `
	case <-time.After(time.Second):
	}
	return nil
}
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  c.free,
		Trigger: func(*snd.Substream, snd.TriggerCmd) error { c.done = make(chan struct{}); go c.play(); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
