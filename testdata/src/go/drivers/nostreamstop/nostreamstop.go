// Package nostreamstop has a SyncStop that takes no stream: the core does not find it.
package nostreamstop

import (
	"sync"

	"example.com/gosound/optpcm"
)

type driver struct { // want `PCM002: driver has no SyncStop`
	loops sync.WaitGroup
}

func (d *driver) Open(*optpcm.Stream) error   { return nil }
func (d *driver) Pointer(*optpcm.Stream) int  { return 0 }
func (d *driver) HwFree(*optpcm.Stream) error { return nil }

func (d *driver) Trigger(s *optpcm.Stream, start bool) error {
	if start {
		d.loops.Go(s.PeriodElapsed)
	}
	return nil
}

// SyncStop waits for the goroutines.
func (d *driver) SyncStop() { d.loops.Wait() }

// New makes the driver.
func New(card *optpcm.Card) { card.Register(&driver{}) }
