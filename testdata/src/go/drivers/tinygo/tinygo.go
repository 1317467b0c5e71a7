// Package tinygo takes its interrupt as TinyGo drivers do.
package tinygo

import (
	"example.com/gosound/interrupt"
	pcm "example.com/gosound/structpcm"
)

var stream *pcm.Substream

var ops = pcm.Ops{ // want `PCM001: ops has no SyncStop: handle, an IRQ handler`
	Open:    func(s *pcm.Substream) error { stream = s; return nil },
	Trigger: func(*pcm.Substream, pcm.Cmd) error { return nil },
	Pointer: func(*pcm.Substream) int { return 0 },
	HwFree:  func(*pcm.Substream) error { return nil },
}

func handle(interrupt.Interrupt) { stream.PeriodElapsed() }

// New makes the driver.
func New(card *pcm.Card) {
	card.NewPCM("tinygo", &ops)
	interrupt.New(37, handle).Enable()
}
