// Package parts has a driver's ops and its handler, and leaves the registration to others.
package parts

import pcm "example.com/gosound/structpcm"

var stream *pcm.Substream

// NewOps returns the driver's ops.
func NewOps() *pcm.Ops {
	ops := pcm.Ops{
		Open:    func(s *pcm.Substream) error { stream = s; return nil },
		Trigger: func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	}
	return &ops
}

// Interrupt is the driver's handler.
func Interrupt() { stream.PeriodElapsed() }
