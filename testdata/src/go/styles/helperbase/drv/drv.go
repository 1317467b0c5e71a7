// Package drv gets its SyncStop from what it embeds, or keeps that in a field and does not.
package drv

import (
	pcm "example.com/gosound/optpcm"
	"example.com/gosound/styles/helperbase/base"
)

type nop struct{ base.Nop }

type good struct {
	nop
	base.Joiner
}

func (g *good) Trigger(s *pcm.Stream, on bool) error {
	g.Go(s.PeriodElapsed)
	return nil
}

type bad struct { // want `PCM002:`
	base.Nop
	j base.Joiner
}

func (g *bad) Trigger(s *pcm.Stream, on bool) error {
	g.j.Go(s.PeriodElapsed)
	return nil
}

func New(c *pcm.Card) { c.Register(&good{}); c.Register(&bad{}) }
