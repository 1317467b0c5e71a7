// Package sndiface has a back end behind an interface that starts a goroutine.
package sndiface

import "example.com/gosound/snd"

type backend interface {
	Start(done func())
	Stop()
}
type soft struct{ quit chan bool }

func (s *soft) Start(done func()) {
	s.quit = make(chan bool)
	go func() {
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
func (s *soft) Stop() { close(s.quit) }

type chip struct {
	ss *snd.Substream
	b  backend
}

func Probe(card *snd.Card) {
	c := &chip{b: &soft{}}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:   func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error {
			if cmd == snd.TriggerStart {
				c.b.Start(func() { snd.PeriodElapsed(c.ss) })
			} else {
				c.b.Stop()
			}
			return nil
		},
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
