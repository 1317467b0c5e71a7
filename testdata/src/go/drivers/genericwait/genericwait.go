// Package genericwait tracks its goroutines in a generic type.
package genericwait

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type tracker[T any] struct{ wg sync.WaitGroup }

func (t *tracker[T]) run(f func(T), v T) {
	t.wg.Add(1)
	go func() {
		defer t.wg.Done()
		f(v)
	}()
}

func (t *tracker[T]) join() { t.wg.Wait() }

type chip struct{ tracker[*pcm.Substream] }

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.run(pcm.PeriodElapsed, s)
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("tracker", &pcm.Ops{
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.join(); return nil },
	})
}
