// Package sndoncewait waits in a sync.OnceFunc.
package sndoncewait

import (
	"example.com/gosound/snd"
	"sync"
)

type chip struct {
	ss   *snd.Substream
	wg   sync.WaitGroup
	join func()
}

func Probe(card *snd.Card) {
	c := &chip{}
	c.join = sync.OnceFunc(c.wg.Wait)
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:     func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:   func(*snd.Substream) error { return nil },
		Trigger:  func(*snd.Substream, snd.TriggerCmd) error { c.wg.Go(func() { snd.PeriodElapsed(c.ss) }); return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error { c.join(); return nil },
	})
}
