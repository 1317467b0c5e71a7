// Package sndwaitdefer waits in a deferred method value that a method returns.
package sndwaitdefer

import (
	"example.com/gosound/snd"
	"sync"
)

type chip struct {
	ss *snd.Substream
	wg sync.WaitGroup
}

func (c *chip) stop() func() { return c.wg.Wait }
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:   func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error {
			c.wg.Add(1)
			go func() { defer c.wg.Done(); snd.PeriodElapsed(c.ss) }()
			return nil
		},
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error { defer c.stop()(); return nil },
	})
}
