// Package cancelled has goroutines that cancel a context when they end, and one whose context SyncStop cancels.
package cancelled

import (
	"context"
	"time"

	pcm "example.com/gosound/namepcm"
)

type base struct{}

func (*base) Pointer(*pcm.Stream) int { return 0 }

// ended waits for the context that its goroutine cancels.
type ended struct {
	base
	ctx context.Context
}

func (d *ended) Trigger(s *pcm.Stream, _ bool) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	d.ctx = context.WithValue(ctx, base{}, d)
	go func() {
		defer cancel()
		s.PeriodElapsed()
	}()
	return nil
}
func (d *ended) HwFree(*pcm.Stream) error   { return nil }
func (d *ended) SyncStop(*pcm.Stream) error { <-d.ctx.Done(); return nil }

// late waits for it in HwFree.
type late struct { // want `PCM002: late has no SyncStop`
	base
	ctx context.Context
}

func (d *late) Trigger(s *pcm.Stream, _ bool) error {
	ctx, cancel := context.WithCancel(context.Background())
	d.ctx = ctx
	go func() {
		s.PeriodElapsed()
		cancel()
	}()
	return nil
}
func (d *late) HwFree(*pcm.Stream) error { <-d.ctx.Done(); return nil } // want `PCM003:`

// early cancels before the period ends.
type early struct { // want `PCM002: early has a SyncStop that does not wait for it`
	base
	ctx context.Context
}

func (d *early) Trigger(s *pcm.Stream, _ bool) error {
	ctx, cancel := context.WithCancel(context.Background())
	d.ctx = ctx
	go func() {
		cancel()
		s.PeriodElapsed()
	}()
	return nil
}
func (d *early) HwFree(*pcm.Stream) error   { return nil }
func (d *early) SyncStop(*pcm.Stream) error { <-d.ctx.Done(); return nil }

// New makes them.
func New() {
	for _, o := range []pcm.Ops{&ended{}, &late{}, &early{}} {
		pcm.NewCard().Add(o)
	}
}
