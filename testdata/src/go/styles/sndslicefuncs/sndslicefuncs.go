// Package sndslicefuncs calls PeriodElapsed in a function that slices.ContainsFunc calls.
package sndslicefuncs

import (
	"example.com/gosound/snd"
	"slices"
)

type chip struct{ ss []*snd.Substream }

func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:   func(s *snd.Substream) error { c.ss = append(c.ss, s); return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error {
			_ = slices.ContainsFunc(c.ss, func(s *snd.Substream) bool { snd.PeriodElapsed(s); return false })
			return nil
		},
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
