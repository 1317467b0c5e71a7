// Package fanout has subscribers of a clock, one of which is a stream.
package fanout

import (
	"sync"
	"time"

	pcm "example.com/gosound/optpcm"
)

type clock struct {
	mu   sync.Mutex
	subs map[any]func(time.Time)
}

func (c *clock) Subscribe(k any, f func(time.Time)) {
	c.mu.Lock()
	c.subs[k] = f
	c.mu.Unlock()
}
func (c *clock) Unsubscribe(k any) { c.mu.Lock(); delete(c.subs, k); c.mu.Unlock() }
func (c *clock) run() {
	for t := range time.Tick(time.Millisecond) {
		c.mu.Lock()
		for _, f := range c.subs {
			f(t)
		}
		c.mu.Unlock()
	}
}

type drv struct{ c *clock }

func (d *drv) Open(s *pcm.Stream) error { return nil }
func (d *drv) Trigger(s *pcm.Stream, on bool) error {
	if on {
		d.c.Subscribe(d, func(time.Time) { s.PeriodElapsed() })
	}
	return nil
}
func (d *drv) Pointer(*pcm.Stream) int    { return 0 }
func (d *drv) HwFree(*pcm.Stream) error   { return nil }
func (d *drv) SyncStop(*pcm.Stream) error { d.c.Unsubscribe(d); return nil }

type bad struct{ c *clock } // want `PCM002:`

func (d *bad) Open(s *pcm.Stream) error { return nil }
func (d *bad) Trigger(s *pcm.Stream, on bool) error {
	if on {
		d.c.Subscribe(d, func(time.Time) { s.PeriodElapsed() })
	}
	return nil
}
func (d *bad) Pointer(*pcm.Stream) int  { return 0 }
func (d *bad) HwFree(*pcm.Stream) error { return nil }

func New(c *pcm.Card) {
	k := &clock{subs: map[any]func(time.Time){}}
	go k.run()
	c.Register(&drv{k})
	c.Register(&bad{k})
}
