// Package triggerwait has drivers that wait in Trigger: some for what may be their caller.
package triggerwait

import (
	"sync"
	"time"

	pcm "example.com/gosound/namepcm"
)

type base struct{ s *pcm.Stream }

func (*base) Pointer(*pcm.Stream) int  { return 0 }
func (*base) HwFree(*pcm.Stream) error { return nil }

type joins struct {
	base
	quit chan struct{}
	wg   sync.WaitGroup
}

func (d *joins) Trigger(s *pcm.Stream, start bool) error {
	if !start {
		d.stop()
		return nil
	}
	d.quit = make(chan struct{})
	d.wg.Go(func() {
		for {
			select {
			case <-d.quit:
				return
			default:
				s.PeriodElapsed()
			}
		}
	})
	return nil
}

func (d *joins) stop() {
	close(d.quit)
	d.wg.Wait() // want `PCM004: Wait in Trigger of joins waits for \(\*joins\).Trigger.func1, which may be its caller`
}

func (d *joins) SyncStop(*pcm.Stream) error { d.wg.Wait(); return nil }

type receives struct {
	base
	gone chan struct{}
}

func (d *receives) Trigger(s *pcm.Stream, start bool) error {
	if !start {
		<-d.gone // want `PCM004: receiving here in Trigger of receives waits for`
		return nil
	}
	d.gone = make(chan struct{})
	go func() {
		defer close(d.gone)
		s.PeriodElapsed()
	}()
	return nil
}
func (d *receives) SyncStop(*pcm.Stream) error { <-d.gone; return nil }

// patient waits no longer than a second.
type patient struct{ receives }

func (d *patient) Trigger(s *pcm.Stream, start bool) error {
	if !start {
		select {
		case <-d.gone:
		case <-time.After(time.Second):
		}
		return nil
	}
	d.gone = make(chan struct{})
	go func() {
		defer close(d.gone)
		s.PeriodElapsed()
	}()
	return nil
}

// other waits for what ends no periods.
type other struct {
	base
	wg, log sync.WaitGroup
}

func (d *other) Trigger(s *pcm.Stream, start bool) error {
	if start {
		d.wg.Go(s.PeriodElapsed)
		d.log.Go(func() { println("started") })
	}
	d.log.Wait()
	return nil
}
func (d *other) SyncStop(*pcm.Stream) error { d.wg.Wait(); return nil }

// New makes them.
func New() {
	for _, o := range []pcm.Ops{&joins{}, &receives{}, &patient{}, &other{}} {
		pcm.NewCard().Add(o)
	}
}
