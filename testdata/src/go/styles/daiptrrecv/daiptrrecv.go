// Package daiptrrecv has SyncStop on the pointer and registers the value.
package daiptrrecv

import (
	"example.com/gosound/dai"
	"sync"
)

type chip struct{ wg sync.WaitGroup }
type drv struct{ n int } // want `PCM002: `

func (drv) HwParams(p *dai.PCM[*chip], rate int) error { return nil }
func (drv) HwFree(p *dai.PCM[*chip]) error             { return nil }
func (drv) Trigger(p *dai.PCM[*chip], on bool) error {
	p.Chip.wg.Go(func() { p.PeriodElapsed() })
	return nil
}
func (drv) Pointer(p *dai.PCM[*chip]) int     { return 0 }
func (*drv) SyncStop(p *dai.PCM[*chip]) error { p.Chip.wg.Wait(); return nil }
func New() *dai.PCM[*chip]                    { return dai.New(&chip{}, drv{}) }
