// Package startdone starts two goroutines with one helper; each gives a channel of its own that is closed at the end.
package startdone

import pcm "example.com/gosound/ifacepcm"

func start(f func()) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	return done
}

type good struct {
	pcm.Unimplemented
	done <-chan struct{}
}

func (d *good) Trigger(s *pcm.Substream, on bool) error {
	d.done = start(func() { pcm.PeriodElapsed(s) })
	return nil
}
func (d *good) SyncStop(*pcm.Substream) error { <-d.done; return nil }

type bad struct { // want `PCM002:`
	pcm.Unimplemented
	done, log <-chan struct{}
}

func (d *bad) Trigger(s *pcm.Substream, on bool) error {
	d.done = start(func() { pcm.PeriodElapsed(s) })
	d.log = start(func() { println("trigger") })
	return nil
}
func (d *bad) SyncStop(*pcm.Substream) error { <-d.log; return nil }

func New(c *pcm.Card) { pcm.New(c, &good{}); pcm.New(c, &bad{}) }
