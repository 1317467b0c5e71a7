// Package oldatomic polls with the functions of sync/atomic in SyncStop.
package oldatomic

import (
	"runtime"
	"sync/atomic"

	pcm "example.com/gosound/optpcm"
)

type drv struct {
	busy int32
}

func (d *drv) Open(s *pcm.Stream) error { return nil }
func (d *drv) Trigger(s *pcm.Stream, start bool) error {
	atomic.AddInt32(&d.busy, 1)
	go func() { s.PeriodElapsed(); atomic.AddInt32(&d.busy, -1) }()
	return nil
}
func (d *drv) Pointer(*pcm.Stream) int    { return 0 }
func (d *drv) HwFree(s *pcm.Stream) error { return nil }
func (d *drv) SyncStop(s *pcm.Stream) error {
	for atomic.LoadInt32(&d.busy) != 0 {
		runtime.Gosched()
	}
	return nil
}

func New(c *pcm.Card) {
	d := &drv{}
	c.Register(d)
}
