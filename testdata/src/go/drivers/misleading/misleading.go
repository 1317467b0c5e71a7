// Package misleading has a PeriodElapsed of its own, which is not the library's.
package misleading

import (
	"sync/atomic"

	pcm "example.com/gosound/structpcm"
)

type meter struct{ n atomic.Int64 }

// PeriodElapsed counts.
func (m *meter) PeriodElapsed() { m.n.Add(1) }

type chip struct{ meter meter }

func (c *chip) trigger(*pcm.Substream, pcm.Cmd) error {
	go c.meter.PeriodElapsed()
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("misleading", &pcm.Ops{
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	})
}
