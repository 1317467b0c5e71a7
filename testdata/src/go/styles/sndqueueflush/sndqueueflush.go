// Package sndqueueflush flushes the queue that its work is on.
package sndqueueflush

import "example.com/gosound/snd"

type chip struct {
	ss     *snd.Substream
	q      *snd.WorkQueue
	period *snd.Work
}

func Probe(card *snd.Card, irq int) {
	c := &chip{q: snd.AllocWorkqueue("x")}
	c.period = snd.NewWork(func(*snd.Work) { snd.PeriodElapsed(c.ss) })
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:     func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:   func(*snd.Substream) error { return nil },
		Trigger:  func(*snd.Substream, snd.TriggerCmd) error { c.q.QueueWork(c.period); return nil },
		Pointer:  func(*snd.Substream) uint64 { return 0 },
		SyncStop: func(*snd.Substream) error { c.q.Flush(); return nil },
	})
}
