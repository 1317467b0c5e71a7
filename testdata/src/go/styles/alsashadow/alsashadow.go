// Package alsashadow hides the base's SyncStop, which waits, behind one that logs.
package alsashadow

import (
	"example.com/gosound/alsa"
	"log"
	"sync"
)

type base struct {
	alsa.NopDriver
	wg sync.WaitGroup
}

func (b *base) SyncStop(s *alsa.Stream) error { b.wg.Wait(); return nil }

type Drv struct { // want `PCM002: `
	base
	st *alsa.Stream
}

func (d *Drv) SyncStop(s *alsa.Stream) error { log.Println("sync_stop"); return nil }
func (d *Drv) Trigger(s *alsa.Stream, cmd int) error {
	d.wg.Add(1)
	go func() { defer d.wg.Done(); s.PeriodElapsed() }()
	return nil
}
func New() { alsa.Register("x", &Drv{}) }
