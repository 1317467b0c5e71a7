// Package fieldirq has ops that are a field of its stream.
package fieldirq

import "example.com/gosound/styles/fieldops/internal/pcm"

type chip struct {
	card *pcm.Card
	p    *pcm.PCM
	irq  int
}

func (c *chip) isr(int) bool { c.p.PeriodElapsed(0); return true }
func nop() error             { return nil }

func Probe(card *pcm.Card, irq int) error {
	c := &chip{card: card, irq: irq}
	c.p = &pcm.PCM{Name: "a"}
	c.p.Ops = &pcm.PcmOps{HWFree: nop, Trigger: func(int) error { return nil }, Pointer: func() int { return 0 }} // want `PCM001:`
	card.Add(c.p)
	return card.RequestIRQ(irq, c.isr)
}
