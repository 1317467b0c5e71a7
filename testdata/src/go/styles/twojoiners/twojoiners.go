// Package twojoiners has two groups of one type of its own; one driver waits for the wrong one.
package twojoiners

import (
	"sync"

	pcm "example.com/gosound/ifacepcm"
)

type joiner struct{ wg sync.WaitGroup }

func (j *joiner) Go(f func()) {
	j.wg.Add(1)
	go func() {
		defer j.wg.Done()
		f()
	}()
}
func (j *joiner) Join() { j.wg.Wait() }

type bad struct { // want `PCM002:`
	pcm.Unimplemented
	play, log joiner
}

func (d *bad) Trigger(s *pcm.Substream, on bool) error {
	d.play.Go(func() { pcm.PeriodElapsed(s) })
	d.log.Go(func() { println("x") })
	return nil
}
func (d *bad) SyncStop(*pcm.Substream) error { d.log.Join(); return nil }

type good struct {
	pcm.Unimplemented
	play, log joiner
}

func (d *good) Trigger(s *pcm.Substream, on bool) error {
	d.play.Go(func() { pcm.PeriodElapsed(s) })
	d.log.Go(func() { println("x") })
	return nil
}
func (d *good) SyncStop(*pcm.Substream) error { d.play.Join(); return nil }

func New(c *pcm.Card) { pcm.New(c, &bad{}); pcm.New(c, &good{}) }
