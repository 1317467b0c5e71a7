// Package sndirqdev gets its chip back from the argument of the handler.
package sndirqdev

import "example.com/gosound/snd"

type chip struct {
	card *snd.Card
	pcm  *snd.PCM
	regs []uint32
	irq  int
}

func interrupt(irq int, dev any) snd.IRQReturn {
	c := dev.(*chip)
	st := c.regs[0]
	if st&1 != 0 {
		snd.PeriodElapsed(c.pcm.Playback)
	}
	return snd.IRQHandled
}
func chipTrigger(ss *snd.Substream, cmd snd.TriggerCmd) error { return nil }
func chipPointer(ss *snd.Substream) uint64                    { return 0 }
func chipFree(ss *snd.Substream) error                        { return nil }

var playbackOps = &snd.PCMOps{Trigger: chipTrigger, Pointer: chipPointer, HwFree: chipFree} // want `PCM001: `

func (c *chip) create() error {
	p, err := snd.NewPCM(c.card, "c", 1, 0)
	if err != nil {
		return err
	}
	p.Private = c
	c.pcm = p
	p.SetOps(snd.Playback, playbackOps)
	return snd.RequestIRQ(c.irq, interrupt, "chip", c)
}
func Probe(card *snd.Card) error { return (&chip{card: card, irq: 5}).create() }
