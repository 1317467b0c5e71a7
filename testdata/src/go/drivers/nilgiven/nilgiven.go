// Package nilgiven has a constructor that could be given a SyncStop, and is given nil.
package nilgiven

import pcm "example.com/gosound/structpcm"

func trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		go s.PeriodElapsed()
	}
	return nil
}

func newOps(syncStop func(*pcm.Substream) error) *pcm.Ops {
	ops := &pcm.Ops{ // want `PCM002: ops has no SyncStop`
		Trigger:  trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: syncStop,
	}
	return ops
}

// New makes the driver.
func New(card *pcm.Card) { card.NewPCM("nilgiven", newOps(nil)) }
