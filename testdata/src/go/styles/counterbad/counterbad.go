// Package counterbad counts its goroutines, and does not wait until there are none.
package counterbad

import (
	"sync"

	pcm "example.com/gosound/optpcm"
)

type drv struct { // want `PCM002:`
	mu sync.Mutex
	n  int
}

func (d *drv) Open(s *pcm.Stream) error { return nil }
func (d *drv) Trigger(s *pcm.Stream, start bool) error {
	d.mu.Lock()
	d.n++
	d.mu.Unlock()
	go d.one(s)
	return nil
}
func (d *drv) Pointer(*pcm.Stream) int    { return 0 }
func (d *drv) HwFree(s *pcm.Stream) error { return nil }
func (d *drv) SyncStop(s *pcm.Stream) error {
	d.mu.Lock()
	n := d.n
	d.mu.Unlock()
	println(n)
	return nil
}
func (d *drv) one(s *pcm.Stream) { defer d.leave(); s.PeriodElapsed() }
func (d *drv) leave()            { d.mu.Lock(); defer d.mu.Unlock(); d.n-- }

func New(c *pcm.Card) {
	d := &drv{}
	c.Register(d)
}
