// Package work3 has two works; the IRQ handler queues one, that queues the other.
package work3

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
	"example.com/gosound/work"
)

type chip struct {
	a, b *work.Work
	sub  *pcm.Substream
}

func New(card *pcm.Card) {
	c := &chip{}
	c.b = work.New(func() { c.sub.PeriodElapsed() })
	c.a = work.New(c.b.Schedule)
	c.sub = card.NewPCM("x", &pcm.Ops{
		Trigger:  func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.a.CancelWorkSync(); c.b.CancelWorkSync(); return nil },
	})
	_ = irq.RequestIRQ(4, c.a.Schedule)
}

func New2(card *pcm.Card) {
	c := &chip{}
	c.b = work.New(func() { c.sub.PeriodElapsed() })
	c.a = work.New(c.b.Schedule)
	c.sub = card.NewPCM("x", &pcm.Ops{ // want `PCM002:`
		Trigger:  func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.a.CancelWorkSync(); return nil },
	})
	_ = irq.RequestIRQ(5, c.a.Schedule)
}
