// Package sndlisteners calls functions that were added to a list.
package sndlisteners

import "example.com/gosound/snd"

type chip struct {
	ss   *snd.Substream
	list []func()
}

func (c *chip) on(f func()) { c.list = append(c.list, f) }
func (c *chip) fire() {
	for i := range c.list {
		c.list[i]()
	}
}
func Probe(card *snd.Card) {
	c := &chip{}
	c.on(func() { snd.PeriodElapsed(c.ss) })
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error { go c.fire(); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
