// Package sndatomicfunc keeps its callback in an atomic.Value.
package sndatomicfunc

import (
	"example.com/gosound/snd"
	"sync/atomic"
)

type chip struct{ cb atomic.Value }

func (c *chip) isr(int, any) snd.IRQReturn {
	if f, ok := c.cb.Load().(func()); ok {
		f()
	}
	return 1
}
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM001: `
		Open:    func(s *snd.Substream) error { c.cb.Store(func() { snd.PeriodElapsed(s) }); return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error { return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
	snd.RequestIRQ(3, c.isr, "x", c)
}
