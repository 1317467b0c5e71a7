// Package genericpcm is a PCM library whose ops are generic in the driver's own type.
package genericpcm

import "example.com/gosound/engine"

// Ops are the callbacks of a driver of type T.
type Ops[T any] struct {
	Open     func(*Substream[T]) error
	Trigger  func(*Substream[T], bool) error
	Pointer  func(*Substream[T]) int
	HwFree   func(*Substream[T]) error
	SyncStop func(*Substream[T]) error
}

// Card is a sound card.
type Card struct{ engine.Card }

// NewCard makes a card.
func NewCard() *Card { return &Card{} }

// Substream is a stream of a driver of type T.
type Substream[T any] struct {
	stream *engine.Stream
	Driver T
}

// PeriodElapsed tells the core that a period has been played.
func (s *Substream[T]) PeriodElapsed() { s.stream.Tick() }

// Register registers a driver with its ops.
func Register[T any](c *Card, d T, ops Ops[T]) *Substream[T] {
	s := &Substream[T]{Driver: d}
	bind := func(f func(*Substream[T]) error) func() error {
		if f == nil {
			return nil
		}
		return func() error { return f(s) }
	}
	s.stream = c.Card.Add(engine.Steps{
		Open: bind(ops.Open), Free: bind(ops.HwFree), Sync: bind(ops.SyncStop),
		Command:  func(start bool) error { return ops.Trigger(s, start) },
		Position: func() int { return ops.Pointer(s) },
	})
	return s
}
