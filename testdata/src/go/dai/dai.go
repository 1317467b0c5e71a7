// Package dai is a PCM library that is generic in the chip and asks for SyncStop by type assertion.
package dai

type PCM[T any] struct {
	Chip T
	drv  Ops[T]
}

type Ops[T any] interface {
	HwParams(p *PCM[T], rate int) error
	HwFree(p *PCM[T]) error
	Trigger(p *PCM[T], on bool) error
	Pointer(p *PCM[T]) int
}

type SyncStopper[T any] interface {
	SyncStop(p *PCM[T]) error
}

func New[T any](chip T, ops Ops[T]) *PCM[T] {
	p := &PCM[T]{Chip: chip, drv: ops}
	if s, ok := ops.(SyncStopper[T]); ok {
		_ = s
	}
	return p
}

func (p *PCM[T]) PeriodElapsed() { p.drv.Pointer(p) }
func (p *PCM[T]) free() error {
	if s, ok := p.drv.(SyncStopper[T]); ok {
		if err := s.SyncStop(p); err != nil {
			return err
		}
	}
	return p.drv.HwFree(p)
}
