// Package sndengine embeds an engine whose callback it sets.
package sndengine

import (
	"example.com/gosound/snd"
	"time"
)

type engine struct {
	period func()
	stop   chan struct{}
}

func (e *engine) start() { e.stop = make(chan struct{}); go e.loop() }
func (e *engine) halt()  { close(e.stop) }
func (e *engine) loop() {
	for {
		select {
		case <-e.stop:
			return
		case <-time.After(time.Millisecond):
			e.period()
		}
	}
}

type chip struct {
	engine
	ss *snd.Substream
}

func Probe(card *snd.Card) {
	c := &chip{}
	c.period = func() { snd.PeriodElapsed(c.ss) }
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:   func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error {
			if cmd == snd.TriggerStart {
				c.start()
			} else {
				c.halt()
			}
			return nil
		},
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
