// Package tamago serves its interrupts as TamaGo drivers do, and names the interrupt to the library.
package tamago

import (
	"example.com/gosound/arm"
	pcm "example.com/gosound/structpcm"
)

// New makes the driver.
func New(card *pcm.Card) {
	var stream *pcm.Substream
	card.NewPCM("tamago", &pcm.Ops{
		Open:    func(s *pcm.Substream) error { stream = s; return nil },
		Trigger: func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	})
	card.SyncIRQ = arm.Timer
	arm.ServiceInterrupts(func() { stream.PeriodElapsed() })
}
