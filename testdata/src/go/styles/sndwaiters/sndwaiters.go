// Package sndwaiters waits by functions in a list.
package sndwaiters

import (
	"example.com/gosound/snd"
	"sync"
)

type chip struct {
	ss    *snd.Substream
	waits []func()
	wg    [2]sync.WaitGroup
}

func Probe(card *snd.Card) {
	c := &chip{}
	c.waits = []func(){c.wg[0].Wait, c.wg[1].Wait}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:   func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error {
			c.wg[1].Go(func() { snd.PeriodElapsed(c.ss) })
			return nil
		},
		Pointer: func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error {
			for i := range c.waits {
				c.waits[i]()
			}
			return nil
		},
	})
}
