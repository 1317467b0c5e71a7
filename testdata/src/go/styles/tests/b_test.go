package tests_test

import (
	"testing"

	pcm "example.com/gosound/structpcm"
)

func TestY(t *testing.T) {
	pcm.NewCard().NewPCM("y", &pcm.Ops{ // want `PCM002:`
		Trigger: func(s *pcm.Substream, _ pcm.Cmd) error { go s.PeriodElapsed(); return nil },
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	})
}
