// Package sndregistry keeps its callbacks in a generic registry.
package sndregistry

import (
	"example.com/gosound/snd"
	"time"
)

type registry[K comparable] struct{ m map[K][]func() }

func (r *registry[K]) add(k K, f func()) { r.m[k] = append(r.m[k], f) }
func (r *registry[K]) run(k K) {
	for _, f := range r.m[k] {
		f()
	}
}
func Probe(card *snd.Card) {
	var ss *snd.Substream
	r := &registry[string]{m: map[string][]func(){}}
	r.add("p", func() { snd.PeriodElapsed(ss) })
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:    func(s *snd.Substream) error { ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error { time.AfterFunc(1, func() { r.run("p") }); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
