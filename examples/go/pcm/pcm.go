// Package pcm is a small PCM core. pcmlint recognises it by the names of Ops, its methods HwFree, Trigger and Pointer, and
// PeriodElapsed.
package pcm

import (
	"errors"

	"example.com/pcmdrivers/irq"
)

// Ops is what a driver has.
type Ops interface {
	Open(s *Stream) error
	HwParams(s *Stream, frames int) error
	Prepare(s *Stream) error
	Trigger(s *Stream, start bool) error // may not wait: the caller may be a handler
	Pointer(s *Stream) int
	HwFree(s *Stream) error
	Close(s *Stream) error
}

// SyncStopper is what a driver has besides, when something other than its interrupt ends periods. The core asks for it
// by type assertion.
type SyncStopper interface {
	// SyncStop waits until nothing ends periods any more. It is called for a stopped stream before it is prepared, set up
	// or freed.
	SyncStop(s *Stream) error
}

// Card is a sound card.
type Card struct {
	// SyncIRQ is the interrupt for whose handlers the core waits, where a driver has no SyncStop; -1 for none.
	SyncIRQ int
}

// NewCard makes a card.
func NewCard() *Card { return &Card{SyncIRQ: -1} }

// NewStream makes a stream of the card.
func (c *Card) NewStream(ops Ops) *Stream { return &Stream{card: c, ops: ops} }

// Stream is one direction of a PCM.
type Stream struct {
	card    *Card
	ops     Ops
	runtime *runtime
	stopped bool // since the last SyncStop
}

// runtime is what HwParams sets up and HwFree tears down.
type runtime struct {
	buffer  []int16
	periods int
	pos     int
}

var errNotSetUp = errors.New("pcm: HwParams comes first")

// Open opens the stream.
func (s *Stream) Open() error { return s.ops.Open(s) }

// HwParams sets up a buffer.
func (s *Stream) HwParams(frames int) error {
	if err := s.syncStop(); err != nil {
		return err
	}
	if err := s.ops.HwParams(s, frames); err != nil {
		return err
	}
	s.runtime = &runtime{buffer: make([]int16, frames)}
	return nil
}

// Prepare makes the stream ready to start, also after a stop.
func (s *Stream) Prepare() error {
	if s.runtime == nil {
		return errNotSetUp
	}
	if err := s.syncStop(); err != nil {
		return err
	}
	s.runtime.pos = 0
	return s.ops.Prepare(s)
}

// Start starts it.
func (s *Stream) Start() error { return s.ops.Trigger(s, true) }

// Stop stops it. A handler may still run.
func (s *Stream) Stop() error {
	s.stopped = true
	return s.ops.Trigger(s, false)
}

// HwFree frees the buffer.
func (s *Stream) HwFree() error {
	if err := s.syncStop(); err != nil {
		return err
	}
	err := s.ops.HwFree(s)
	s.runtime = nil
	return err
}

// Close closes the stream.
func (s *Stream) Close() error { return s.ops.Close(s) }

// syncStop waits for what may still end periods of a stopped stream.
func (s *Stream) syncStop() error {
	if !s.stopped {
		return nil
	}
	s.stopped = false
	if o, ok := s.ops.(SyncStopper); ok {
		return o.SyncStop(s)
	}
	if s.card.SyncIRQ > 0 {
		irq.SynchronizeIRQ(s.card.SyncIRQ)
	}
	return nil
}

// PeriodElapsed is called by the driver when the hardware has played a period.
func (s *Stream) PeriodElapsed() {
	rt := s.runtime
	rt.pos = s.ops.Pointer(s) % len(rt.buffer)
	rt.periods++
}
