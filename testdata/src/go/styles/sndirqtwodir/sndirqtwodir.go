// Package sndirqtwodir has two tables and a handler that updates only one of them.
package sndirqtwodir

import "example.com/gosound/snd"

type chip struct {
	play, cap *snd.Substream
	irq       int
}

func (c *chip) isr(int, any) snd.IRQReturn      { snd.PeriodElapsed(c.play); return snd.IRQHandled }
func nop(*snd.Substream) error                  { return nil }
func trig(*snd.Substream, snd.TriggerCmd) error { return nil }
func ptr(*snd.Substream) uint64                 { return 0 }
func Probe(card *snd.Card, irq int) {
	c := &chip{irq: irq}
	playOps := &snd.PCMOps{Open: func(s *snd.Substream) error { c.play = s; return nil }, HwFree: nop, Trigger: trig, Pointer: ptr} // want `PCM001: `
	capOps := &snd.PCMOps{Open: func(s *snd.Substream) error { c.cap = s; return nil }, HwFree: nop, Trigger: trig, Pointer: ptr}
	p, _ := snd.NewPCM(card, "x", 1, 1)
	p.SetOps(snd.Playback, playOps)
	p.SetOps(snd.Capture, capOps)
	snd.RequestIRQ(irq, c.isr, "x", nil)
}
