// Package parts has two drivers for a library in two packages.
package parts

import (
	"sync"

	"example.com/gosound/twopart"
	"example.com/gosound/twopart/stream"
)

type bad struct{} // want `PCM002:`

func (*bad) Pointer(*stream.Stream) int             { return 0 }
func (*bad) HwFree(*stream.Stream) error            { return nil }
func (*bad) Trigger(s *stream.Stream, _ bool) error { go s.PeriodElapsed(); return nil }

type good struct{ wg sync.WaitGroup }

func (*good) Pointer(*stream.Stream) int               { return 0 }
func (*good) HwFree(*stream.Stream) error              { return nil }
func (d *good) Trigger(s *stream.Stream, _ bool) error { d.wg.Go(s.PeriodElapsed); return nil }
func (d *good) SyncStop() error                        { d.wg.Wait(); return nil }

// New makes them.
func New() { twopart.Register(&bad{}); twopart.Register(&good{}) }
