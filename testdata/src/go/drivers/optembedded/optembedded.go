// Package optembedded registers two types that embed the same one; only one of them waits.
package optembedded

import (
	"sync"

	"example.com/gosound/optpcm"
)

type common struct{ wg sync.WaitGroup }

func (c *common) Open(*optpcm.Stream) error   { return nil }
func (c *common) Pointer(*optpcm.Stream) int  { return 0 }
func (c *common) HwFree(*optpcm.Stream) error { return nil }

func (c *common) Trigger(s *optpcm.Stream, start bool) error {
	if start {
		c.wg.Go(s.PeriodElapsed)
	}
	return nil
}

type playback struct{ common }

func (p *playback) SyncStop(*optpcm.Stream) error { p.wg.Wait(); return nil }

type capture struct{ common } // want `PCM002: capture has no SyncStop`

// New makes the driver.
func New(card *optpcm.Card) {
	card.Register(&playback{})
	card.Register(&capture{})
}
