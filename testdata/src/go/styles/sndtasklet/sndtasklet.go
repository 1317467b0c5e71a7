// Package sndtasklet kills another tasklet than its own.
package sndtasklet

import "example.com/gosound/snd"

type chip struct {
	ss       *snd.Substream
	t, other snd.Tasklet
}

func (c *chip) isr(int, any) snd.IRQReturn { c.t.Schedule(); c.other.Schedule(); return snd.IRQHandled }
func Probe(card *snd.Card, irq int) {
	c := &chip{}
	snd.TaskletInit(&c.t, func() { snd.PeriodElapsed(c.ss) })
	snd.TaskletInit(&c.other, func() { println("midi") })
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:     func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:   func(*snd.Substream) error { return nil },
		Trigger:  func(*snd.Substream, snd.TriggerCmd) error { return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error { snd.TaskletKill(&c.other); return nil },
	})
	snd.RequestIRQ(irq, c.isr, "", c)
}
