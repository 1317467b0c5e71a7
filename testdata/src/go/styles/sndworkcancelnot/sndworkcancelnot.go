// Package sndworkcancelnot cancels its work without waiting.
package sndworkcancelnot

import "example.com/gosound/snd"

type chip struct {
	ss     *snd.Substream
	period snd.Work
}

func (c *chip) work(w *snd.Work) { snd.PeriodElapsed(c.ss) }
func Probe(card *snd.Card, irq int) {
	c := new(chip)
	snd.InitWork(&c.period, c.work)
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:     func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:   func(*snd.Substream) error { return nil },
		Trigger:  func(*snd.Substream, snd.TriggerCmd) error { snd.ScheduleWork(&c.period); return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error { snd.CancelWork(&c.period); return nil },
	})
}
