// Package reexported knows only the package that re-exports its library.
package reexported

import (
	"sync"

	"example.com/gosound/styles/reexport/api"
)

type base struct{ wg sync.WaitGroup }

func (*base) HwParams(*api.Stream) error { return nil }
func (*base) HwFree(*api.Stream) error   { return nil }
func (*base) Pointer(*api.Stream) int    { return 0 }

type bad struct{ base } // want `PCM002:`

func (b *bad) Trigger(s *api.Stream, _ int) error { b.wg.Go(func() { api.Elapsed(s) }); return nil }

type good struct{ base }

func (b *good) Trigger(s *api.Stream, _ int) error { b.wg.Go(func() { api.Elapsed(s) }); return nil }
func (b *good) SyncStop(*api.Stream) error         { b.wg.Wait(); return nil }

var _ api.SyncStopper = (*good)(nil)

type viaengine struct{ bad } // want `PCM002:`

func Probe() {
	api.New(&bad{})
	api.New(&good{})
	var e api.Engine[int]
	e.Attach(&viaengine{})
}
