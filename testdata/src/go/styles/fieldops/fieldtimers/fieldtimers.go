// Package fieldtimers has a work and timers; the streams of its cards are told apart by their ops.
package fieldtimers

import "example.com/gosound/styles/fieldops/internal/pcm"

type chip struct {
	card *pcm.Card
	p    *pcm.PCM
	w    pcm.Work
	t    pcm.Timer
}

func (c *chip) work() { c.p.PeriodElapsed(0) }
func (c *chip) tick() { c.p.PeriodElapsed(1); c.t.Mod(3) }
func nop() error      { return nil }

func Probe(card *pcm.Card) {
	c := &chip{card: card}
	c.w.Init(c.work)
	ops := pcm.PcmOps{HWFree: nop, Trigger: func(int) error { c.w.Schedule(); return nil }, Pointer: func() int { return 0 }, SyncStop: func() { c.w.CancelSync() }}
	c.p = &pcm.PCM{Name: "a", Ops: &ops}
	card.Add(c.p)
}

func Probe2(card *pcm.Card) {
	c := &chip{card: card}
	c.t.Function = c.tick
	bad := pcm.PcmOps{HWFree: nop, Trigger: func(int) error { c.t.Mod(1); return nil }, Pointer: func() int { return 0 }, SyncStop: func() { pcm.DelTimer(&c.t) }} // want `PCM002:`
	c.p = &pcm.PCM{Name: "a", Ops: &bad}
	card.Add(c.p)
}

func Probe3(card *pcm.Card) {
	c := &chip{card: card}
	c.t.Function = c.tick
	good := pcm.PcmOps{HWFree: nop, Trigger: func(int) error { c.t.Mod(1); return nil }, Pointer: func() int { return 0 }, SyncStop: func() { pcm.DelTimerSync(&c.t) }}
	c.p = &pcm.PCM{Name: "a", Ops: &good}
	card.Add(c.p)
}

func Probe4(card *pcm.Card) {
	c := &chip{card: card}
	c.t.Function = c.tick
	hand := pcm.PcmOps{HWFree: func() error { pcm.DelTimerSync(&c.t); return nil }, Trigger: func(int) error { c.t.Mod(1); return nil }, Pointer: func() int { return 0 }} // want `PCM002:` `PCM003:`
	c.p = &pcm.PCM{Name: "a", Ops: &hand}
	card.Add(c.p)
}
