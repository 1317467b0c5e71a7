// Package irqsetter names its interrupt by the setter, in another function than the request.
package irqsetter

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

var (
	stream *pcm.Substream
	ops    = pcm.Ops{
		Open:    func(s *pcm.Substream) error { stream = s; return nil },
		Trigger: func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	}
)

func interrupt() { pcm.PeriodElapsed(stream) }

func setup(card *pcm.Card) { card.SetSyncIRQ(13) }

// New makes the driver.
func New(card *pcm.Card) {
	card.NewPCM("setter", &ops)
	irq.RequestIRQ(13, interrupt)
	setup(card)
}
