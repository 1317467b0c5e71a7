// Package twopart has the ops of a PCM library whose streams are declared elsewhere.
package twopart

import "example.com/gosound/twopart/stream"

// Ops is what a driver has.
type Ops interface {
	Trigger(s *stream.Stream, start bool) error
	Pointer(s *stream.Stream) int
	HwFree(s *stream.Stream) error
}

// SyncStopper is what the core asks for. It waits for no stream in particular.
type SyncStopper interface{ SyncStop() error }

// Register makes a stream.
func Register(o Ops) *stream.Stream { return &stream.Stream{} }
