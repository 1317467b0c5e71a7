// Package wrapifaceok logs around another driver, whose SyncStop it promotes.
package wrapifaceok

import (
	"log"

	pcm "example.com/gosound/ifacepcm"
)

type inner struct {
	pcm.Unimplemented
	done chan struct{}
}

func (d *inner) Trigger(s *pcm.Substream, _ bool) error {
	go func() { pcm.PeriodElapsed(s); close(d.done) }()
	return nil
}
func (d *inner) SyncStop(*pcm.Substream) error { <-d.done; return nil }

type logged struct{ pcm.Ops }

func (l logged) Open(s *pcm.Substream) error { log.Print("open"); return l.Ops.Open(s) }

func New(c *pcm.Card) { pcm.New(c, logged{&inner{done: make(chan struct{})}}) }
