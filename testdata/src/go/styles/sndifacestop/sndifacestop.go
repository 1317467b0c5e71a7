// Package sndifacestop has a back end behind an interface whose Stop joins.
package sndifacestop

import "example.com/gosound/snd"

type backend interface {
	Start(done func())
	Stop()
}
type soft struct{ quit, done chan bool }

func (s *soft) Start(done func()) {
	s.quit = make(chan bool)
	s.done = make(chan bool)
	go func() {
		defer close(s.done)
		for {
			select {
			case <-s.quit:
				return
			default:
				done()
			}
		}
	}()
}
func (s *soft) Stop() { close(s.quit); <-s.done }

type chip struct {
	ss *snd.Substream
	b  backend
}

func Probe(card *snd.Card) {
	c := &chip{b: &soft{}}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:   func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error {
			if cmd == snd.TriggerStart {
				c.b.Start(func() { snd.PeriodElapsed(c.ss) })
			}
			return nil
		},
		SyncStop: func(*snd.Substream) error { c.b.Stop(); return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
	})
}
