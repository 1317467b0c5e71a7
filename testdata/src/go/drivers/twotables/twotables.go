// Package twotables has a playback direction that waits for its goroutine and a capture direction that has none.
package twotables

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	playback, capture *pcm.Substream
	wg                sync.WaitGroup
}

func (c *chip) openPlayback(s *pcm.Substream) error { c.playback = s; return nil }
func (c *chip) openCapture(s *pcm.Substream) error  { c.capture = s; return nil }
func (c *chip) pointer(*pcm.Substream) int          { return 0 }
func (c *chip) hwFree(*pcm.Substream) error         { return nil }

func (c *chip) triggerPlayback(_ *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.wg.Go(func() { c.playback.PeriodElapsed() })
	}
	return nil
}

func (c *chip) triggerCapture(*pcm.Substream, pcm.Cmd) error {
	c.capture.PeriodElapsed()
	return nil
}

func (c *chip) syncStop(*pcm.Substream) error { c.wg.Wait(); return nil }

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	playback := &pcm.Ops{Open: c.openPlayback, Trigger: c.triggerPlayback, Pointer: c.pointer, HwFree: c.hwFree, SyncStop: c.syncStop}
	capture := &pcm.Ops{Open: c.openCapture, Trigger: c.triggerCapture, Pointer: c.pointer, HwFree: c.hwFree}
	card.NewPCM("playback", playback)
	card.NewPCM("capture", capture)
}
