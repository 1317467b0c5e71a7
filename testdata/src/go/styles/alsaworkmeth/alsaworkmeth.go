// Package alsaworkmeth cancels a work of a stub of a library.
package alsaworkmeth

import "example.com/gosound/alsa"

type Chip struct {
	alsa.NopDriver
	st *alsa.Stream
	w  *alsa.Work
}

func (c *Chip) update()                     { c.st.PeriodElapsed() }
func (c *Chip) SyncStop(*alsa.Stream) error { c.w.CancelSync(); return nil }
func New() *Chip {
	c := &Chip{}
	c.st = alsa.MustRegister("x", c)
	c.w = alsa.NewWork(c.update)
	return c
}
