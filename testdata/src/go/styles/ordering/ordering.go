// Package ordering has drivers that wait for a signal or a lock, which means something only in the right order.
package ordering

import (
	"sync"

	pcm "example.com/gosound/namepcm"
)

type base struct{}

func (*base) Pointer(*pcm.Stream) int  { return 0 }
func (*base) HwFree(*pcm.Stream) error { return nil }

type closedFirst struct { // want `PCM002:`
	base
	started chan struct{}
}

func (d *closedFirst) Trigger(s *pcm.Stream, _ bool) error {
	d.started = make(chan struct{})
	go func() {
		close(d.started)
		s.PeriodElapsed()
	}()
	return nil
}
func (d *closedFirst) SyncStop(*pcm.Stream) error { <-d.started; return nil }

type doneFirst struct { // want `PCM002:`
	base
	wg sync.WaitGroup
}

func (d *doneFirst) Trigger(s *pcm.Stream, _ bool) error {
	d.wg.Add(1)
	go d.run(s)
	return nil
}
func (d *doneFirst) run(s *pcm.Stream) {
	d.running()
	s.PeriodElapsed()
}
func (d *doneFirst) running()                   { d.wg.Done() }
func (d *doneFirst) SyncStop(*pcm.Stream) error { d.wg.Wait(); return nil }

type closedOnLeaving struct {
	base
	quit, gone chan struct{}
}

func (d *closedOnLeaving) Trigger(s *pcm.Stream, start bool) error {
	if !start {
		close(d.quit)
		return nil
	}
	d.quit, d.gone = make(chan struct{}), make(chan struct{})
	go func() {
		for {
			select {
			case <-d.quit:
				close(d.gone)
				return
			default:
				s.PeriodElapsed()
			}
		}
	}()
	return nil
}
func (d *closedOnLeaving) SyncStop(*pcm.Stream) error { <-d.gone; return nil }

type closedOther struct { // want `PCM002:`
	base
	a, b chan struct{}
}

func (d *closedOther) Trigger(s *pcm.Stream, _ bool) error {
	d.a, d.b = make(chan struct{}), make(chan struct{})
	go func() {
		defer close(d.a)
		s.PeriodElapsed()
	}()
	go func() { close(d.b) }()
	return nil
}
func (d *closedOther) SyncStop(*pcm.Stream) error { <-d.b; return nil }

type lockHandedOver struct {
	base
	busy sync.Mutex
}

func (d *lockHandedOver) Trigger(s *pcm.Stream, _ bool) error {
	d.busy.Lock()
	go func() {
		s.PeriodElapsed()
		d.busy.Unlock()
	}()
	return nil
}
func (d *lockHandedOver) SyncStop(*pcm.Stream) error {
	d.busy.Lock()
	d.busy.Unlock()
	return nil
}

type lockLetGo struct { // want `PCM002:`
	base
	busy sync.Mutex
}

func (d *lockLetGo) Trigger(s *pcm.Stream, _ bool) error {
	d.busy.Lock()
	go func() {
		d.busy.Unlock()
		s.PeriodElapsed()
	}()
	return nil
}
func (d *lockLetGo) SyncStop(*pcm.Stream) error {
	d.busy.Lock()
	d.busy.Unlock()
	return nil
}

type lockTried struct { // want `PCM002:`
	base
	busy sync.Mutex
}

func (d *lockTried) Trigger(s *pcm.Stream, _ bool) error {
	go func() {
		d.busy.Lock()
		defer d.busy.Unlock()
		s.PeriodElapsed()
	}()
	return nil
}
func (d *lockTried) SyncStop(*pcm.Stream) error {
	if d.busy.TryLock() {
		d.busy.Unlock()
	}
	return nil
}

type readers struct { // want `PCM002:`
	base
	busy sync.RWMutex
}

func (d *readers) Trigger(s *pcm.Stream, _ bool) error {
	go func() {
		d.busy.RLock()
		defer d.busy.RUnlock()
		s.PeriodElapsed()
	}()
	return nil
}
func (d *readers) SyncStop(*pcm.Stream) error {
	d.busy.RLock()
	d.busy.RUnlock()
	return nil
}

// placeKept keeps its place in the channel until its period has ended.
type placeKept struct {
	base
	place chan struct{}
}

func (d *placeKept) Trigger(s *pcm.Stream, _ bool) error {
	go func() {
		d.place <- struct{}{}
		s.PeriodElapsed()
		<-d.place
	}()
	return nil
}
func (d *placeKept) SyncStop(*pcm.Stream) error {
	d.place <- struct{}{}
	<-d.place
	return nil
}

// placeLetGo gives it back before.
type placeLetGo struct { // want `PCM002:`
	base
	place chan struct{}
}

func (d *placeLetGo) Trigger(s *pcm.Stream, _ bool) error {
	go func() {
		d.place <- struct{}{}
		<-d.place
		s.PeriodElapsed()
	}()
	return nil
}
func (d *placeLetGo) SyncStop(*pcm.Stream) error {
	d.place <- struct{}{}
	<-d.place
	return nil
}

// New makes them all.
func New() {
	for _, o := range []pcm.Ops{&closedFirst{}, &doneFirst{}, &closedOnLeaving{}, &closedOther{}, &lockHandedOver{}, &lockLetGo{}, &lockTried{}, &readers{},
		&placeKept{place: make(chan struct{}, 1)}, &placeLetGo{place: make(chan struct{}, 1)}} {
		pcm.NewCard().Add(o)
	}
}
