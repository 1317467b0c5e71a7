// Package sndchannel hands substreams to a dispatcher by a channel.
package sndchannel

import "example.com/gosound/snd"

type dispatcher struct{ ch chan *snd.Substream }

func (d *dispatcher) run() {
	for s := range d.ch {
		snd.PeriodElapsed(s)
	}
}
func Probe(card *snd.Card) {
	d := &dispatcher{ch: make(chan *snd.Substream, 4)}
	go d.run()
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(s *snd.Substream, t snd.TriggerCmd) error { d.ch <- s; return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
