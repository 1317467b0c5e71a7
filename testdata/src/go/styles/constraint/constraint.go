// Package constraint has a goroutine that is generic in what has a PeriodElapsed.
package constraint

import pcm "example.com/gosound/optpcm"

type elapser interface{ PeriodElapsed() }

func run[E elapser](e E, n int) {
	for range n {
		e.PeriodElapsed()
	}
}

type drv struct{} // want `PCM002:`

func (d *drv) Open(s *pcm.Stream) error            { return nil }
func (d *drv) Trigger(s *pcm.Stream, _ bool) error { go run(s, 4); return nil }
func (d *drv) Pointer(*pcm.Stream) int             { return 0 }
func (d *drv) HwFree(*pcm.Stream) error            { return nil }

type other struct{}

func (o other) PeriodElapsed() {}

type fine struct{}

func (d *fine) Open(s *pcm.Stream) error            { return nil }
func (d *fine) Trigger(s *pcm.Stream, _ bool) error { go run(other{}, 4); return nil }
func (d *fine) Pointer(*pcm.Stream) int             { return 0 }
func (d *fine) HwFree(*pcm.Stream) error            { return nil }

func New(c *pcm.Card) { c.Register(&drv{}); c.Register(&fine{}) }
