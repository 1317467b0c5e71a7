// Package embedops has its ops embedded in a device, with more fields.
package embedops

import (
	"time"

	pcm "example.com/gosound/structpcm"
)

type dev struct {
	pcm.Ops
	name string
	sub  *pcm.Substream
}

func New(card *pcm.Card) {
	d := &dev{name: "d"} // want `PCM002:`
	d.Ops.Trigger = func(*pcm.Substream, pcm.Cmd) error {
		time.AfterFunc(time.Millisecond, func() { d.sub.PeriodElapsed() })
		return nil
	}
	d.Pointer = func(*pcm.Substream) int { return 0 }
	d.HwFree = func(*pcm.Substream) error { return nil }
	d.sub = card.NewPCM("x", &d.Ops)
}
