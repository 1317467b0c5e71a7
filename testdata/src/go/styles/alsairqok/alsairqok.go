// Package alsairqok waits for its interrupt; the library is a stub.
package alsairqok

import "example.com/gosound/alsa"

type Chip struct {
	alsa.NopDriver
	st *alsa.Stream
}

func (c *Chip) SyncStop(*alsa.Stream) error { alsa.SynchronizeIRQ(9); return nil }
func (c *Chip) handler()                    { c.st.PeriodElapsed() }
func New() (*Chip, error) {
	c := &Chip{}
	st, err := alsa.Register("x", c)
	if err != nil {
		return nil, err
	}
	c.st = st
	return c, alsa.RequestIRQ(9, c.handler)
}
