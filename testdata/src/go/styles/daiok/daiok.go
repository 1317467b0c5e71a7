// Package daiok waits by the generic chip of its library.
package daiok

import (
	"example.com/gosound/dai"
	"sync"
	"time"
)

type chip struct {
	tick *time.Ticker
	wg   sync.WaitGroup
	quit chan bool
}
type drv struct{}

func (drv) HwParams(p *dai.PCM[*chip], rate int) error { p.Chip.tick = time.NewTicker(1); return nil }
func (drv) HwFree(p *dai.PCM[*chip]) error             { return nil }
func (drv) Trigger(p *dai.PCM[*chip], on bool) error {
	p.Chip.wg.Go(func() {
		for {
			select {
			case <-p.Chip.tick.C:
				p.PeriodElapsed()
			case <-p.Chip.quit:
				return
			}
		}
	})
	return nil
}
func (drv) Pointer(p *dai.PCM[*chip]) int    { return 0 }
func (drv) SyncStop(p *dai.PCM[*chip]) error { close(p.Chip.quit); p.Chip.wg.Wait(); return nil }
func New() *dai.PCM[*chip]                   { return dai.New(&chip{}, drv{}) }
