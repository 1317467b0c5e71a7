// Package sndnocalls has a PeriodElapsed of its own that has nothing to do with the core.
package sndnocalls

import "example.com/gosound/snd"

type stats struct{ n int }

func (s *stats) PeriodElapsed() { s.n++ }

type chip struct {
	ss *snd.Substream
	st stats
}

func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error { go c.st.PeriodElapsed(); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
