// Package snditeryield calls PeriodElapsed inside the iterator that a goroutine ranges over.
package snditeryield

import (
	"example.com/gosound/snd"
)

type chip struct{ ss *snd.Substream }

func (c *chip) each(yield func(int) bool) {
	for i := 0; yield(i); i++ {
		snd.PeriodElapsed(c.ss)
	}
}
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:   func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error {
			go func() {
				for i := range c.each {
					println(i)
				}
			}()
			return nil
		},
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
