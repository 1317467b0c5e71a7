// Package pcm is a PCM library to which a driver can name its interrupt in many ways, and that keeps it to itself.
package pcm

import "example.com/gosound/irq"

// Ops is what a driver has.
type Ops interface {
	Trigger(s *Stream, start bool) error
	Pointer(s *Stream) int
	HwFree(s *Stream) error
}

// SyncStopper is what the core asks for.
type SyncStopper interface{ SyncStop(s *Stream) error }

// Card is a sound card.
type Card struct{ line int }

// Config is what a card is made of.
type Config struct {
	Name    string
	SyncIRQ int
}

// Option sets something of a card.
type Option func(*Card)

// WithSyncIRQ names the interrupt that the core waits for.
func WithSyncIRQ(n int) Option { return func(c *Card) { c.line = n } }

// WithLine names it under another name.
func WithLine(n int) Option { return WithSyncIRQ(n) }

// NewCard makes a card.
func NewCard(opts ...Option) *Card {
	c := &Card{line: -1}
	for _, o := range opts {
		o(c)
	}
	return c
}

// FromConfig makes a card.
func FromConfig(c Config) *Card { return &Card{line: c.SyncIRQ} }

// NewIRQCard makes a card with an interrupt.
func NewIRQCard(n int) *Card {
	c := NewCard()
	c.SyncIRQ(n)
	return c
}

// SyncIRQ names the interrupt.
func (c *Card) SyncIRQ(n int) { c.line = n }

// Add makes a stream of the card.
func (c *Card) Add(o Ops) *Stream { return &Stream{card: c, ops: o} }

// AddPCM makes a device of two streams.
func (c *Card) AddPCM(name string) *PCM { return &PCM{card: c} }

// PCM is a device.
type PCM struct{ card *Card }

// SetOps gives it its ops.
func (p *PCM) SetOps(o Ops) *Stream { return p.card.Add(o) }

// Stream is a stream.
type Stream struct {
	card *Card
	ops  Ops
	pos  int
}

// Free frees a stopped stream.
func (s *Stream) Free() error {
	if o, ok := s.ops.(SyncStopper); ok {
		if err := o.SyncStop(s); err != nil {
			return err
		}
	} else if s.card.line > 0 {
		irq.SynchronizeIRQ(s.card.line)
	}
	return s.ops.HwFree(s)
}

// PeriodElapsed accounts a period.
func (s *Stream) PeriodElapsed() { s.pos++ }
