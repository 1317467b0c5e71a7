// Package anonymous decorates a driver with structs that have no name: one hides its SyncStop, the other one promotes it.
package anonymous

import (
	"sync"

	pcm "example.com/gosound/namepcm"
)

type decorated struct{ wg sync.WaitGroup }

func (*decorated) Pointer(*pcm.Stream) int               { return 0 }
func (*decorated) HwFree(*pcm.Stream) error              { return nil }
func (d *decorated) Trigger(s *pcm.Stream, _ bool) error { d.wg.Go(s.PeriodElapsed); return nil }
func (d *decorated) SyncStop(*pcm.Stream) error          { d.wg.Wait(); return nil }

func New() {
	pcm.NewCard().Add(struct { // want `PCM002:`
		pcm.Ops
		level int
	}{&decorated{}, 1})
	pcm.NewCard().Add(struct {
		*decorated
		level int
	}{&decorated{}, 1})
}
