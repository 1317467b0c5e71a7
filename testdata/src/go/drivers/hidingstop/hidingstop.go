// Package hidingstop has the SyncStop of its base, which does not wait for the goroutine that Trigger starts itself.
package hidingstop

import (
	"example.com/gosound/optbase"
	"example.com/gosound/optpcm"
)

type driver struct { // want `PCM002: driver has a SyncStop that does not wait for it`
	optbase.Base
	level int
}

func (d *driver) Pointer(*optpcm.Stream) int { return 0 }

func (d *driver) Trigger(s *optpcm.Stream, start bool) error {
	if start {
		d.Go(func() { d.level++ })
		go s.PeriodElapsed()
	}
	return nil
}

// New makes the driver.
func New(card *optpcm.Card) { card.Register(&driver{}) }
