// Package alsairq embeds a driver that does nothing; the library is a stub.
package alsairq

import "example.com/gosound/alsa"

type Chip struct { // want `PCM001: `
	alsa.NopDriver
	st *alsa.Stream
}

func (c *Chip) HWFree(*alsa.Stream) error { return nil }
func (c *Chip) handler()                  { c.st.PeriodElapsed() }
func New() (*Chip, error) {
	c := &Chip{}
	st, err := alsa.Register("x", c)
	if err != nil {
		return nil, err
	}
	c.st = st
	if err := alsa.RequestIRQ(9, c.handler); err != nil {
		return nil, err
	}
	return c, nil
}
