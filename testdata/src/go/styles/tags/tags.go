// Package tags has ops that get their SyncStop only in a build that is not this one.
package tags

import pcm "example.com/gosound/structpcm"

func New(c *pcm.Card) {
	ops := &pcm.Ops{ // want `PCM002:`
		Trigger: func(s *pcm.Substream, _ pcm.Cmd) error { go s.PeriodElapsed(); return nil },
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	}
	setup(ops)
	c.NewPCM("tags", ops)
}
