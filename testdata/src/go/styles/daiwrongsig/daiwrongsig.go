// Package daiwrongsig has a SyncStop of another signature than the library asks for.
package daiwrongsig

import (
	"example.com/gosound/dai"
	"sync"
)

type chip struct{ wg sync.WaitGroup }
type drv struct{} // want `PCM002: `

func (drv) HwParams(p *dai.PCM[*chip], rate int) error { return nil }
func (drv) HwFree(p *dai.PCM[*chip]) error             { return nil }
func (drv) Trigger(p *dai.PCM[*chip], on bool) error {
	p.Chip.wg.Go(func() { p.PeriodElapsed() })
	return nil
}
func (drv) Pointer(p *dai.PCM[*chip]) int { return 0 }
func (drv) SyncStop(p *dai.PCM[*chip])    { p.Chip.wg.Wait() }
func New() *dai.PCM[*chip]                { return dai.New(&chip{}, drv{}) }
