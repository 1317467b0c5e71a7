// Package earlyleave has goroutines that Trigger waits for: one in all cases, one only when it does not return before.
package earlyleave

import (
	"sync"

	pcm "example.com/gosound/namepcm"
)

type base struct{}

func (*base) Pointer(*pcm.Stream) int  { return 0 }
func (*base) HwFree(*pcm.Stream) error { return nil }

// stays waits in the branch that starts the goroutine.
type stays struct{ base }

func (d *stays) Trigger(s *pcm.Stream, start bool) error {
	if start {
		var wg sync.WaitGroup
		wg.Go(s.PeriodElapsed)
		wg.Wait()
	}
	return nil
}

// leaves returns when it has started the goroutine; only the stop waits.
type leaves struct { // want `PCM002: leaves has no SyncStop`
	base
	done chan struct{}
}

func (d *leaves) Trigger(s *pcm.Stream, start bool) error {
	if start {
		d.done = make(chan struct{})
		go d.run(s)
		return nil
	}
	<-d.done // want `PCM004:`
	return nil
}

func (d *leaves) run(s *pcm.Stream) {
	defer close(d.done)
	s.PeriodElapsed()
}

// New makes them.
func New() {
	pcm.NewCard().Add(&stays{})
	pcm.NewCard().Add(&leaves{})
}
