// Package twoloops has a loop for each direction of one chip: waiting for all loops would wait for the other direction.
package twoloops

import (
	"sync/atomic"
	"time"

	pcm "example.com/gosound/structpcm"
)

type chip struct{ playing, capturing atomic.Bool }

func (c *chip) triggerPlayback(s *pcm.Substream, cmd pcm.Cmd) error {
	c.playing.Store(cmd == pcm.Start)
	if cmd == pcm.Start {
		go c.loop(s, &c.playing)
	}
	return nil
}

func (c *chip) triggerCapture(s *pcm.Substream, cmd pcm.Cmd) error {
	c.capturing.Store(cmd == pcm.Start)
	if cmd == pcm.Start {
		go c.loop(s, &c.capturing)
	}
	return nil
}

func (c *chip) loop(s *pcm.Substream, on *atomic.Bool) {
	for on.Load() {
		time.Sleep(time.Millisecond)
		s.PeriodElapsed()
	}
}

func (c *chip) pointer(*pcm.Substream) int  { return 0 }
func (c *chip) hwFree(*pcm.Substream) error { return nil }

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	playback := &pcm.Ops{Trigger: c.triggerPlayback, Pointer: c.pointer, HwFree: c.hwFree} // want `PCM002: playback has no SyncStop`
	capture := &pcm.Ops{Trigger: c.triggerCapture, Pointer: c.pointer, HwFree: c.hwFree}   // want `PCM002: capture has no SyncStop`
	card.NewPCM("playback", playback)
	card.NewPCM("capture", capture)
}
