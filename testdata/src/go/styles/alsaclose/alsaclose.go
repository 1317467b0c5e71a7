// Package alsaclose closes a channel in SyncStop.
package alsaclose

import (
	"example.com/gosound/alsa"
)

type Drv struct { // want `PCM002: `
	alsa.NopDriver
	quit chan struct{}
}

func (d *Drv) Trigger(s *alsa.Stream, cmd int) error {
	d.quit = make(chan struct{})
	go func() {
		for {
			select {
			case <-d.quit:
				return
			default:
				s.PeriodElapsed()
			}
		}
	}()
	return nil
}
func (d *Drv) SyncStop(s *alsa.Stream) error { close(d.quit); return nil }
func New()                                   { alsa.MustRegister("x", &Drv{}) }
