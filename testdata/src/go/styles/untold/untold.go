// Package untold has drivers of which nobody can tell from this code who ends their periods, or whether they are used.
package untold

import (
	"reflect"
	"sync"

	pcm "example.com/gosound/namepcm"
)

type base struct{}

func (*base) Pointer(*pcm.Stream) int  { return 0 }
func (*base) HwFree(*pcm.Stream) error { return nil }

// Board is a driver whose interrupt somebody else delivers.
type Board struct {
	base
	s *pcm.Stream
}

func (d *Board) Trigger(s *pcm.Stream, _ bool) error { d.s = s; return nil }

// Interrupt is for the board's package.
func (d *Board) Interrupt() { d.s.PeriodElapsed() }

type exported struct{ base }

var current *pcm.Stream

func (d *exported) Trigger(s *pcm.Stream, _ bool) error { current = s; return nil }

//export untoldTick
func untoldTick() { current.PeriodElapsed() }

type reflected struct {
	base
	s *pcm.Stream
}

func (d *reflected) Trigger(s *pcm.Stream, _ bool) error {
	d.s = s
	reflect.ValueOf(d.tick).Call(nil)
	return nil
}
func (d *reflected) tick() { d.s.PeriodElapsed() }

// handing has a handler that is handed out.
type handing struct {
	base
	s *pcm.Stream
}

func (d *handing) Trigger(s *pcm.Stream, _ bool) error { d.s = s; return nil }
func (d *handing) handler() func()                     { return d.s.PeriodElapsed }

// Handler returns the interrupt handler of a driver.
func Handler() func() {
	d := &handing{}
	d.s = pcm.NewCard().Add(d)
	return d.handler()
}

// half waits for its goroutine; who calls Late is not in sight, and SyncStop is taken to wait for it.
type half struct {
	base
	s  *pcm.Stream
	wg sync.WaitGroup
}

func (d *half) Trigger(s *pcm.Stream, _ bool) error { d.s = s; d.wg.Go(s.PeriodElapsed); return nil }
func (d *half) SyncStop(*pcm.Stream) error          { d.wg.Wait(); return nil }
func (d *half) Late()                               { d.s.PeriodElapsed() }

// quiet ends its periods in Trigger: there is nothing to tell.
type quiet struct{ base }

func (d *quiet) Trigger(s *pcm.Stream, _ bool) error { s.PeriodElapsed(); return nil }

// New makes them all.
func New() {
	for _, o := range []pcm.Ops{&Board{}, &exported{}, &reflected{}, &half{}, &quiet{}} {
		pcm.NewCard().Add(o)
	}
}
