// Package alsawork initialises a work of a stub of a library.
package alsawork

import "example.com/gosound/alsa"

type Chip struct { // want `PCM002: `
	*alsa.NopDriver
	st *alsa.Stream
	w  alsa.Work
}

func (c *Chip) update() { c.st.PeriodElapsed() }
func New() *Chip {
	c := &Chip{NopDriver: &alsa.NopDriver{}}
	c.st = alsa.MustRegister("x", c)
	c.w.Init(c.update)
	alsa.RequestIRQ(9, c.w.Schedule)
	return c
}
