// Package once hands functions to others that call them before they return.
package once

import (
	"slices"
	"sync"

	pcm "example.com/gosound/structpcm"
	"example.com/gosound/work"
)

type chip struct {
	first sync.Once
	marks []int
}

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd != pcm.Start {
		return nil
	}
	c.first.Do(func() { s.PeriodElapsed() })
	work.Each(1, func(int) { s.PeriodElapsed() })
	if slices.IndexFunc(c.marks, func(int) bool { s.PeriodElapsed(); return true }) < 0 {
		panic("no mark")
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{marks: []int{4, 8}}
	card.NewPCM("once", &pcm.Ops{
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	})
}
