// Package typeswitch tells its cookie from others in its handler.
package typeswitch

import (
	"example.com/gosound/snd"

	pcm "example.com/gosound/optpcm"
)

type drv struct { // want `PCM001:`
	s *pcm.Stream
}

func (d *drv) Open(s *pcm.Stream) error { d.s = s; return snd.RequestIRQ(3, isr, "x", d) }
func (d *drv) Trigger(s *pcm.Stream, start bool) error {

	return nil
}
func (d *drv) Pointer(*pcm.Stream) int    { return 0 }
func (d *drv) HwFree(s *pcm.Stream) error { return nil }

type other struct{ n int }

func isr(_ int, dev any) snd.IRQReturn {
	switch x := dev.(type) {
	case *drv:
		x.s.PeriodElapsed()
	case *other:
		x.n++
	}
	return snd.IRQHandled
}

func New(c *pcm.Card) {
	d := &drv{}
	c.Register(d)
}
