// Package genericssync waits for its goroutine, which a generic helper starts.
package genericssync

import (
	"sync"

	pcm "example.com/gosound/genericpcm"
)

type group[T any] struct{ wg sync.WaitGroup }

func (g *group[T]) start(v T, f func(T)) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		f(v)
	}()
}

func (g *group[T]) join() { g.wg.Wait() }

type chip struct{ group group[*pcm.Substream[*chip]] }

func elapsed[T any](s *pcm.Substream[T]) { s.PeriodElapsed() }

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	pcm.Register(card, c, pcm.Ops[*chip]{
		Trigger: func(s *pcm.Substream[*chip], start bool) error {
			if start {
				c.group.start(s, elapsed[*chip])
			}
			return nil
		},
		Pointer:  func(*pcm.Substream[*chip]) int { return 0 },
		HwFree:   func(*pcm.Substream[*chip]) error { return nil },
		SyncStop: func(*pcm.Substream[*chip]) error { c.group.join(); return nil },
	})
}
