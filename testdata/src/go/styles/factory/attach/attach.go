// Package attach registers with a generic function, and in a struct.
package attach

import "example.com/gosound/styles/factory/core"

type drv struct{} // want `PCM002:`

func (*drv) Open(core.Substream) error              { return nil }
func (*drv) HwFree(core.Substream) error            { return nil }
func (*drv) Trigger(s core.Substream, _ bool) error { go s.PeriodElapsed(); return nil }
func (*drv) Pointer(core.Substream) int             { return 0 }

type ok struct {
	drv
	done chan int
}

func (o *ok) Trigger(s core.Substream, _ bool) error {
	go func() { s.PeriodElapsed(); o.done <- 1 }()
	return nil
}
func (o *ok) SyncStop(core.Substream) error { <-o.done; return nil }

func New() { core.Attach(&drv{}); core.AttachPair(core.Pair{Playback: &ok{}, Capture: nil}) }
