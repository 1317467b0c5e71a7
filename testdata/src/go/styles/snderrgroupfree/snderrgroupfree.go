// Package snderrgroupfree waits for an errgroup in HwFree and passes the error on.
package snderrgroupfree

import (
	"example.com/gosound/snd"
	"fmt"
	"golang.org/x/sync/errgroup"
)

type chip struct {
	g    errgroup.Group
	quit chan struct{}
}

func (c *chip) hwFree(s *snd.Substream) error {
	close(c.quit)
	if err := c.g.Wait(); err != nil { // want `PCM003: `
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}
func Probe(card *snd.Card) {
	c := &chip{}
	p, _ := snd.NewPCM(card, "x", 1, 0)
	ops := new(snd.PCMOps) // want `PCM002: `
	ops.HwFree = c.hwFree
	ops.Trigger = func(s *snd.Substream, cmd snd.TriggerCmd) error {
		if cmd == snd.TriggerStart {
			c.quit = make(chan struct{})
			c.g.Go(func() error {
				for {
					select {
					case <-c.quit:
						return nil
					default:
						snd.PeriodElapsed(s)
					}
				}
			})
		}
		return nil
	}
	ops.Pointer = func(*snd.Substream) uint64 { return 0 }
	p.SetOps(snd.Playback, ops)
}
