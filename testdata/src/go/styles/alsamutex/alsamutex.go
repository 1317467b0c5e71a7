// Package alsamutex takes the mutex under which the goroutine works.
package alsamutex

import (
	"example.com/gosound/alsa"
	"sync"
)

type Drv struct {
	alsa.NopDriver
	mu sync.Mutex
	on bool
}

func (d *Drv) Trigger(s *alsa.Stream, cmd int) error { go d.play(s); return nil }
func (d *Drv) play(s *alsa.Stream) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.on {
		s.PeriodElapsed()
	}
}
func (d *Drv) SyncStop(*alsa.Stream) error { d.mu.Lock(); d.on = false; d.mu.Unlock(); return nil }
func New()                                 { alsa.Register("x", &Drv{}) }
