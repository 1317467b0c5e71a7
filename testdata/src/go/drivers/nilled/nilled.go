// Package nilled takes the SyncStop of its ops away again.
package nilled

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

var wg sync.WaitGroup

func New(card *pcm.Card) {
	play := pcm.Ops{ // want `PCM002:`
		Trigger: func(s *pcm.Substream, cmd pcm.Cmd) error {
			if cmd == pcm.Stop {
				return nil
			}
			wg.Add(1)
			go func() { defer wg.Done(); s.PeriodElapsed() }()
			return nil
		},
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { wg.Wait(); return nil },
	}
	play.SyncStop = nil
	card.NewPCM("p", &play)
}
