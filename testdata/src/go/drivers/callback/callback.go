// Package callback stores its handler where a device, which is not in sight, calls it.
package callback

import (
	pcm "example.com/gosound/structpcm"
	"example.com/gosound/usb"
)

// New makes the driver.
func New(card *pcm.Card) {
	var stream *pcm.Substream
	ops := pcm.Ops{ // want `PCM002: ops has no SyncStop`
		Open:    func(s *pcm.Substream) error { stream = s; return nil },
		Trigger: func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	}
	card.NewPCM("callback", &ops)
	urb := usb.NewURB()
	current = func() *pcm.Substream { return stream }
	urb.Complete = complete
}

var current func() *pcm.Substream

func complete() { current().PeriodElapsed() }
