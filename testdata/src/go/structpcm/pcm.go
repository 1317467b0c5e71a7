// Package pcm is a PCM library whose ops are a struct of functions, as in the kernel.
package pcm

import "example.com/gosound/engine"

// Cmd is what Trigger is told.
type Cmd int

// The commands.
const (
	Stop Cmd = iota
	Start
)

// Ops are the callbacks of a driver. SyncStop may be nil.
type Ops struct {
	Open     func(*Substream) error
	Close    func(*Substream) error
	HwParams func(*Substream) error
	Prepare  func(*Substream) error
	Trigger  func(*Substream, Cmd) error
	Pointer  func(*Substream) int
	HwFree   func(*Substream) error
	SyncStop func(*Substream) error
}

// Card is a sound card.
type Card struct {
	engine.Card
	SyncIRQ int
}

// NewCard makes a card.
func NewCard() *Card { return &Card{} }

// SetSyncIRQ names the interrupt that the core waits for.
func (c *Card) SetSyncIRQ(n int) { c.SyncIRQ = n }

// Substream is a stream of a PCM.
type Substream struct {
	stream  *engine.Stream
	Private any
}

// PeriodElapsed tells the core that a period has been played.
func (s *Substream) PeriodElapsed() { s.stream.Tick() }

// PeriodElapsed is the same as a function.
func PeriodElapsed(s *Substream) { s.PeriodElapsed() }

// NewPCM registers ops and returns the stream that they serve.
func (c *Card) NewPCM(name string, ops *Ops) *Substream {
	s := &Substream{}
	bind := func(f func(*Substream) error) func() error {
		if f == nil {
			return nil
		}
		return func() error { return f(s) }
	}
	open := bind(ops.Open)
	s.stream = c.Card.Add(engine.Steps{
		Open: func() error {
			c.Card.SyncIRQ = c.SyncIRQ
			if open == nil {
				return nil
			}
			return open()
		},
		Params: bind(ops.HwParams), Prepare: bind(ops.Prepare), Sync: bind(ops.SyncStop),
		Free: bind(ops.HwFree), Close: bind(ops.Close),
		Command: func(start bool) error {
			if start {
				return ops.Trigger(s, Start)
			}
			return ops.Trigger(s, Stop)
		},
		Position: func() int { return ops.Pointer(s) },
	})
	return s
}
