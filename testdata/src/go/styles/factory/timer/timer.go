// Package timer waits with a function of the library of whose body there is nothing to see.
package timer

import "example.com/gosound/styles/factory/core"

type good struct{ t *core.Timer }

func (d *good) Open(s core.Substream) error { d.t = core.NewTimer(s.PeriodElapsed); return nil }
func (*good) HwFree(core.Substream) error   { return nil }
func (d *good) Trigger(s core.Substream, _ bool) error {
	d.t.Arm(1)
	return nil
}
func (*good) Pointer(core.Substream) int      { return 0 }
func (d *good) SyncStop(core.Substream) error { d.t.StopSync(); return nil }

type bad struct{ t *core.Timer } // want `PCM002:`

func (d *bad) Open(s core.Substream) error { d.t = core.NewTimer(s.PeriodElapsed); return nil }
func (*bad) HwFree(core.Substream) error   { return nil }
func (d *bad) Trigger(s core.Substream, _ bool) error {
	d.t.Arm(1)
	return nil
}
func (*bad) Pointer(core.Substream) int      { return 0 }
func (d *bad) SyncStop(core.Substream) error { d.t.Stop(); return nil }

func New() { core.Attach(&good{}); core.Attach(&bad{}) }
