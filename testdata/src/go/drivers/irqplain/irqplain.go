// Package irqplain updates the stream from an IRQ handler that nobody waits for.
package irqplain

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type chip struct{ sub *pcm.Substream }

func (c *chip) open(s *pcm.Substream) error           { c.sub = s; return nil }
func (c *chip) trigger(*pcm.Substream, pcm.Cmd) error { return nil }
func (c *chip) pointer(*pcm.Substream) int            { return 0 }
func (c *chip) hwFree(*pcm.Substream) error           { return nil }
func (c *chip) interrupt()                            { c.sub.PeriodElapsed() }

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	ops := &pcm.Ops{Open: c.open, Trigger: c.trigger, Pointer: c.pointer, HwFree: c.hwFree} // want `PCM001: ops has no SyncStop: \(\*chip\).interrupt, an IRQ handler`
	card.NewPCM("plain", ops)
	irq.RequestIRQ(11, c.interrupt)
}
