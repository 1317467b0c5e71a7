// Package sndfuncfield starts a function in a field, with its chip as the argument.
package sndfuncfield

import "example.com/gosound/snd"

type dma struct {
	complete func(any)
	arg      any
}

func (d *dma) issue() { go d.complete(d.arg) }

type chip struct {
	ss *snd.Substream
	d  *dma
}

func done(arg any) { snd.PeriodElapsed(arg.(*chip).ss) }
func Probe(card *snd.Card) {
	c := &chip{}
	c.d = &dma{complete: done, arg: c}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error { c.d.issue(); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
