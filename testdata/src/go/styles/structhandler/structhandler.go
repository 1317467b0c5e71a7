// Package structhandler registers an object with an interface method as handler.
package structhandler

import (
	pcm "example.com/gosound/optpcm"
)

type Handler interface{ ServeIRQ(n int) }

func RequestIRQ(n int, h Handler) { table[n] = h }

var table = map[int]Handler{}

func init() {
	go func() {
		for {
			for n, h := range table {
				h.ServeIRQ(n)
			}
		}
	}()
}

type drv struct{ s *pcm.Stream } // want `PCM001:`

func (d *drv) Open(s *pcm.Stream) error        { d.s = s; return nil }
func (d *drv) Trigger(*pcm.Stream, bool) error { return nil }
func (d *drv) Pointer(*pcm.Stream) int         { return 0 }
func (d *drv) HwFree(*pcm.Stream) error        { return nil }
func (d *drv) ServeIRQ(int)                    { d.s.PeriodElapsed() }

func New(c *pcm.Card) {
	d := &drv{}
	RequestIRQ(3, d)
	c.Register(d)
}
