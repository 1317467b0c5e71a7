// Package prepared waits for its goroutine in Prepare, which is early enough for a restart and too early for the end.
package prepared

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct{ wg sync.WaitGroup }

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.wg.Add(1)
		go func() {
			defer c.wg.Done()
			s.PeriodElapsed()
		}()
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("prepared", &pcm.Ops{ // want `PCM002: pcm.Ops{...} has no SyncStop`
		Prepare: func(*pcm.Substream) error { c.wg.Wait(); return nil },
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	})
}
