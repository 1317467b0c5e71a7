// Package sndwaittimeout waits with a time limit through a helper goroutine.
package sndwaittimeout

import (
	"errors"
	"example.com/gosound/snd"
	"sync"
	"time"
)

type chip struct {
	ss *snd.Substream
	wg sync.WaitGroup
}

func (c *chip) sync(*snd.Substream) error {
	done := make(chan struct{})
	go func() { c.wg.Wait(); close(done) }()
	select {
	case <-done:
		return nil
	case <-time.After(time.Second):
		return errors.New("stuck")
	}
}
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:     func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:   func(*snd.Substream) error { return nil },
		Trigger:  func(*snd.Substream, snd.TriggerCmd) error { c.wg.Go(func() { snd.PeriodElapsed(c.ss) }); return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: c.sync,
	})
}
