// Package flagloop has a loop that goes on while a flag is set, which Trigger sets and clears.
package flagloop

import (
	"sync/atomic"
	"time"

	"example.com/gosound/optpcm"
)

type driver struct { // want `PCM002: driver has no SyncStop: \(\*driver\).run, a goroutine`
	running atomic.Bool
}

func (d *driver) Open(*optpcm.Stream) error   { return nil }
func (d *driver) Pointer(*optpcm.Stream) int  { return 0 }
func (d *driver) HwFree(*optpcm.Stream) error { return nil }

func (d *driver) Trigger(s *optpcm.Stream, start bool) error {
	d.running.Store(start)
	if start {
		go d.run(s)
	}
	return nil
}

func (d *driver) run(s *optpcm.Stream) {
	for d.running.Load() {
		time.Sleep(time.Millisecond)
		s.PeriodElapsed()
	}
}

// New makes the driver.
func New(card *optpcm.Card) { card.Register(&driver{}) }
