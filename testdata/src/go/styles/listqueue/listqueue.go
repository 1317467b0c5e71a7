// Package listqueue keeps what to do in a list of the standard library.
package listqueue

import (
	"container/list"
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	mu sync.Mutex
	q  *list.List
}

func (c *chip) worker() {
	for {
		c.mu.Lock()
		e := c.q.Front()
		if e != nil {
			c.q.Remove(e)
		}
		c.mu.Unlock()
		if e != nil {
			e.Value.(func())()
		}
	}
}

func New(card *pcm.Card) {
	c := &chip{q: list.New()}
	go c.worker()
	card.NewPCM("x", &pcm.Ops{ // want `PCM002:`
		Trigger: func(s *pcm.Substream, _ pcm.Cmd) error {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.q.PushBack(func() { s.PeriodElapsed() })
			return nil
		},
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	})
}
