// Package viaiface starts goroutines through an interface of its own.
package viaiface

import (
	"sync"

	pcm "example.com/gosound/ifacepcm"
)

type spawner interface {
	Spawn(func())
	Wait()
}

type group struct{ wg sync.WaitGroup }

func (g *group) Spawn(f func()) { g.wg.Add(1); go func() { defer g.wg.Done(); f() }() }
func (g *group) Wait()          { g.wg.Wait() }

type inline struct{}

func (inline) Spawn(f func()) { f() }
func (inline) Wait()          {}

type drv struct {
	pcm.Unimplemented
	sp spawner
}

func (d *drv) Trigger(s *pcm.Substream, _ bool) error {
	d.sp.Spawn(func() { pcm.PeriodElapsed(s) })
	return nil
}
func (d *drv) SyncStop(*pcm.Substream) error { d.sp.Wait(); return nil }

type bad struct { // want `PCM002:`
	pcm.Unimplemented
	sp spawner
}

func (d *bad) Trigger(s *pcm.Substream, _ bool) error {
	d.sp.Spawn(func() { pcm.PeriodElapsed(s) })
	return nil
}

type fine struct {
	pcm.Unimplemented
	sp spawner
}

func (d *fine) Trigger(s *pcm.Substream, _ bool) error {
	d.sp.Spawn(func() { pcm.PeriodElapsed(s) })
	return nil
}

// waiter is what a WaitGroup is to who waits.
type waiter interface{ Wait() }

type grouped struct {
	pcm.Unimplemented
	w waiter
}

func (d *grouped) Trigger(s *pcm.Substream, _ bool) error {
	var wg sync.WaitGroup
	d.w = &wg
	wg.Go(func() { pcm.PeriodElapsed(s) })
	return nil
}
func (d *grouped) SyncStop(*pcm.Substream) error { d.w.Wait(); return nil }

// empty waits for a group that its goroutine is not in.
type empty struct { // want `PCM002:`
	pcm.Unimplemented
	w waiter
}

func (d *empty) Trigger(s *pcm.Substream, _ bool) error {
	d.w = &sync.WaitGroup{}
	go pcm.PeriodElapsed(s)
	return nil
}
func (d *empty) SyncStop(*pcm.Substream) error { d.w.Wait(); return nil }

func New(c *pcm.Card) {
	pcm.New(c, &grouped{})
	pcm.New(c, &empty{})
	pcm.New(c, &drv{sp: &group{}})
	pcm.New(c, &bad{sp: &group{}})
	pcm.New(c, &fine{sp: inline{}})
}
