// Package sndotherhalf waits for the group of its other half.
package sndotherhalf

import (
	"example.com/gosound/snd"
	"sync"
)

type half struct {
	wg sync.WaitGroup
	ss *snd.Substream
}
type chip struct{ play, rec half }

func (h *half) run()                   { defer h.wg.Done(); snd.PeriodElapsed(h.ss) }
func (h *half) start(s *snd.Substream) { h.ss = s; h.wg.Add(1); go h.run() }
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		HwFree:   func(*snd.Substream) error { return nil },
		Trigger:  func(s *snd.Substream, t snd.TriggerCmd) error { c.play.start(s); return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error { c.rec.wg.Wait(); return nil },
	})
}
