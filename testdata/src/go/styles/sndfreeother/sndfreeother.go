// Package sndfreeother waits in HwFree for a goroutine that loads firmware.
package sndfreeother

import (
	"example.com/gosound/snd"
	"sync"
)

type chip struct {
	ss   *snd.Substream
	load sync.WaitGroup
}

func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	c.load.Go(func() { println("firmware") })
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { c.load.Wait(); return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error { go snd.PeriodElapsed(c.ss); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
