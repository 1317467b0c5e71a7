// Package usbkill kills its transfer in SyncStop.
package usbkill

import (
	pcm "example.com/gosound/structpcm"
	"example.com/gosound/usb"
)

type chip struct {
	sub *pcm.Substream
	urb *usb.URB
}

func (c *chip) complete() { c.sub.PeriodElapsed() }

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{urb: usb.NewURB()}
	c.urb.Complete = c.complete
	card.NewPCM("usb", &pcm.Ops{
		Open:     func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger:  func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.urb.Kill(); return nil },
	})
}
