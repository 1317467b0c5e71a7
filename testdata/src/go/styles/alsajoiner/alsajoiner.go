// Package alsajoiner joins through an embedded interface.
package alsajoiner

import (
	"example.com/gosound/alsa"
	"sync"
)

type joiner interface{ Join() }
type runner struct{ wg sync.WaitGroup }

func (r *runner) Run(f func()) { r.wg.Add(1); go func() { defer r.wg.Done(); f() }() }
func (r *runner) Join()        { r.wg.Wait() }

type Drv struct {
	alsa.NopDriver
	joiner
	r *runner
}

func (d *Drv) Trigger(s *alsa.Stream, cmd int) error { d.r.Run(s.PeriodElapsed); return nil }
func (d *Drv) SyncStop(*alsa.Stream) error           { d.Join(); return nil }
func New()                                           { r := &runner{}; alsa.Register("x", &Drv{r: r, joiner: r}) }
