// Package converted declares its table as a type of its own and converts it.
package converted

import pcm "example.com/gosound/structpcm"

type table pcm.Ops

func New(card *pcm.Card) {
	t := table{ // want `PCM002:`
		Trigger: func(s *pcm.Substream, _ pcm.Cmd) error { go s.PeriodElapsed(); return nil },
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	}
	card.NewPCM("x", (*pcm.Ops)(&t))
}
