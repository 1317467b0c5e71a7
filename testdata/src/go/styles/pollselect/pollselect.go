// Package pollselect polls a done channel in SyncStop.
package pollselect

import (
	"time"

	pcm "example.com/gosound/ifacepcm"
)

type drv struct {
	pcm.Unimplemented
	done chan struct{}
}

func (d *drv) Trigger(s *pcm.Substream, on bool) error {
	d.done = make(chan struct{})
	go func() { defer close(d.done); pcm.PeriodElapsed(s) }()
	return nil
}
func (d *drv) SyncStop(*pcm.Substream) error {
	for {
		select {
		case <-d.done:
			return nil
		default:
			time.Sleep(time.Millisecond)
		}
	}
}

func New(c *pcm.Card) { pcm.New(c, &drv{}) }
