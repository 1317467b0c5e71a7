// Package flows has drivers whose functions go through a package that knows nothing of them.
package flows

import (
	"time"

	"example.com/gosound/kit"
	pcm "example.com/gosound/namepcm"
)

type base struct{ s *pcm.Stream }

func (*base) Pointer(*pcm.Stream) int  { return 0 }
func (*base) HwFree(*pcm.Stream) error { return nil }

var drivers kit.Registry[pcm.Ops]

type registered struct{ base } // want `PCM002:`

func (d *registered) Trigger(s *pcm.Stream, _ bool) error { go s.PeriodElapsed(); return nil }

func init() { drivers.Register("registered", func() pcm.Ops { return &registered{} }) }

// Open makes a driver that is registered.
func Open(name string) *pcm.Stream { return pcm.NewCard().Add(drivers.Make(name)) }

var others kit.Registry[pcm.Ops]

type listed struct{ base } // want `PCM002:`

func (d *listed) Trigger(s *pcm.Stream, _ bool) error { go s.PeriodElapsed(); return nil }

// OpenAll makes all the others.
func OpenAll() {
	others.Register("listed", func() pcm.Ops { return &listed{} })
	for _, o := range others.All() {
		pcm.NewCard().Add(o)
	}
}

type retried struct{ base } // want `PCM002:`

func (d *retried) Trigger(s *pcm.Stream, _ bool) error { go s.PeriodElapsed(); return nil }

func probe() (*retried, error) { return &retried{}, nil }

func newRetried() {
	pcm.NewCard().Add(kit.Must(func() (*retried, error) { return kit.Retry(2, probe) }))
}

type lazy struct{ base } // want `PCM002:`

func (d *lazy) Trigger(s *pcm.Stream, _ bool) error { go s.PeriodElapsed(); return nil }

var later = kit.NewLazy(func() *lazy { return &lazy{} })

func newLazy() { pcm.NewCard().Add(later.Get()) }

// visited ends its periods before Trigger returns.
type visited struct{ base }

type job struct{ s *pcm.Stream }

func (j job) Run() { j.s.PeriodElapsed() }

func (d *visited) Trigger(s *pcm.Stream, _ bool) error {
	kit.DoAll(job{s}, job{s})
	kit.Call(s.PeriodElapsed)
	return nil
}

func newVisited() { pcm.NewCard().Add(&visited{}) }

type spawned struct{ base } // want `PCM002: .*Do, a goroutine`

func (d *spawned) Trigger(s *pcm.Stream, _ bool) error { kit.Spawn(job{s}); return nil }

func newSpawned() { pcm.NewCard().Add(&spawned{}) }

type run struct { // want `PCM002:`
	base
	r *kit.Runner
}

func (d *run) Trigger(s *pcm.Stream, _ bool) error { d.r.Run(s.PeriodElapsed); return nil }
func (d *run) SyncStop(*pcm.Stream) error          { d.r.Close(); return nil }

func newRun() { pcm.NewCard().Add(&run{r: kit.NewRunner()}) }

type runJoined struct {
	base
	r *kit.Runner
}

func (d *runJoined) Trigger(s *pcm.Stream, _ bool) error { d.r.Run(s.PeriodElapsed); return nil }
func (d *runJoined) SyncStop(*pcm.Stream) error          { d.r.Join(); return nil }

func newRunJoined() { pcm.NewCard().Add(&runJoined{r: kit.NewRunner()}) }

type runIdle struct {
	base
	r *kit.Runner
}

func (d *runIdle) Trigger(s *pcm.Stream, _ bool) error { d.r.Run(s.PeriodElapsed); return nil }
func (d *runIdle) SyncStop(*pcm.Stream) error          { d.r.Idle(); return nil }

func newRunIdle() { pcm.NewCard().Add(&runIdle{r: kit.NewRunner()}) }

type gated struct {
	base
	g kit.Gate
}

func (d *gated) Trigger(s *pcm.Stream, _ bool) error {
	d.g.Open()
	time.AfterFunc(1, func() {
		if d.g.Enter() {
			defer d.g.Leave()
			s.PeriodElapsed()
		}
	})
	return nil
}
func (d *gated) SyncStop(*pcm.Stream) error { d.g.Close(); return nil }

func newGated() { pcm.NewCard().Add(&gated{}) }

type barred struct { // want `PCM002:`
	base
	g kit.Gate
}

func (d *barred) Trigger(s *pcm.Stream, _ bool) error {
	d.g.Open()
	time.AfterFunc(1, func() {
		if d.g.Enter() {
			defer d.g.Leave()
			s.PeriodElapsed()
		}
	})
	return nil
}
func (d *barred) SyncStop(*pcm.Stream) error { d.g.Bar(); return nil }

func newBarred() { pcm.NewCard().Add(&barred{}) }

type peeked struct { // want `PCM002:`
	base
	g kit.Gate
}

func (d *peeked) Trigger(s *pcm.Stream, _ bool) error {
	d.g.Open()
	time.AfterFunc(1, func() {
		if d.g.Enter() {
			defer d.g.Leave()
			s.PeriodElapsed()
		}
	})
	return nil
}
func (d *peeked) SyncStop(*pcm.Stream) error { d.g.Peek(); return nil }

func newPeeked() { pcm.NewCard().Add(&peeked{}) }

type places struct {
	base
	p kit.Places
}

func (d *places) Trigger(s *pcm.Stream, _ bool) error {
	d.p.Take()
	go func() {
		defer d.p.Give()
		s.PeriodElapsed()
	}()
	return nil
}
func (d *places) SyncStop(*pcm.Stream) error { d.p.All(); return nil }

func newPlaces() { pcm.NewCard().Add(&places{p: make(kit.Places, 3)}) }
