// Package nilledcond takes SyncStop away on some boards: that is not judged.
package nilledcond

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

var wg sync.WaitGroup

func New(card *pcm.Card, quirk bool) {
	play := pcm.Ops{
		Trigger: func(s *pcm.Substream, _ pcm.Cmd) error {
			wg.Add(1)
			go func() { defer wg.Done(); s.PeriodElapsed() }()
			return nil
		},
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { wg.Wait(); return nil },
		SyncStop: func(*pcm.Substream) error { wg.Wait(); return nil },
	}
	if quirk {
		play.SyncStop = nil
	}
	card.NewPCM("p", &play)
}
