// Package daitrygo ranges over a ticker in an errgroup.
package daitrygo

import (
	"example.com/gosound/dai"
	"golang.org/x/sync/errgroup"
	"time"
)

type chip struct {
	g errgroup.Group
	t *time.Ticker
}
type ops struct{ *chip } // want `PCM002: `

func (o ops) HwParams(p *dai.PCM[*chip], rate int) error {
	o.t = time.NewTicker(time.Millisecond)
	return nil
}
func (o ops) HwFree(p *dai.PCM[*chip]) error { o.t.Stop(); return nil }
func (o ops) Trigger(p *dai.PCM[*chip], on bool) error {
	o.g.SetLimit(1)
	o.g.TryGo(func() error {
		for range o.t.C {
			p.PeriodElapsed()
		}
		return nil
	})
	return nil
}
func (o ops) Pointer(p *dai.PCM[*chip]) int { return 0 }
func New() *dai.PCM[*chip]                  { c := &chip{}; return dai.New[*chip](c, ops{c}) }
