// Package sndoncefunc starts its goroutine in a sync.OnceFunc.
package sndoncefunc

import (
	"example.com/gosound/snd"
	"sync"
)

type chip struct {
	ss    *snd.Substream
	start func()
}

func Probe(card *snd.Card) {
	c := &chip{}
	c.start = sync.OnceFunc(func() {
		go func() {
			for {
				snd.PeriodElapsed(c.ss)
			}
		}()
	})
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error { c.start(); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
