// Package daigeneric is generic itself.
package daigeneric

import "example.com/gosound/dai"

type Loop[T any] struct{ stop chan struct{} } // want `PCM002: `

func (l *Loop[T]) HwParams(p *dai.PCM[T], rate int) error { l.stop = make(chan struct{}); return nil }
func (l *Loop[T]) HwFree(p *dai.PCM[T]) error             { close(l.stop); return nil }
func (l *Loop[T]) Trigger(p *dai.PCM[T], on bool) error   { go l.run(p); return nil }
func (l *Loop[T]) run(p *dai.PCM[T]) {
	for {
		select {
		case <-l.stop:
			return
		default:
			p.PeriodElapsed()
		}
	}
}
func (l *Loop[T]) Pointer(p *dai.PCM[T]) int { return 0 }
func New() *dai.PCM[int]                     { return dai.New[int](0, &Loop[int]{}) }
