// Package alsaafterfunc calls the stop function of context.AfterFunc.
package alsaafterfunc

import (
	"context"
	"example.com/gosound/alsa"
)

type Drv struct { // want `PCM002: `
	alsa.NopDriver
	stop func() bool
}

func (d *Drv) Trigger(s *alsa.Stream, cmd int) error {
	d.stop = context.AfterFunc(context.TODO(), s.PeriodElapsed)
	return nil
}
func (d *Drv) SyncStop(s *alsa.Stream) error { d.stop(); return nil }
func New()                                   { alsa.Register("x", &Drv{}) }
