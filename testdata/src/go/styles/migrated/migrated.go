// Package migrated has a driver for each of two libraries: what one of them finds, the other one does not ask for.
package migrated

import (
	"sync"

	pcm "example.com/gosound/namepcm"
	"example.com/gosound/twopart"
	"example.com/gosound/twopart/stream"
)

type old struct{ wg sync.WaitGroup }

func (*old) Pointer(*pcm.Stream) int               { return 0 }
func (*old) HwFree(*pcm.Stream) error              { return nil }
func (d *old) Trigger(s *pcm.Stream, _ bool) error { d.wg.Go(s.PeriodElapsed); return nil }
func (d *old) SyncStop(*pcm.Stream) error          { d.wg.Wait(); return nil }

type moved struct{ wg sync.WaitGroup } // want `PCM002:`

func (*moved) Pointer(*stream.Stream) int               { return 0 }
func (*moved) HwFree(*stream.Stream) error              { return nil }
func (d *moved) Trigger(s *stream.Stream, _ bool) error { d.wg.Go(s.PeriodElapsed); return nil }

// SyncStop takes a stream, as in the library that the driver comes from.
func (d *moved) SyncStop(*stream.Stream) error { d.wg.Wait(); return nil }

// New makes them.
func New() { pcm.NewCard().Add(&old{}); twopart.Register(&moved{}) }
