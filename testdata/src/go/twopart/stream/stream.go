// Package stream has the streams of a PCM library whose ops are declared elsewhere.
package stream

// Stream is a stream.
type Stream struct{ pos int }

// PeriodElapsed accounts a period.
func (s *Stream) PeriodElapsed() { s.pos++ }
