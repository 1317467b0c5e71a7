// Package synchronous calls PeriodElapsed only from Trigger and Pointer, and from helpers that call before they return.
package synchronous

import (
	"sync"

	pcm "example.com/gosound/structpcm"
	"example.com/gosound/work"
)

type chip struct {
	once sync.Once
	sub  *pcm.Substream
}

func (c *chip) elapsed(int) { c.sub.PeriodElapsed() }

func (c *chip) trigger(*pcm.Substream, pcm.Cmd) error {
	c.once.Do(func() { c.elapsed(0) })
	work.Each(2, c.elapsed)
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("synchronous", &pcm.Ops{
		Open:    func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { c.sub.PeriodElapsed(); return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	})
}
