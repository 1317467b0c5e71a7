// Package optpcm is a PCM library whose ops are an interface without SyncStop; the core asks for that by type assertion.
package optpcm

import "example.com/gosound/engine"

// Driver is what a driver implements.
type Driver interface {
	Open(*Stream) error
	Trigger(s *Stream, start bool) error
	Pointer(*Stream) int
	HwFree(*Stream) error
}

// SyncStopper is implemented by drivers that wait for their handlers.
type SyncStopper interface{ SyncStop(*Stream) error }

// Card is a sound card.
type Card struct{ engine.Card }

// NewCard makes a card.
func NewCard() *Card { return &Card{} }

// SetSyncIRQ names the interrupt that the core waits for when the driver is no SyncStopper.
func (c *Card) SetSyncIRQ(n int) { c.Card.SyncIRQ = n }

// Stream is a stream of a PCM.
type Stream struct{ stream *engine.Stream }

// PeriodElapsed tells the core that a period has been played.
func (s *Stream) PeriodElapsed() { s.stream.Tick() }

// Register registers a driver.
func (c *Card) Register(d Driver) *Stream {
	s := &Stream{}
	steps := engine.Steps{
		Open:     func() error { return d.Open(s) },
		Free:     func() error { return d.HwFree(s) },
		Command:  func(start bool) error { return d.Trigger(s, start) },
		Position: func() int { return d.Pointer(s) },
	}
	if y, ok := d.(SyncStopper); ok {
		steps.Sync = func() error { return y.SyncStop(s) }
	}
	s.stream = c.Card.Add(steps)
	return s
}
