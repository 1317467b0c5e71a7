// Package sndgoloop runs a ticker loop that is told to stop and not waited for.
package sndgoloop

import (
	"example.com/gosound/snd"
	"time"
)

type dummy struct {
	ss   *snd.Substream
	quit chan struct{}
}

func (d *dummy) run(q <-chan struct{}) {
	t := time.NewTicker(10 * time.Millisecond)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			snd.PeriodElapsed(d.ss)
		case <-q:
			return
		}
	}
}
func (d *dummy) open(ss *snd.Substream) error { d.ss = ss; return nil }
func (d *dummy) trigger(ss *snd.Substream, cmd snd.TriggerCmd) error {
	switch cmd {
	case snd.TriggerStart:
		d.quit = make(chan struct{})
		go d.run(d.quit)
	case snd.TriggerStop:
		close(d.quit)
	}
	return nil
}
func (d *dummy) pointer(*snd.Substream) uint64 { return 0 }
func (d *dummy) free(*snd.Substream) error     { return nil }
func Probe(c *snd.Card) error {
	d := &dummy{}
	p, err := snd.NewPCM(c, "dummy", 1, 0)
	if err != nil {
		return err
	}
	p.SetOps(snd.Playback, &snd.PCMOps{Open: d.open, Trigger: d.trigger, Pointer: d.pointer, HwFree: d.free}) // want `PCM002: `
	return nil
}
