// Package sndhrtimerok waits for a timer function that it could not stop any more.
package sndhrtimerok

import (
	"example.com/gosound/snd"
	"sync"
	"time"
)

type chip struct {
	ss *snd.Substream
	t  *time.Timer
	wg sync.WaitGroup
}

func (c *chip) fire() { defer c.wg.Done(); snd.PeriodElapsed(c.ss) }
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		Open:   func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree: func(*snd.Substream) error { return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error {
			c.wg.Add(1)
			c.t = time.AfterFunc(time.Millisecond, c.fire)
			return nil
		},
		SyncStop: func(*snd.Substream) error {
			if c.t.Stop() {
				c.wg.Done()
			}
			c.wg.Wait()
			return nil
		},
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
