// Package irqnamed names its interrupt to the library, which waits for the handler.
package irqnamed

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
	ops := &pcm.Ops{Open: c.open, Trigger: c.trigger, Pointer: c.pointer, HwFree: c.hwFree}
	card.NewPCM("named", ops)
	irq.RequestIRQ(12, c.interrupt)
	card.SyncIRQ = 12
}
