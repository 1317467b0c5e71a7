// Package crossplayersync waits for a goroutine in another package by that package's own wait.
package crossplayersync

import (
	"example.com/gosound/drivers/cross/stream"
	pcm "example.com/gosound/structpcm"
)

type chip struct{ player stream.Player }

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	card.NewPCM("player", &pcm.Ops{
		Trigger: func(s *pcm.Substream, cmd pcm.Cmd) error {
			if cmd == pcm.Start {
				c.player.Play(s)
			}
			return nil
		},
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: func(*pcm.Substream) error { c.player.Wait(); return nil },
	})
}
