// Package sndoncefuncsync calls a sync.OnceFunc from Trigger.
package sndoncefuncsync

import (
	"example.com/gosound/snd"
	"sync"
)

type chip struct {
	ss    *snd.Substream
	first func()
}

func Probe(card *snd.Card) {
	c := &chip{}
	c.first = sync.OnceFunc(func() { snd.PeriodElapsed(c.ss) })
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error { c.first(); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
