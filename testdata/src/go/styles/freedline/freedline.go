// Package freedline frees its interrupt, which waits for the handler: in SyncStop, in HwFree, and that of another device.
package freedline

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/namepcm"
)

type base struct {
	s    *pcm.Stream
	line int
}

func (*base) Pointer(*pcm.Stream) int { return 0 }

func (d *base) Trigger(s *pcm.Stream, start bool) error {
	if start {
		d.s = s
		return irq.RequestIRQ(d.line, d.interrupt)
	}
	return nil
}
func (d *base) interrupt() { d.s.PeriodElapsed() }

type inStop struct{ base }

func (d *inStop) HwFree(*pcm.Stream) error   { return nil }
func (d *inStop) SyncStop(*pcm.Stream) error { irq.FreeIRQ(d.line); return nil }

type inFree struct{ base } // want `PCM001: inFree has no SyncStop`

func (d *inFree) HwFree(*pcm.Stream) error { irq.FreeIRQ(d.line); return nil } // want `PCM003: FreeIRQ in HwFree`

type ofOther struct { // want `PCM001: ofOther has a SyncStop that does not wait`
	base
	jack int
}

func (d *ofOther) HwFree(*pcm.Stream) error   { return nil }
func (d *ofOther) SyncStop(*pcm.Stream) error { irq.FreeIRQ(d.jack); return nil }

// inBoth waits in SyncStop already: HwFree gives the interrupt back.
type inBoth struct{ base }

func (d *inBoth) HwFree(*pcm.Stream) error   { irq.FreeIRQ(d.line); return nil }
func (d *inBoth) SyncStop(*pcm.Stream) error { irq.SynchronizeIRQ(d.line); return nil }

// New makes them.
func New() {
	for _, o := range []pcm.Ops{&inStop{base{line: 41}}, &inFree{base{line: 42}}, &inBoth{base{line: 43}}} {
		pcm.NewCard().Add(o)
	}
	d := &ofOther{jack: 45}
	d.line = 44
	_ = irq.RequestIRQ(d.jack, func() {})
	pcm.NewCard().Add(d)
}
