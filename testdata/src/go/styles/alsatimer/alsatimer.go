// Package alsatimer stops a timer of a stub of a library.
package alsatimer

import "example.com/gosound/alsa"

type Chip struct { // want `PCM002: `
	alsa.NopDriver
	st *alsa.Stream
	t  *alsa.Timer
}

func (c *Chip) update()                     { c.st.PeriodElapsed() }
func (c *Chip) SyncStop(*alsa.Stream) error { c.t.Stop(); return nil }
func New() *Chip {
	c := &Chip{}
	c.st = alsa.MustRegister("x", c)
	c.t = alsa.NewTimer(c.update)
	return c
}
