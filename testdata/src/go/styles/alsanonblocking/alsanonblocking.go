// Package alsanonblocking looks into its channel without waiting.
package alsanonblocking

import (
	"example.com/gosound/alsa"
)

type Drv struct { // want `PCM002: `
	alsa.NopDriver
	done chan struct{}
}

func (d *Drv) Trigger(s *alsa.Stream, cmd int) error {
	d.done = make(chan struct{})
	go func() { s.PeriodElapsed(); close(d.done) }()
	return nil
}
func (d *Drv) SyncStop(s *alsa.Stream) error {
	select {
	case <-d.done:
	default:
	}
	return nil
}
func New() { alsa.MustRegister("x", &Drv{}) }
