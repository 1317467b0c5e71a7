// Package sndworksync cancels the library's work in SyncStop.
package sndworksync

import "example.com/gosound/snd"

type chip struct {
	ss     *snd.Substream
	period snd.Work
}

func (c *chip) hard(int, any) snd.IRQReturn { snd.ScheduleWork(&c.period); return snd.IRQHandled }
func (c *chip) work(w *snd.Work)            { snd.PeriodElapsed(c.ss) }
func Probe(card *snd.Card, irq int) {
	c := new(chip)
	snd.InitWork(&c.period, c.work)
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:     func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:   func(*snd.Substream) error { return nil },
		Trigger:  func(*snd.Substream, snd.TriggerCmd) error { return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error { snd.CancelWorkSync(&c.period); return nil },
	})
	snd.RequestIRQ(irq, c.hard, "x", c)
}
