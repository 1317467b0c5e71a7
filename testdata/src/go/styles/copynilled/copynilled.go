// Package copynilled makes the ops of capture of those of playback, without their SyncStop.
package copynilled

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	subs []*pcm.Substream
	wg   sync.WaitGroup
}

func (c *chip) tickAll() {
	for _, s := range c.subs {
		c.wg.Add(1)
		go func(s *pcm.Substream) {
			defer c.wg.Done()
			s.PeriodElapsed()
		}(s)
	}
}

func New(card *pcm.Card) *chip {
	c := &chip{}
	play := &pcm.Ops{
		Trigger:  func(*pcm.Substream, pcm.Cmd) error { c.tickAll(); return nil },
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.wg.Wait(); return nil },
	}
	rec := *play // want `PCM002:`
	rec.SyncStop = nil
	c.subs = append(c.subs, card.NewPCM("p", play), card.NewPCM("r", &rec))
	return c
}
