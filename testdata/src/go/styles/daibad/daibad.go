// Package daibad is a value without fields on a generic library.
package daibad

import (
	"example.com/gosound/dai"
	"time"
)

type chip struct{ tick *time.Ticker }
type drv struct{} // want `PCM002: `

func (drv) HwParams(p *dai.PCM[*chip], rate int) error { p.Chip.tick = time.NewTicker(1); return nil }
func (drv) HwFree(p *dai.PCM[*chip]) error             { p.Chip.tick.Stop(); return nil }
func (drv) Trigger(p *dai.PCM[*chip], on bool) error {
	go func() {
		for range p.Chip.tick.C {
			p.PeriodElapsed()
		}
	}()
	return nil
}
func (drv) Pointer(p *dai.PCM[*chip]) int { return 0 }
func New() *dai.PCM[*chip]                { return dai.New(&chip{}, drv{}) }
