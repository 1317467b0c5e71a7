// Package pcm is a PCM library whose ops are an interface that includes SyncStop.
package pcm

import "example.com/gosound/engine"

// Ops is what a driver implements.
type Ops interface {
	Open(*Substream) error
	Close(*Substream) error
	HWParams(*Substream) error
	Prepare(*Substream) error
	Trigger(s *Substream, start bool) error
	Pointer(*Substream) int
	HWFree(*Substream) error
	SyncStop(*Substream) error
}

// Unimplemented has all methods of Ops and does nothing in them. It is made to be embedded.
type Unimplemented struct{}

func (Unimplemented) Open(*Substream) error          { return nil }
func (Unimplemented) Close(*Substream) error         { return nil }
func (Unimplemented) HWParams(*Substream) error      { return nil }
func (Unimplemented) Prepare(*Substream) error       { return nil }
func (Unimplemented) Trigger(*Substream, bool) error { return nil }
func (Unimplemented) Pointer(*Substream) int         { return 0 }
func (Unimplemented) HWFree(*Substream) error        { return nil }
func (Unimplemented) SyncStop(*Substream) error      { return nil }

// Card is a sound card.
type Card struct{ engine.Card }

// NewCard makes a card.
func NewCard() *Card { return &Card{} }

// SetSyncIRQ names the interrupt that the core may assume to be the card's.
func (c *Card) SetSyncIRQ(n int) { c.Card.SyncIRQ = n }

// Substream is a stream of a PCM.
type Substream struct{ stream *engine.Stream }

// PeriodElapsed tells the core that a period has been played.
func PeriodElapsed(s *Substream) { s.stream.Tick() }

// New registers ops and returns the stream that they serve.
func New(c *Card, ops Ops) *Substream {
	s := &Substream{}
	s.stream = c.Card.Add(engine.Steps{
		Open:     func() error { return ops.Open(s) },
		Params:   func() error { return ops.HWParams(s) },
		Prepare:  func() error { return ops.Prepare(s) },
		Sync:     func() error { return ops.SyncStop(s) },
		Free:     func() error { return ops.HWFree(s) },
		Close:    func() error { return ops.Close(s) },
		Command:  func(start bool) error { return ops.Trigger(s, start) },
		Position: func() int { return ops.Pointer(s) },
	})
	return s
}
