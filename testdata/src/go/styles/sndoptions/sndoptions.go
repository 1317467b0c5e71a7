// Package sndoptions gets its callback by a functional option.
package sndoptions

import (
	"example.com/gosound/snd"
	"time"
)

type opt func(*chip)
type chip struct {
	ss     *snd.Substream
	notify func()
	every  time.Duration
}

func withPeriod(f func()) opt { return func(c *chip) { c.notify = f } }
func newChip(opts ...opt) *chip {
	c := &chip{}
	for _, o := range opts {
		o(c)
	}
	return c
}
func (c *chip) start() { time.AfterFunc(c.every, c.notify) }
func Probe(card *snd.Card) {
	var ss *snd.Substream
	c := newChip(withPeriod(func() { snd.PeriodElapsed(ss) }))
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:    func(s *snd.Substream) error { ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error { c.start(); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
