// Package mixed has one object with two ops tables of method values, and its IRQ in a loop over channels.
package mixed

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type dir struct {
	sub  *pcm.Substream
	done chan struct{}
}

type chip struct {
	dirs [2]dir
	irqs []int
}

func (d *dir) open(s *pcm.Substream) error           { d.sub = s; return nil }
func (d *dir) trigger(*pcm.Substream, pcm.Cmd) error { return nil }
func (d *dir) pointer(*pcm.Substream) int            { return 0 }
func (d *dir) hwFree(*pcm.Substream) error           { return nil }
func (d *dir) isr()                                  { d.sub.PeriodElapsed() }
func (d *dir) ops() pcm.Ops {
	return pcm.Ops{Open: d.open, Trigger: d.trigger, Pointer: d.pointer, HwFree: d.hwFree} // want `PCM001:`
}

func New(card *pcm.Card, irqs ...int) {
	c := &chip{irqs: irqs}
	for i := range c.dirs {
		d := &c.dirs[i]
		o := d.ops()
		card.NewPCM("x", &o)
	}
	for i, n := range c.irqs {
		_ = irq.RequestIRQ(n, c.dirs[i].isr)
	}
}
