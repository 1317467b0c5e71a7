// Package grouphwfree waits for its goroutine in HwFree by WaitGroup.Go and Wait.
package grouphwfree

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	wg  sync.WaitGroup
	sub *pcm.Substream
}

func (c *chip) trigger(_ *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.wg.Go(func() { c.sub.PeriodElapsed() })
	}
	return nil
}

func (c *chip) hwFree(*pcm.Substream) error {
	c.wg.Wait() // want `PCM003: Wait in HwFree of ops`
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	var ops = pcm.Ops{ // want `PCM002: ops has no SyncStop`
		Open:    func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  c.hwFree,
	}
	card.NewPCM("group", &ops)
}
