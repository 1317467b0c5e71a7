// Package sndirqdevsync names its interrupt to the library in a field.
package sndirqdevsync

import "example.com/gosound/snd"

type chip struct {
	card *snd.Card
	pcm  *snd.PCM
	regs []uint32
	irq  int
}

func interrupt(irq int, dev any) snd.IRQReturn {
	c := dev.(*chip)
	if c.regs[0]&1 != 0 {
		snd.PeriodElapsed(c.pcm.Playback)
	}
	return snd.IRQHandled
}
func chipTrigger(ss *snd.Substream, cmd snd.TriggerCmd) error { return nil }
func chipPointer(ss *snd.Substream) uint64                    { return 0 }
func chipFree(ss *snd.Substream) error                        { return nil }

var playbackOps = &snd.PCMOps{Trigger: chipTrigger, Pointer: chipPointer, HwFree: chipFree}

func (c *chip) create() error {
	p, err := snd.NewPCM(c.card, "c", 1, 0)
	if err != nil {
		return err
	}
	c.pcm = p
	p.SetOps(snd.Playback, playbackOps)
	if err := snd.RequestIRQ(c.irq, interrupt, "chip", c); err != nil {
		return err
	}
	c.card.SyncIRQ = c.irq
	return nil
}
func Probe(card *snd.Card) error { return (&chip{card: card, irq: 5}).create() }
