// Package snddispatch calls its handlers by an index into an array.
package snddispatch

import "example.com/gosound/snd"

const (
	evPeriod = iota
	evMidi
	nEv
)

type chip struct {
	ss    *snd.Substream
	table [nEv]func(*chip)
}

func period(c *chip) { snd.PeriodElapsed(c.ss) }
func midi(c *chip)   {}
func (c *chip) isr(irq int, dev any) snd.IRQReturn {
	for i := range c.table {
		c.table[i](c)
	}
	return snd.IRQHandled
}
func Probe(card *snd.Card) error {
	c := &chip{table: [nEv]func(*chip){evPeriod: period, evMidi: midi}}
	p, err := snd.NewPCM(card, "x", 1, 0)
	if err != nil {
		return err
	}
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM001: `
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error { return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
	return snd.RequestIRQ(4, c.isr, "x", c)
}
