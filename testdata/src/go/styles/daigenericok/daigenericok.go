// Package daigenericok is generic and waits for a message that is sent at the end.
package daigenericok

import "example.com/gosound/dai"

type Loop[T any] struct{ stop, done chan struct{} }

func (l *Loop[T]) HwParams(p *dai.PCM[T], rate int) error { l.stop = make(chan struct{}); return nil }
func (l *Loop[T]) HwFree(p *dai.PCM[T]) error             { return nil }
func (l *Loop[T]) Trigger(p *dai.PCM[T], on bool) error {
	l.done = make(chan struct{})
	go l.run(p)
	return nil
}
func (l *Loop[T]) run(p *dai.PCM[T]) {
	defer func() { l.done <- struct{}{} }()
	for {
		select {
		case <-l.stop:
			return
		default:
			p.PeriodElapsed()
		}
	}
}
func (l *Loop[T]) Pointer(p *dai.PCM[T]) int    { return 0 }
func (l *Loop[T]) SyncStop(p *dai.PCM[T]) error { <-l.done; return nil }
func New() *dai.PCM[int]                        { return dai.New[int](0, &Loop[int]{}) }
