// Package sndgoloopok waits in SyncStop for the loop to close its channel.
package sndgoloopok

import (
	"example.com/gosound/snd"
	"time"
)

type dummy struct {
	ss   *snd.Substream
	quit chan struct{}
	done chan struct{}
}

func (d *dummy) run() {
	defer close(d.done)
	t := time.NewTicker(10 * time.Millisecond)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			snd.PeriodElapsed(d.ss)
		case <-d.quit:
			return
		}
	}
}
func (d *dummy) open(ss *snd.Substream) error { d.ss = ss; return nil }
func (d *dummy) trigger(ss *snd.Substream, cmd snd.TriggerCmd) error {
	switch cmd {
	case snd.TriggerStart:
		d.quit, d.done = make(chan struct{}), make(chan struct{})
		go d.run()
	case snd.TriggerStop:
		close(d.quit)
	}
	return nil
}
func (d *dummy) pointer(*snd.Substream) uint64 { return 0 }
func (d *dummy) free(*snd.Substream) error     { return nil }
func (d *dummy) sync(*snd.Substream) error {
	if d.done != nil {
		<-d.done
	}
	return nil
}
func Probe(c *snd.Card) error {
	d := &dummy{}
	p, err := snd.NewPCM(c, "dummy", 1, 0)
	if err != nil {
		return err
	}
	p.SetOps(snd.Playback, &snd.PCMOps{Open: d.open, Trigger: d.trigger, Pointer: d.pointer, HwFree: d.free, SyncStop: d.sync})
	return nil
}
