// Package sndlinked starts its goroutine in a generic helper.
package sndlinked

import "example.com/gosound/snd"

func spawn[T any](v T, f func(T)) { go f(v) }

type chip struct{ ss *snd.Substream }

func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error { spawn(c.ss, snd.PeriodElapsed); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
