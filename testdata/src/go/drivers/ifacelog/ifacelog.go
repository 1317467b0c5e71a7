// Package ifacelog has a SyncStop that only logs.
package ifacelog

import (
	"log"
	"time"

	pcm "example.com/gosound/ifacepcm"
)

type card struct { // want `PCM002: card has a SyncStop that does not wait for it: .*, a timer function`
	pcm.Unimplemented
	log *log.Logger
}

func (c *card) Trigger(s *pcm.Substream, start bool) error {
	if start {
		time.AfterFunc(time.Millisecond, func() { pcm.PeriodElapsed(s) })
	}
	return nil
}

// SyncStop says goodbye.
func (c *card) SyncStop(*pcm.Substream) error {
	c.log.Printf("sync stop of %p", c)
	return nil
}

// New makes the driver.
func New(k *pcm.Card) { pcm.New(k, &card{log: log.Default()}) }
