// Package sndopsbyvalue fills a copy of ops that a function returns.
package sndopsbyvalue

import "example.com/gosound/snd"

type chip struct{ ss *snd.Substream }

func base() snd.PCMOps {
	return snd.PCMOps{ // want `PCM002: `
		HwFree:  func(*snd.Substream) error { return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	}
}
func Probe(card *snd.Card) {
	c := &chip{}
	ops := base()
	ops.Open = func(s *snd.Substream) error { c.ss = s; return nil }
	ops.Trigger = func(_ *snd.Substream, cmd snd.TriggerCmd) error { go snd.PeriodElapsed(c.ss); return nil }
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &ops)
}
