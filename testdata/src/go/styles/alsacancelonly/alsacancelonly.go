// Package alsacancelonly cancels a context in SyncStop and does not wait for the group.
package alsacancelonly

import (
	"context"
	"example.com/gosound/alsa"
	"golang.org/x/sync/errgroup"
)

type Drv struct { // want `PCM002: `
	alsa.NopDriver
	g      *errgroup.Group
	cancel func()
}

func (d *Drv) Trigger(s *alsa.Stream, cmd int) error {
	ctx, cancel := context.WithCancel(context.Background())
	d.cancel = cancel
	d.g, ctx = errgroup.WithContext(ctx)
	d.g.Go(func() error {
		for ctx.Err() == nil {
			s.PeriodElapsed()
		}
		return nil
	})
	return nil
}
func (d *Drv) SyncStop(s *alsa.Stream) error {
	if d.cancel != nil {
		d.cancel()
	}
	return nil
}
func New() { alsa.Register("x", &Drv{}) }
