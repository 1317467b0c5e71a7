// Package filled has its ops set one by one, by a helper that adds SyncStop last.
package filled

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

var playing sync.WaitGroup

func trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		playing.Add(1)
		go func(s *pcm.Substream) {
			s.PeriodElapsed()
			playing.Done()
		}(s)
	}
	return nil
}

func withSync(ops *pcm.Ops) *pcm.Ops {
	ops.SyncStop = func(*pcm.Substream) error { playing.Wait(); return nil }
	return ops
}

func fill(ops *pcm.Ops) {
	ops.Trigger = trigger
	ops.Pointer = func(*pcm.Substream) int { return 0 }
	ops.HwFree = func(*pcm.Substream) error { return nil }
}

// New makes the driver.
func New(card *pcm.Card) {
	ops := new(pcm.Ops)
	fill(ops)
	card.NewPCM("filled", withSync(ops))
}
