// Package mutexsync waits in SyncStop by taking the lock that its timer function holds.
package mutexsync

import (
	"sync"
	"time"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	mu      sync.Mutex
	running bool
	sub     *pcm.Substream
}

func (c *chip) fire() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running {
		c.sub.PeriodElapsed()
	}
}

func (c *chip) trigger(_ *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.mu.Lock()
		c.running = true
		c.mu.Unlock()
		time.AfterFunc(time.Millisecond, c.fire)
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("timer", &pcm.Ops{
		Open:    func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.running = false
			return nil
		},
	})
}
