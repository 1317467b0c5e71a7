// Package supervisor waits in SyncStop for a supervisor that itself waits for the goroutine.
package supervisor

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	wg   sync.WaitGroup
	idle chan struct{}
}

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd != pcm.Start {
		return nil
	}
	c.idle = make(chan struct{})
	c.wg.Add(1)
	go func() {
		defer c.wg.Done()
		s.PeriodElapsed()
	}()
	go c.supervise(c.idle)
	return nil
}

func (c *chip) supervise(idle chan struct{}) {
	c.wg.Wait()
	close(idle)
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("supervisor", &pcm.Ops{
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { <-c.idle; return nil },
	})
}
