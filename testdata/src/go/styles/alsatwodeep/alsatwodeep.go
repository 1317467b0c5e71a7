// Package alsatwodeep waits two calls below HwFree.
package alsatwodeep

import (
	"example.com/gosound/alsa"
)

type Drv struct { // want `PCM002: `
	alsa.NopDriver
	stopCh chan struct{}
	doneCh chan struct{}
}

func (d *Drv) Trigger(s *alsa.Stream, cmd int) error {
	if cmd == 1 {
		d.stopCh, d.doneCh = make(chan struct{}), make(chan struct{})
		go d.run(s)
	}
	return nil
}
func (d *Drv) run(s *alsa.Stream) {
	defer func() { close(d.doneCh) }()
	for {
		select {
		case <-d.stopCh:
			return
		default:
			s.PeriodElapsed()
		}
	}
}
func (d *Drv) join()                     { <-d.doneCh } // want `PCM003: `
func (d *Drv) stop()                     { close(d.stopCh); d.join() }
func (d *Drv) HWFree(*alsa.Stream) error { d.stop(); return nil }
func New()                               { alsa.MustRegister("x", &Drv{}) }
