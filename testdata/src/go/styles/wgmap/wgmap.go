// Package wgmap has its groups in a map.
package wgmap

import (
	"sync"

	pcm "example.com/gosound/optpcm"
)

type drv struct {
	wgs map[string]*sync.WaitGroup
}

func (d *drv) Open(s *pcm.Stream) error { return nil }
func (d *drv) Trigger(s *pcm.Stream, start bool) error {
	d.wgs["play"].Go(s.PeriodElapsed)
	return nil
}
func (d *drv) Pointer(*pcm.Stream) int    { return 0 }
func (d *drv) HwFree(s *pcm.Stream) error { return nil }
func (d *drv) SyncStop(s *pcm.Stream) error {
	for _, w := range d.wgs {
		w.Wait()
	}
	return nil
}

func New(c *pcm.Card) {
	d := &drv{wgs: map[string]*sync.WaitGroup{"play": {}}}
	c.Register(d)
}
