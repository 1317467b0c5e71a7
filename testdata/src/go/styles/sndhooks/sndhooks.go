// Package sndhooks calls a handler by its key in a map.
package sndhooks

import "example.com/gosound/snd"

type chip struct {
	ss    *snd.Substream
	hooks map[string]func()
	list  []func()
}

func (c *chip) isr(irq int, dev any) snd.IRQReturn { c.hooks["period"](); return snd.IRQHandled }
func Probe(card *snd.Card) error {
	c := &chip{hooks: map[string]func(){}}
	c.hooks["period"] = func() { snd.PeriodElapsed(c.ss) }
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
