// Package mutexunheld has a mutex that the handler lets go before PeriodElapsed.
package mutexunheld

import (
	"sync"

	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type chip struct {
	mu  sync.Mutex
	n   int
	sub *pcm.Substream
}

func (c *chip) isr() {
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
	c.sub.PeriodElapsed()
}

func New(card *pcm.Card) {
	c := &chip{}
	c.sub = card.NewPCM("x", &pcm.Ops{ // want `PCM001:`
		Trigger:  func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.mu.Lock(); c.n = 0; c.mu.Unlock(); return nil },
	})
	_ = irq.RequestIRQ(3, c.isr)
}
