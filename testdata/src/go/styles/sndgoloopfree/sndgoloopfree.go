// Package sndgoloopfree waits in HwFree, by a chip that it finds behind the substream.
package sndgoloopfree

import (
	"context"
	"example.com/gosound/snd"
)

type dummy struct {
	ss     *snd.Substream
	cancel context.CancelFunc
	done   chan struct{}
}

var ops = snd.PCMOps{ // want `PCM002: `
	Open: func(ss *snd.Substream) error { ss.Private = &dummy{ss: ss}; return nil },
	Trigger: func(ss *snd.Substream, cmd snd.TriggerCmd) error {
		d := ss.Private.(*dummy)
		if cmd == snd.TriggerStop {
			d.cancel()
			return nil
		}
		ctx, cancel := context.WithCancel(context.Background())
		d.cancel = cancel
		done := make(chan struct{})
		d.done = done
		go func() {
			defer close(done)
			for ctx.Err() == nil {
				snd.PeriodElapsed(d.ss)
			}
		}()
		return nil
	},
	Pointer: func(*snd.Substream) uint64 { return 0 },
	HwFree:  func(ss *snd.Substream) error { d := ss.Private.(*dummy); <-d.done; return nil }, // want `PCM003: `
}

func Probe(c *snd.Card) { p, _ := snd.NewPCM(c, "x", 1, 0); p.SetOps(snd.Playback, &ops) }
