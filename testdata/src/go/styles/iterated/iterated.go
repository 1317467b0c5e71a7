// Package iterated has drivers that are registered in loops over iterators.
package iterated

import (
	"iter"
	"maps"
	"slices"
	"time"

	"example.com/gosound/kit"
	pcm "example.com/gosound/namepcm"
)

type base struct{}

func (*base) Pointer(*pcm.Stream) int  { return 0 }
func (*base) HwFree(*pcm.Stream) error { return nil }

type tracked struct {
	base
	t kit.Tracker
}

func (d *tracked) Trigger(s *pcm.Stream, _ bool) error {
	time.AfterFunc(1, d.t.Track(s.PeriodElapsed))
	return nil
}
func (d *tracked) SyncStop(*pcm.Stream) error { d.t.Settle(); return nil }

type asked struct { // want `PCM002:`
	base
	t kit.Tracker
}

func (d *asked) Trigger(s *pcm.Stream, _ bool) error {
	time.AfterFunc(1, d.t.Track(s.PeriodElapsed))
	return nil
}
func (d *asked) SyncStop(*pcm.Stream) error { d.t.Settled(); return nil }

type mapped struct{ base } // want `PCM002:`

func (d *mapped) Trigger(s *pcm.Stream, _ bool) error { go s.PeriodElapsed(); return nil }

type yielded struct{ base } // want `PCM002:`

func (d *yielded) Trigger(s *pcm.Stream, _ bool) error { go s.PeriodElapsed(); return nil }

func drivers() iter.Seq[pcm.Ops] {
	return func(yield func(pcm.Ops) bool) { yield(&yielded{}) }
}

// New makes them all.
func New() {
	for o := range slices.Values([]pcm.Ops{&tracked{}, &asked{}}) {
		pcm.NewCard().Add(o)
	}
	for _, o := range slices.Collect(maps.Values(map[string]pcm.Ops{"mapped": &mapped{}})) {
		pcm.NewCard().Add(o)
	}
	for o := range drivers() {
		pcm.NewCard().Add(o)
	}
}
