// Package sndfreesleep sleeps, which is no wait.
package sndfreesleep

import (
	"example.com/gosound/snd"
	"time"
)

type chip struct{ ss *snd.Substream }

func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:     func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:   func(*snd.Substream) error { time.Sleep(time.Second); return nil },
		Trigger:  func(*snd.Substream, snd.TriggerCmd) error { go func() { snd.PeriodElapsed(c.ss) }(); return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error { time.Sleep(time.Millisecond); return nil },
	})
}
