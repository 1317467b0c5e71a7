// Package ctxdone waits in SyncStop for the context that it has just cancelled.
package ctxdone

import (
	"context"

	pcm "example.com/gosound/ifacepcm"
)

type drv struct { // want `PCM002:`
	pcm.Unimplemented
	ctx    context.Context
	cancel func()
}

func (d *drv) run(s *pcm.Substream) {
	for d.ctx.Err() == nil {
		pcm.PeriodElapsed(s)
	}
}
func (d *drv) Trigger(s *pcm.Substream, on bool) error {
	if on {
		d.ctx, d.cancel = context.WithCancel(context.Background())
		go d.run(s)
	}
	return nil
}
func (d *drv) SyncStop(*pcm.Substream) error {
	d.cancel()
	<-d.ctx.Done()
	return nil
}

func New(c *pcm.Card) { pcm.New(c, &drv{}) }
