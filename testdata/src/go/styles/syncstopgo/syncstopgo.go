// Package syncstopgo waits in a goroutine that SyncStop starts and does not wait for.
package syncstopgo

import (
	"sync"

	pcm "example.com/gosound/ifacepcm"
)

type drv struct { // want `PCM002:`
	pcm.Unimplemented
	wg sync.WaitGroup
}

func (d *drv) Trigger(s *pcm.Substream, on bool) error {
	d.wg.Go(func() { pcm.PeriodElapsed(s) })
	return nil
}
func (d *drv) SyncStop(s *pcm.Substream) error { go d.wg.Wait(); return nil }

func New(c *pcm.Card) { pcm.New(c, &drv{}) }
