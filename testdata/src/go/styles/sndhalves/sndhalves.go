// Package sndhalves makes the ops of each half by a method.
package sndhalves

import (
	"example.com/gosound/snd"
	"sync"
)

type half struct {
	wg sync.WaitGroup
	ss *snd.Substream
}
type chip struct{ play, rec half }

func (h *half) run() { defer h.wg.Done(); snd.PeriodElapsed(h.ss) }
func (h *half) ops() *snd.PCMOps {
	return &snd.PCMOps{
		HwFree:   func(*snd.Substream) error { return nil },
		Trigger:  func(s *snd.Substream, t snd.TriggerCmd) error { h.ss = s; h.wg.Add(1); go h.run(); return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error { h.wg.Wait(); return nil },
	}
}
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 1)
	p.SetOps(snd.Playback, c.play.ops())
	p.SetOps(snd.Capture, c.rec.ops())
}
