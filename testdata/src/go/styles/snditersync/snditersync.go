// Package snditersync ranges over an iterator in Trigger.
package snditersync

import (
	"example.com/gosound/snd"
)

type chip struct{ ss []*snd.Substream }

func (c *chip) each(yield func(*snd.Substream) bool) {
	for _, s := range c.ss {
		if !yield(s) {
			return
		}
	}
}
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:   func(s *snd.Substream) error { c.ss = append(c.ss, s); return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error {
			for s := range c.each {
				snd.PeriodElapsed(s)
			}
			return nil
		},
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
