// Package sndforeach lets the library call its function at once.
package sndforeach

import "example.com/gosound/snd"

var pcms []*snd.PCM

func Probe(card *snd.Card) {
	p, _ := snd.NewPCM(card, "x", 1, 0)
	pcms = append(pcms, p)
	p.SetOps(snd.Playback, &snd.PCMOps{
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(ss *snd.Substream, c snd.TriggerCmd) error {
			snd.ForEach(pcms, func(p *snd.PCM) { snd.PeriodElapsed(p.Playback) })
			return nil
		},
		Pointer: func(ss *snd.Substream) uint64 { return 0 },
	})
}
