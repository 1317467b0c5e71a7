// Package ownlib has an interface of its own for its back ends, shaped like ops, and a method periodElapsed.
package ownlib

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type backend interface {
	HwFree() error
	Trigger(on bool) error
	Pointer() int
}

type i2s struct{}

func (i2s) HwFree() error      { return nil }
func (i2s) Trigger(bool) error { return nil }
func (i2s) Pointer() int       { return 0 }

type chip struct {
	be  backend
	sub *pcm.Substream
}

func (c *chip) periodElapsed() { c.sub.PeriodElapsed() }
func (c *chip) isr()           { c.periodElapsed() }

func New(card *pcm.Card) {
	c := &chip{be: i2s{}}
	c.sub = card.NewPCM("x", &pcm.Ops{ // want `PCM001:`
		Trigger: func(_ *pcm.Substream, cmd pcm.Cmd) error { return c.be.Trigger(cmd == pcm.Start) },
		Pointer: func(*pcm.Substream) int { return c.be.Pointer() },
		HwFree:  func(*pcm.Substream) error { return c.be.HwFree() },
	})
	_ = irq.RequestIRQ(3, c.isr)
}
