// Package waitgotimeout waits in a goroutine, and for that one with a timeout.
package waitgotimeout

import (
	"errors"
	"sync"
	"time"

	pcm "example.com/gosound/ifacepcm"
)

type drv struct {
	pcm.Unimplemented
	wg sync.WaitGroup
}

func (d *drv) Trigger(s *pcm.Substream, on bool) error {
	d.wg.Go(func() { pcm.PeriodElapsed(s) })
	return nil
}
func (d *drv) SyncStop(s *pcm.Substream) error {
	done := make(chan struct{})
	go func() {
		d.wg.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-time.After(time.Second):
		return errors.New("timeout")
	}
}

type hand struct { // want `PCM002:`
	pcm.Unimplemented
	wg sync.WaitGroup
}

func (d *hand) Trigger(s *pcm.Substream, on bool) error {
	d.wg.Go(func() { pcm.PeriodElapsed(s) })
	return nil
}
func (d *hand) HWFree(s *pcm.Substream) error {
	done := make(chan struct{})
	go func() {
		d.wg.Wait()
		close(done)
	}()
	select {
	case <-done: // want `PCM003:`
		return nil
	case <-time.After(time.Second):
		return errors.New("timeout")
	}
}

func New(c *pcm.Card) { pcm.New(c, &drv{}); pcm.New(c, &hand{}) }
