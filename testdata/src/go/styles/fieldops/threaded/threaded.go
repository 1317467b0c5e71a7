// Package threaded has a threaded handler, and waits for it in HwFree.
package threaded

import "example.com/gosound/styles/fieldops/internal/pcm"

type chip struct {
	card *pcm.Card
	p    *pcm.PCM
	irq  int
}

func (c *chip) hard(int) bool { return true }
func (c *chip) thread(int)    { c.p.PeriodElapsed(0) }
func nop() error              { return nil }

func Probe(card *pcm.Card, irq int) error {
	c := &chip{card: card, irq: irq}
	c.p = &pcm.PCM{Name: "a", Ops: &pcm.PcmOps{ // want `PCM001:`
		HWFree: func() error {
			card.SynchronizeIRQ(c.irq) // want `PCM003:`
			return nil
		},
		Trigger: func(int) error { return nil }, Pointer: func() int { return 0 }}}
	card.Add(c.p)
	return card.DevmRequestThreadedIRQ(irq, c.hard, c.thread, 0, "b")
}
