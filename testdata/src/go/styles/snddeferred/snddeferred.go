// Package snddeferred defers PeriodElapsed in a goroutine.
package snddeferred

import (
	"example.com/gosound/snd"
)

type chip struct{ ss *snd.Substream }

func (c *chip) transfer() { defer snd.PeriodElapsed(c.ss); println("dma") }
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error { go c.transfer(); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
