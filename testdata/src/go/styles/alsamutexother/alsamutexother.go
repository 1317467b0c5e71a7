// Package alsamutexother takes a mutex that the goroutine does not hold.
package alsamutexother

import (
	"example.com/gosound/alsa"
	"sync"
)

type Drv struct { // want `PCM002: `
	alsa.NopDriver
	mu sync.Mutex
	on bool
}

func (d *Drv) Trigger(s *alsa.Stream, cmd int) error { go d.play(s); return nil }
func (d *Drv) play(s *alsa.Stream)                   { s.PeriodElapsed() }
func (d *Drv) SyncStop(*alsa.Stream) error           { d.mu.Lock(); d.on = false; d.mu.Unlock(); return nil }
func New()                                           { alsa.Register("x", &Drv{}) }
