// Package sndirqfreewithsync waits for its named interrupt in HwFree too.
package sndirqfreewithsync

import (
	"example.com/gosound/snd"
)

type chip struct {
	ss  *snd.Substream
	irq int
}

func (c *chip) isr(int, any) snd.IRQReturn { snd.PeriodElapsed(c.ss); return 1 }
func Probe(card *snd.Card) {
	c := &chip{irq: 3}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { snd.SynchronizeIRQ(c.irq); return nil }, // want `PCM003: `
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error { return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
	snd.RequestIRQ(c.irq, c.isr, "", c)
	card.SyncIRQ = c.irq
}
