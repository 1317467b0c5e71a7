// Package snditer ranges over an iterator in a goroutine.
package snditer

import (
	"example.com/gosound/snd"
	"iter"
	"time"
)

type chip struct{ ss *snd.Substream }

func (c *chip) periods() iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		for {
			time.Sleep(1)
			if !yield(time.Now()) {
				return
			}
		}
	}
}
func (c *chip) run() {
	for range c.periods() {
		snd.PeriodElapsed(c.ss)
	}
}
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error { go c.run(); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
