// Package startflag has a group for its loop, which only SyncStop tells to end: waiting before would be for ever.
package startflag

import (
	"sync"
	"sync/atomic"
	"time"

	"example.com/gosound/optpcm"
)

type driver struct { // want `PCM002: driver has a SyncStop that does not wait for it: \(\*driver\).Trigger.func1`
	on    atomic.Bool
	loops sync.WaitGroup
}

func (d *driver) Open(*optpcm.Stream) error   { return nil }
func (d *driver) Pointer(*optpcm.Stream) int  { return 0 }
func (d *driver) HwFree(*optpcm.Stream) error { return nil }

func (d *driver) Trigger(s *optpcm.Stream, start bool) error {
	if start {
		d.on.Store(true)
		d.loops.Go(func() {
			for d.on.Load() {
				time.Sleep(time.Millisecond)
				s.PeriodElapsed()
			}
		})
	}
	return nil
}

// SyncStop tells the loop to end.
func (d *driver) SyncStop(*optpcm.Stream) error {
	d.on.Store(false)
	return nil // it ends some time
}

// New makes the driver.
func New(card *optpcm.Card) { card.Register(&driver{}) }
