// Package crossplayer has its ops here and its goroutine in another package.
package crossplayer

import (
	"example.com/gosound/drivers/cross/stream"
	pcm "example.com/gosound/structpcm"
)

type chip struct{ player stream.Player }

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	var ops = pcm.Ops{ // want `PCM002: ops has no SyncStop: \(\*Player\).loop, a goroutine`
		Trigger: func(s *pcm.Substream, cmd pcm.Cmd) error {
			if cmd == pcm.Start {
				c.player.Play(s)
			}
			return nil
		},
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	}
	card.NewPCM("player", &ops)
}
