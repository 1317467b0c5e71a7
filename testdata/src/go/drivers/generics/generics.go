// Package generics is on the library with generic ops.
package generics

import (
	pcm "example.com/gosound/genericpcm"
	"example.com/gosound/irq"
)

type chip struct{ stream *pcm.Substream[*chip] }

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	ops := pcm.Ops[*chip]{ // want `PCM001: ops has no SyncStop`
		Trigger: func(*pcm.Substream[*chip], bool) error { return nil },
		Pointer: func(*pcm.Substream[*chip]) int { return 0 },
		HwFree:  func(*pcm.Substream[*chip]) error { return nil },
	}
	c.stream = pcm.Register(card, c, ops)
	irq.RequestIRQ(35, func() { c.stream.PeriodElapsed() })
}
