// Package sndfreewithsync waits in SyncStop and once more in HwFree.
package sndfreewithsync

import (
	"example.com/gosound/snd"
	"sync"
)

type chip struct {
	ss *snd.Substream
	wg sync.WaitGroup
}

func (c *chip) wait(*snd.Substream) error { c.wg.Wait(); return nil }
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:   func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: c.wait, SyncStop: c.wait,
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error {
			c.wg.Go(func() { snd.PeriodElapsed(c.ss) })
			return nil
		},
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
