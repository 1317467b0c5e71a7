// Package snddisablefree disables its interrupt in a helper of HwFree.
package snddisablefree

import "example.com/gosound/snd"

type chip struct {
	ss  *snd.Substream
	irq int
}

func (c *chip) isr(int, any) snd.IRQReturn  { snd.PeriodElapsed(c.ss); return snd.IRQHandled }
func (c *chip) quiesce()                    { snd.DisableIRQ(c.irq) } // want `PCM003: `
func (c *chip) hwFree(*snd.Substream) error { c.quiesce(); defer snd.EnableIRQ(c.irq); return nil }
func Probe(card *snd.Card, irq int) {
	c := &chip{irq: irq}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	var ops snd.PCMOps // want `PCM001: `
	ops.Open = func(s *snd.Substream) error { c.ss = s; return nil }
	ops.HwFree = c.hwFree
	ops.Trigger = func(*snd.Substream, snd.TriggerCmd) error { return nil }
	ops.Pointer = func(*snd.Substream) uint64 { return 0 }
	p.SetOps(snd.Playback, &ops)
	snd.RequestIRQ(irq, c.isr, "", c)
}
