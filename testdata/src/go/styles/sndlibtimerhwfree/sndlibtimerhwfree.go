// Package sndlibtimerhwfree waits for its timer in HwFree.
package sndlibtimerhwfree

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
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { c.timer.DelSync(); return nil }, // want `PCM003: `
		Trigger: func(*snd.Substream, snd.TriggerCmd) error { c.timer.Mod(1); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
