// Package latestop tells its loop to end in SyncStop, and does not wait until it has.
package latestop

import (
	"time"

	"example.com/gosound/optpcm"
)

type driver struct { // want `PCM002: driver has a SyncStop that does not wait for it: \(\*driver\).run`
	quit chan struct{}
}

func (d *driver) Open(*optpcm.Stream) error   { d.quit = nil; return nil }
func (d *driver) Pointer(*optpcm.Stream) int  { return 0 }
func (d *driver) HwFree(*optpcm.Stream) error { return nil }

func (d *driver) Trigger(s *optpcm.Stream, start bool) error {
	if start {
		d.quit = make(chan struct{})
		go d.run(s, d.quit)
	}
	return nil
}

func (d *driver) run(s *optpcm.Stream, quit <-chan struct{}) {
	for {
		select {
		case <-time.After(time.Millisecond):
			s.PeriodElapsed()
		case <-quit:
			return
		}
	}
}

// SyncStop ends the loop of a stream that has been started.
func (d *driver) SyncStop(*optpcm.Stream) error {
	if d.quit == nil {
		return nil
	}
	close(d.quit)
	d.quit = nil
	return nil
}

// New makes the driver.
func New(card *optpcm.Card) { card.Register(&driver{}) }
