// Package cancelloop has a loop that ends when Trigger cancels its context.
package cancelloop

import (
	"context"
	"time"

	"example.com/gosound/optpcm"
)

type driver struct { // want `PCM002: driver has no SyncStop: \(\*driver\).run, a goroutine`
	cancel context.CancelFunc
}

func (d *driver) Open(*optpcm.Stream) error   { return nil }
func (d *driver) Pointer(*optpcm.Stream) int  { return 0 }
func (d *driver) HwFree(*optpcm.Stream) error { return nil }

func (d *driver) Trigger(s *optpcm.Stream, start bool) error {
	if !start {
		d.cancel()
		return nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	d.cancel = cancel
	go d.run(ctx, s)
	return nil
}

func (d *driver) run(ctx context.Context, s *optpcm.Stream) {
	for ctx.Err() == nil {
		time.Sleep(time.Millisecond)
		s.PeriodElapsed()
	}
}

// New makes the driver.
func New(card *optpcm.Card) { card.Register(&driver{}) }
