// Package sndcleanup updates the stream in a cleanup of the garbage collector.
package sndcleanup

import (
	"example.com/gosound/snd"
	"runtime"
)

type chip struct{ ss *snd.Substream }
type buf struct{ b []byte }

func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:   func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error {
			b := &buf{}
			runtime.AddCleanup(b, func(s *snd.Substream) { snd.PeriodElapsed(s) }, c.ss)
			return nil
		},
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
