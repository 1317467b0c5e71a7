// Package grouphwfreeother waits in HwFree for uploads that have nothing to do with the stream.
package grouphwfreeother

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct{ uploads sync.WaitGroup }

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	c.uploads.Add(1)
	go func() { c.uploads.Done() }()
	s.PeriodElapsed() // the position is known at once: no context
	return nil
}

func (c *chip) hwFree(*pcm.Substream) error {
	c.uploads.Wait()
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("group", &pcm.Ops{
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  c.hwFree,
	})
}
