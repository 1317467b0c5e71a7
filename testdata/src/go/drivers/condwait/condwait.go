// Package condwait waits in SyncStop on a condition that its goroutine broadcasts.
package condwait

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	mu   sync.Mutex
	idle *sync.Cond
	busy int
}

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.mu.Lock()
		c.busy++
		c.mu.Unlock()
		go c.play(s)
	}
	return nil
}

func (c *chip) play(s *pcm.Substream) {
	s.PeriodElapsed()
	c.mu.Lock()
	c.busy--
	c.mu.Unlock()
	c.idle.Broadcast()
}

func (c *chip) syncStop(*pcm.Substream) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.busy > 0 {
		c.idle.Wait()
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	c.idle = sync.NewCond(&c.mu)
	card.NewPCM("cond", &pcm.Ops{
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: c.syncStop,
	})
}
