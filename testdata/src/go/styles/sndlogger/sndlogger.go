// Package sndlogger has a goroutine that writes a log.
package sndlogger

import (
	"example.com/gosound/snd"
	"log"
)

type chip struct{ msgs chan string }

func (c *chip) logger() {
	for m := range c.msgs {
		log.Print(m)
	}
}
func Probe(card *snd.Card) {
	c := &chip{msgs: make(chan string)}
	go c.logger()
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{
		HwFree:  func(*snd.Substream) error { close(c.msgs); return nil },
		Trigger: func(s *snd.Substream, t snd.TriggerCmd) error { c.msgs <- "trigger"; return nil },
		Pointer: func(s *snd.Substream) uint64 { snd.PeriodElapsed(s); return 0 },
	})
}
