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

func New(c *pcm.Card) {
	pcm.New(c, &drv{sp: &group{}})
	pcm.New(c, &bad{sp: &group{}})
	pcm.New(c, &fine{sp: inline{}})
}
