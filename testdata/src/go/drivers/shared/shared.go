// Package shared has two tables that share a HwFree, which waits for the goroutine of both.
package shared

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct{ wg sync.WaitGroup }

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.wg.Add(1)
		go c.play(s)
	}
	return nil
}

func (c *chip) play(s *pcm.Substream) {
	defer c.wg.Done()
	s.PeriodElapsed()
}

func (c *chip) pointer(*pcm.Substream) int { return 0 }

func (c *chip) hwFree(*pcm.Substream) error {
	c.wg.Wait() // want `PCM003: Wait in HwFree of capture, playback`
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	playback := &pcm.Ops{ // want `PCM002: playback has no SyncStop`
		Trigger: c.trigger,
		Pointer: c.pointer,
		HwFree:  c.hwFree,
	}
	capture := &pcm.Ops{ // want `PCM002: capture has no SyncStop`
		Trigger: c.trigger,
		Pointer: c.pointer,
		HwFree:  c.hwFree,
	}
	card.NewPCM("playback", playback)
	card.NewPCM("capture", capture)
}
