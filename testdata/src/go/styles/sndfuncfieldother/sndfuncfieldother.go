// Package sndfuncfieldother starts a field of the same name of another type.
package sndfuncfieldother

import "example.com/gosound/snd"

type dma struct{ complete func() }
type midi struct{ complete func() }
type chip struct {
	ss *snd.Substream
	d  *dma
	m  *midi
}

func Probe(card *snd.Card) {
	c := &chip{}
	c.d = &dma{complete: func() { snd.PeriodElapsed(c.ss) }}
	c.m = &midi{complete: func() { println("midi") }}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error { c.d.complete(); go c.m.complete(); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
