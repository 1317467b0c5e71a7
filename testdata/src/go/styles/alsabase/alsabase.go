// Package alsabase has its callbacks in a base of its own, whose SyncStop does nothing.
package alsabase

import (
	"example.com/gosound/alsa"
	"sync"
)

type base struct {
	wg   sync.WaitGroup
	st   *alsa.Stream
	stop chan struct{}
}

func (b *base) Open(s *alsa.Stream) error           { b.st = s; return nil }
func (b *base) Close(s *alsa.Stream) error          { b.wg.Wait(); return nil }
func (b *base) HWParams(s *alsa.Stream) error       { return nil }
func (b *base) HWFree(s *alsa.Stream) error         { return nil }
func (b *base) Prepare(s *alsa.Stream) error        { return nil }
func (b *base) Pointer(s *alsa.Stream) (int, error) { return 0, nil }
func (b *base) SyncStop(s *alsa.Stream) error       { return nil }

type Loopback struct{ base } // want `PCM002: `

func (l *Loopback) Trigger(s *alsa.Stream, cmd int) error {
	if cmd == 1 {
		l.stop = make(chan struct{})
		l.wg.Go(l.pump)
	} else {
		close(l.stop)
	}
	return nil
}
func (l *Loopback) pump() {
	for {
		select {
		case <-l.stop:
			return
		default:
			l.st.PeriodElapsed()
		}
	}
}

var _ alsa.Driver = (*Loopback)(nil)

func New() { alsa.Register("loopback", &Loopback{}) }
