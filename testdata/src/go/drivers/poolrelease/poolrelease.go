// Package poolrelease lets its runner go in SyncStop, and does not wait for the job that it still does.
package poolrelease

import (
	"example.com/gosound/kit"
	"example.com/gosound/optpcm"
)

type driver struct{ runner *kit.Runner } // want `PCM002: driver has a SyncStop that does not wait for it`

func (d *driver) Open(*optpcm.Stream) error   { return nil }
func (d *driver) Pointer(*optpcm.Stream) int  { return 0 }
func (d *driver) HwFree(*optpcm.Stream) error { return nil }

func (d *driver) Trigger(s *optpcm.Stream, start bool) error {
	if start {
		d.runner = kit.NewRunner()
		d.runner.Run(s.PeriodElapsed)
	}
	return nil
}

// SyncStop lets the runner go.
func (d *driver) SyncStop(*optpcm.Stream) error {
	d.runner.Close()
	return nil
}

// New makes the driver.
func New(card *optpcm.Card) { card.Register(&driver{}) }
