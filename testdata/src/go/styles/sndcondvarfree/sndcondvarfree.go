// Package sndcondvarfree waits on a condition in HwFree.
package sndcondvarfree

import (
	"example.com/gosound/snd"
	"sync"
)

type chip struct {
	ss   *snd.Substream
	mu   sync.Mutex
	idle *sync.Cond
	n    int
}

func (c *chip) play() {
	snd.PeriodElapsed(c.ss)
	c.mu.Lock()
	c.n--
	c.idle.Broadcast()
	c.mu.Unlock()
}
func Probe(card *snd.Card) {
	c := &chip{}
	c.idle = sync.NewCond(&c.mu)
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open: func(s *snd.Substream) error { c.ss = s; return nil },
		Trigger: func(_ *snd.Substream, cmd snd.TriggerCmd) error {
			c.mu.Lock()
			c.n++
			c.mu.Unlock()
			go c.play()
			return nil
		},
		HwFree: func(*snd.Substream) error {
			c.mu.Lock()
			for c.n > 0 {
				c.idle.Wait() // want `PCM003: `
			}
			c.mu.Unlock()
			return nil
		},
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
