// Package reentrant starts its timer again from itself and gates with a generation counter under a mutex.
package reentrant

import (
	"sync"
	"time"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	mu  sync.Mutex
	gen int
	sub *pcm.Substream
}

func (c *chip) arm(gen int) {
	time.AfterFunc(time.Millisecond, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.gen != gen {
			return
		}
		c.sub.PeriodElapsed()
		c.arm(gen)
	})
}

func New(card *pcm.Card) {
	c := &chip{}
	c.sub = card.NewPCM("x", &pcm.Ops{
		Trigger: func(_ *pcm.Substream, cmd pcm.Cmd) error {
			if cmd == pcm.Start {
				c.arm(c.gen)
			}
			return nil
		},
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.mu.Lock(); c.gen++; c.mu.Unlock(); return nil },
	})
}
