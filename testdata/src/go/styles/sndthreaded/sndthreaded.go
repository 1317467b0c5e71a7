// Package sndthreaded updates the stream in the threaded half of its handler.
package sndthreaded

import "example.com/gosound/snd"

type chip struct{ ss *snd.Substream }

func (c *chip) hard(int, any) snd.IRQReturn   { return snd.IRQWakeThread }
func (c *chip) thread(int, any) snd.IRQReturn { snd.PeriodElapsed(c.ss); return snd.IRQHandled }
func (c *chip) ops() *snd.PCMOps {
	return &snd.PCMOps{ // want `PCM001: `
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error { return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	}
}
func Probe(card *snd.Card, irq int) {
	c := new(chip)
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, c.ops())
	snd.RequestThreadedIRQ(irq, c.hard, c.thread, "x", c)
}
