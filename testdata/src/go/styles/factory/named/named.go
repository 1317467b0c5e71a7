// Package named registers a function that makes its ops.
package named

import "example.com/gosound/styles/factory/core"

type drv struct{} // want `PCM002:`

func (*drv) Open(core.Substream) error              { return nil }
func (*drv) HwFree(core.Substream) error            { return nil }
func (*drv) Trigger(s core.Substream, _ bool) error { go s.PeriodElapsed(); return nil }
func (*drv) Pointer(core.Substream) int             { return 0 }

func newDrv() core.Ops { return new(drv) }

func init() { core.RegisterDriver("drv", newDrv) }
