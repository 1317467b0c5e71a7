// Package drv has three drivers on one loop: one joins it, one does so in HwFree, one only stops it.
package drv

import (
	pcm "example.com/gosound/optpcm"
	"example.com/gosound/styles/genericrunner/run"
)

type good struct{ l *run.Loop[*pcm.Stream] }

func (d *good) Open(s *pcm.Stream) error { d.l = run.New(s, (*pcm.Stream).PeriodElapsed); return nil }
func (d *good) Trigger(_ *pcm.Stream, on bool) error {
	if on {
		d.l.Start()
	} else {
		d.l.Stop()
	}
	return nil
}
func (d *good) Pointer(*pcm.Stream) int    { return 0 }
func (d *good) HwFree(*pcm.Stream) error   { return nil }
func (d *good) SyncStop(*pcm.Stream) error { d.l.Join(); return nil }

type bad struct{ l *run.Loop[*pcm.Stream] } // want `PCM002:`

func (d *bad) Open(s *pcm.Stream) error {
	d.l = run.New(s, func(s *pcm.Stream) { s.PeriodElapsed() })
	return nil
}
func (d *bad) Trigger(_ *pcm.Stream, on bool) error {
	if on {
		d.l.Start()
	} else {
		d.l.Stop()
	}
	return nil
}
func (d *bad) Pointer(*pcm.Stream) int  { return 0 }
func (d *bad) HwFree(*pcm.Stream) error { d.l.Join(); return nil } // want `PCM003:`

type bad2 struct{ l *run.Loop[*pcm.Stream] } // want `PCM002:`

func (d *bad2) Open(s *pcm.Stream) error { d.l = run.New(s, (*pcm.Stream).PeriodElapsed); return nil }
func (d *bad2) Trigger(_ *pcm.Stream, on bool) error {
	if on {
		d.l.Start()
	} else {
		d.l.Stop()
	}
	return nil
}
func (d *bad2) Pointer(*pcm.Stream) int    { return 0 }
func (d *bad2) HwFree(*pcm.Stream) error   { return nil }
func (d *bad2) SyncStop(*pcm.Stream) error { d.l.Stop(); return nil }

func New(c *pcm.Card) { c.Register(&good{}); c.Register(&bad{}); c.Register(&bad2{}) }
