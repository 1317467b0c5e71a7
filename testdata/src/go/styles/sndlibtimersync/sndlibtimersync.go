// Package sndlibtimersync deletes the library's timer and waits.
package sndlibtimersync

import (
	"example.com/gosound/snd"
	"time"
)

type chip struct {
	ss    *snd.Substream
	timer snd.Timer
}

func (c *chip) tick(t *snd.Timer) { snd.PeriodElapsed(c.ss); t.Mod(time.Millisecond) }
func Probe(card *snd.Card, irq int) {
	c := &chip{}
	snd.TimerSetup(&c.timer, c.tick)
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:     func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:   func(*snd.Substream) error { return nil },
		Trigger:  func(*snd.Substream, snd.TriggerCmd) error { c.timer.Mod(1); return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error { c.timer.DelSync(); return nil },
	})
}
