// Package sndkthread joins the library's thread.
package sndkthread

import (
	"context"
	"example.com/gosound/snd"
)

type chip struct {
	ss   *snd.Substream
	task *snd.Task
}

func (c *chip) loop(ctx context.Context) {
	for ctx.Err() == nil {
		snd.PeriodElapsed(c.ss)
	}
}
func Probe(card *snd.Card, irq int) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:   func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(s *snd.Substream, cmd snd.TriggerCmd) error {
			if cmd == snd.TriggerStart {
				c.task = snd.KthreadRun(context.TODO(), c.loop)
			}
			return nil
		},
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error { c.task.Stop(); return nil },
	})
}
