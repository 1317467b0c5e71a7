// Package twoclones makes two tables with one constructor; only one of them gets a SyncStop afterwards.
package twoclones

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct{ wg sync.WaitGroup }

func (c *chip) trigger(s *pcm.Substream, _ pcm.Cmd) error {
	c.wg.Add(1)
	go func() {
		defer c.wg.Done()
		s.PeriodElapsed()
	}()
	return nil
}

func (c *chip) ops() *pcm.Ops {
	return &pcm.Ops{ // want `PCM002:`
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	}
}

func New(card *pcm.Card) {
	c := &chip{}
	play := c.ops()
	play.SyncStop = func(*pcm.Substream) error { c.wg.Wait(); return nil }
	card.NewPCM("p", play)
	rec := c.ops()
	card.NewPCM("r", rec)
}
