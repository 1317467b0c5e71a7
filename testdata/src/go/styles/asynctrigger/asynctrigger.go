// Package asynctrigger calls its own Trigger in a goroutine.
package asynctrigger

import pcm "example.com/gosound/optpcm"

type drv struct{} // want `PCM002:`

func (d *drv) Open(s *pcm.Stream) error { return nil }
func (d *drv) Trigger(s *pcm.Stream, start bool) error {
	if start {
		go d.Trigger(s, false)
	} else {
		s.PeriodElapsed()
	}
	return nil
}
func (d *drv) Pointer(*pcm.Stream) int    { return 0 }
func (d *drv) HwFree(s *pcm.Stream) error { return nil }

// New makes the driver.
func New(c *pcm.Card) {
	d := &drv{}
	c.Register(d)
}
