// Package drv has its group in what the library keeps for it.
package drv

import (
	"sync"

	"example.com/gosound/styles/private/core"
)

type voice struct {
	wg sync.WaitGroup
	s  *core.Substream
}

func open(s *core.Substream) error { s.SetPrivate(&voice{s: s}); return nil }
func trigger(s *core.Substream, _ int) error {
	v := s.Private().(*voice)
	v.wg.Go(v.s.PeriodElapsed)
	return nil
}
func pointer(*core.Substream) int  { return 0 }
func free(*core.Substream) error   { return nil }
func wait(s *core.Substream) error { s.Private().(*voice).wg.Wait(); return nil }
func waitFree(s *core.Substream) error {
	s.Private().(*voice).wg.Wait() // want `PCM003:`
	return nil
}

func New() {
	core.NewPCM("good", core.Ops{Open: open, Trigger: trigger, Pointer: pointer, HwFree: free, SyncStop: wait})
	core.NewPCM("bad", core.Ops{Open: open, Trigger: trigger, Pointer: pointer, HwFree: waitFree}) // want `PCM002:`
}
