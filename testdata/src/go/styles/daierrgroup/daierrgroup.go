// Package daierrgroup waits for its errgroup and returns the error.
package daierrgroup

import (
	"example.com/gosound/dai"
	"golang.org/x/sync/errgroup"
	"time"
)

type chip struct {
	g errgroup.Group
	t *time.Ticker
	q chan bool
}
type ops struct{ *chip }

func (o ops) HwParams(p *dai.PCM[*chip], rate int) error {
	o.t = time.NewTicker(time.Millisecond)
	return nil
}
func (o ops) HwFree(p *dai.PCM[*chip]) error { o.t.Stop(); return nil }
func (o ops) Trigger(p *dai.PCM[*chip], on bool) error {
	o.g.Go(func() error {
		for {
			select {
			case <-o.t.C:
				p.PeriodElapsed()
			case <-o.q:
				return nil
			}
		}
	})
	return nil
}
func (o ops) Pointer(p *dai.PCM[*chip]) int    { return 0 }
func (o ops) SyncStop(p *dai.PCM[*chip]) error { close(o.q); return o.g.Wait() }
func New() *dai.PCM[*chip]                     { c := &chip{}; return dai.New[*chip](c, ops{c}) }
