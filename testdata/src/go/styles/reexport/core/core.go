// Package core is a PCM library whose ops are made of two interfaces.
package core

type HwOps interface {
	HwParams(*Stream) error
	HwFree(*Stream) error
}

type Ops interface {
	HwOps
	Trigger(*Stream, int) error
	Pointer(*Stream) int
}

type SyncStopper interface{ SyncStop(*Stream) error }

type Stream struct{ ops Ops }

func (s *Stream) Period_Elapsed() {}
func (s *Stream) PeriodElapsed()  {}

type Engine[T any] struct {
	State T
	ops   Ops
}

func (e *Engine[T]) Attach(o Ops) *Stream { e.ops = o; return &Stream{o} }

func New(o Ops) *Stream { return &Stream{o} }
