// Package sndwaitgo waits in a goroutine that nobody waits for.
package sndwaitgo

import (
	"example.com/gosound/snd"
	"sync"
)

type chip struct {
	ss *snd.Substream
	wg sync.WaitGroup
}

func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:     func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:   func(*snd.Substream) error { return nil },
		Trigger:  func(*snd.Substream, snd.TriggerCmd) error { c.wg.Go(func() { snd.PeriodElapsed(c.ss) }); return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error { go c.wg.Wait(); return nil },
	})
}
