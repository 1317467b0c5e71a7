// Package sndatomicptr keeps its substream in an atomic.Pointer.
package sndatomicptr

import (
	"example.com/gosound/snd"
	"sync/atomic"
)

type chip struct{ ss atomic.Pointer[snd.Substream] }

func (c *chip) isr(int, any) snd.IRQReturn {
	if s := c.ss.Load(); s != nil {
		snd.PeriodElapsed(s)
	}
	return 1
}
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM001: `
		Open:    func(s *snd.Substream) error { c.ss.Store(s); return nil },
		Close:   func(s *snd.Substream) error { c.ss.Store(nil); return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error { return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
	snd.RequestIRQ(3, c.isr, "x", c)
}
