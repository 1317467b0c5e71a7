// Package sndworkerpoolok waits for the pool of its own.
package sndworkerpoolok

import (
	"example.com/gosound/snd"
	"sync"
)

type pool struct {
	jobs chan func()
	wg   sync.WaitGroup
}

func newPool(n int) *pool {
	p := &pool{jobs: make(chan func(), n)}
	for i := 0; i < n; i++ {
		go p.loop()
	}
	return p
}
func (p *pool) loop() {
	for j := range p.jobs {
		j()
		p.wg.Done()
	}
}
func (p *pool) do(f func()) { p.wg.Add(1); p.jobs <- f }
func (p *pool) wait()       { p.wg.Wait() }

type chip struct {
	ss *snd.Substream
	p  *pool
}

func Probe(card *snd.Card) {
	c := &chip{p: newPool(2)}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	ops := &snd.PCMOps{
		Open:     func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:   func(*snd.Substream) error { return nil },
		Trigger:  func(*snd.Substream, snd.TriggerCmd) error { c.p.do(func() { snd.PeriodElapsed(c.ss) }); return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error { c.p.wait(); return nil },
	}
	p.SetOps(snd.Playback, ops)
}
