// Package syncmaker makes its SyncStop functions with helpers, half of them of the wrong group.
package syncmaker

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

func waitFor(wg *sync.WaitGroup) func(*pcm.Substream) error {
	return func(*pcm.Substream) error {
		wg.Wait()
		return nil
	}
}

func ignoring(f func()) func(*pcm.Substream) error {
	return func(*pcm.Substream) error { f(); return nil }
}

type chip struct{ play, load sync.WaitGroup }

func (c *chip) trigger(s *pcm.Substream, _ pcm.Cmd) error {
	c.play.Go(s.PeriodElapsed)
	c.load.Go(func() {})
	return nil
}

func nop(*pcm.Substream) error   { return nil }
func pointer(*pcm.Substream) int { return 0 }

func New(card *pcm.Card) {
	c := &chip{}
	a := &pcm.Ops{Trigger: c.trigger, Pointer: pointer, HwFree: nop, SyncStop: waitFor(&c.play)}
	b := &pcm.Ops{Trigger: c.trigger, Pointer: pointer, HwFree: nop, SyncStop: waitFor(&c.load)} // want `PCM002:`
	x := &pcm.Ops{Trigger: c.trigger, Pointer: pointer, HwFree: nop, SyncStop: ignoring(c.play.Wait)}
	y := &pcm.Ops{Trigger: c.trigger, Pointer: pointer, HwFree: nop, SyncStop: ignoring(c.load.Wait)} // want `PCM002:`
	card.NewPCM("a", a)
	card.NewPCM("b", b)
	card.NewPCM("x", x)
	card.NewPCM("y", y)
}
