// Package alsachannelmap keeps a channel for each stream in a map.
package alsachannelmap

import (
	"example.com/gosound/alsa"
	"sync"
)

type Drv struct {
	alsa.NopDriver
	mu   sync.Mutex
	done map[*alsa.Stream]chan struct{}
}

func (d *Drv) Trigger(s *alsa.Stream, cmd int) error {
	ch := make(chan struct{})
	d.mu.Lock()
	d.done[s] = ch
	d.mu.Unlock()
	go func() { defer close(ch); s.PeriodElapsed() }()
	return nil
}
func (d *Drv) SyncStop(s *alsa.Stream) error {
	d.mu.Lock()
	ch := d.done[s]
	d.mu.Unlock()
	if ch != nil {
		<-ch
	}
	return nil
}
func New() { alsa.MustRegister("x", &Drv{done: map[*alsa.Stream]chan struct{}{}}) }
