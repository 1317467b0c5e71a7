// Package facadevar uses the re-exported PeriodElapsed, a variable, and waits for its goroutine.
package facadevar

import (
	"sync"

	"example.com/gosound/facade"
)

type chip struct{ wg sync.WaitGroup }

// New makes the driver.
func New(card *facade.Card) {
	c := &chip{}
	good := &facade.Ops{
		Trigger:  c.trigger,
		Pointer:  func(*facade.Substream) int { return 0 },
		HwFree:   func(*facade.Substream) error { return nil },
		SyncStop: func(*facade.Substream) error { c.wg.Wait(); return nil },
	}
	bad := &facade.Ops{ // want `PCM002: bad has no SyncStop`
		Trigger: c.trigger,
		Pointer: func(*facade.Substream) int { return 0 },
		HwFree:  func(*facade.Substream) error { return nil },
	}
	card.NewPCM("good", good)
	card.NewPCM("bad", bad)
}

func (c *chip) trigger(s *facade.Substream, cmd facade.Cmd) error {
	if cmd == facade.Start {
		c.wg.Add(1)
		go func() {
			defer c.wg.Done()
			facade.Elapsed(s)
		}()
	}
	return nil
}
