// Package engine is the state machine under the reference PCM libraries: open, hw_params, prepare, trigger, hw_free and
// close, with the runtime freed and SyncStop called where the kernel's core does. It panics when a freed runtime is used.
package engine

import (
	"sync"
	"sync/atomic"

	"example.com/gosound/irq"
)

// Window is called in the middle of every Tick. A test makes it slow, so that a handler is still at work when the stream
// is stopped.
var Window = func() {}

// Card is what the streams of one device share.
type Card struct {
	SyncIRQ int // the interrupt to wait for, 0 for none
	streams []*Stream
}

// Streams returns the card's streams.
func (c *Card) Streams() []*Stream { return c.streams }

// Steps are the callbacks of a stream. Any of them may be nil.
type Steps struct {
	Open, Params, Prepare, Sync, Free, Close func() error
	Command                                  func(start bool) error
	Position                                 func() int
}

// runtime is what hw_params sets up and hw_free tears down.
type runtime struct {
	freed  atomic.Bool
	mu     sync.Mutex
	hwPtr  int
	period int
}

// Stream is one direction of a PCM.
type Stream struct {
	card    *Card
	steps   Steps
	rt      atomic.Pointer[runtime]
	stopped bool // stopped since the last SyncStop
}

// Add makes a stream of the card.
func (c *Card) Add(steps Steps) *Stream {
	s := &Stream{card: c, steps: steps}
	c.streams = append(c.streams, s)
	return s
}

// Tick is what PeriodElapsed of the libraries does.
func (s *Stream) Tick() {
	rt := s.rt.Load()
	if rt == nil {
		panic("engine: period elapsed on a closed stream")
	}
	Window()
	if rt.freed.Load() {
		panic("engine: period elapsed on a freed runtime")
	}
	rt.mu.Lock()
	rt.hwPtr += rt.period
	rt.mu.Unlock()
}

func call(f func() error) error {
	if f == nil {
		return nil
	}
	return f()
}

// renew frees the runtime and sets up another one.
func (s *Stream) renew() {
	if old := s.rt.Swap(&runtime{period: 1024}); old != nil {
		old.freed.Store(true)
	}
}

// syncStop waits for handlers of a stopped stream, as snd_pcm_sync_stop does.
func (s *Stream) syncStop() error {
	if !s.stopped {
		return nil
	}
	s.stopped = false
	if s.steps.Sync != nil {
		return s.steps.Sync()
	}
	if s.card.SyncIRQ > 0 {
		irq.SynchronizeIRQ(s.card.SyncIRQ)
	}
	return nil
}

// Open starts the life of the stream.
func (s *Stream) Open() error {
	s.renew()
	return call(s.steps.Open)
}

// Params sets the buffer up anew.
func (s *Stream) Params() error {
	if err := s.syncStop(); err != nil {
		return err
	}
	s.renew()
	return call(s.steps.Params)
}

// Prepare makes a stopped stream ready to start.
func (s *Stream) Prepare() error {
	if err := s.syncStop(); err != nil {
		return err
	}
	s.renew()
	return call(s.steps.Prepare)
}

// Trigger starts or stops. It is atomic in a real core: it cannot wait.
func (s *Stream) Trigger(start bool) error {
	if !start {
		s.stopped = true
	}
	if s.steps.Command == nil {
		return nil
	}
	return s.steps.Command(start)
}

// Free gives the buffer back.
func (s *Stream) Free() error {
	if err := s.syncStop(); err != nil {
		return err
	}
	err := call(s.steps.Free)
	s.rt.Load().freed.Store(true)
	return err
}

// Close ends the life of the stream.
func (s *Stream) Close() error {
	err := call(s.steps.Close)
	if rt := s.rt.Swap(nil); rt != nil {
		rt.freed.Store(true)
	}
	return err
}
