// Package rwmutex embeds a mutex that its handler holds.
package rwmutex

import (
	"sync"

	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type chip struct {
	sync.RWMutex
	sub *pcm.Substream
}

func (c *chip) isr() {
	c.RLock()
	defer c.RUnlock()
	c.sub.PeriodElapsed()
}

func New(card *pcm.Card) {
	c := &chip{}
	c.sub = card.NewPCM("x", &pcm.Ops{
		Trigger:  func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.Lock(); defer c.Unlock(); return nil },
	})
	_ = irq.RequestIRQ(3, c.isr)
}
