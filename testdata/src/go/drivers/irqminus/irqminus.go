// Package irqminus says that it has no interrupt, and has one.
package irqminus

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

var stream *pcm.Substream

var playback = pcm.Ops{ // want `PCM001: playback has no SyncStop`
	Open:    func(s *pcm.Substream) error { stream = s; return nil },
	Trigger: func(*pcm.Substream, pcm.Cmd) error { return nil },
	Pointer: func(*pcm.Substream) int { return 0 },
	HwFree:  func(*pcm.Substream) error { return nil },
}

// New makes the driver.
func New(card *pcm.Card) {
	card.SyncIRQ = -1
	card.NewPCM("minus", &playback)
	irq.RequestIRQ(14, func() { stream.PeriodElapsed() })
}
