// Package wrapiface logs around another driver: it hides the SyncStop of that one.
package wrapiface

import (
	"log"

	pcm "example.com/gosound/optpcm"
)

type inner struct{ done chan struct{} }

func (d *inner) Open(s *pcm.Stream) error { return nil }
func (d *inner) Trigger(s *pcm.Stream, _ bool) error {
	go func() { s.PeriodElapsed(); close(d.done) }()
	return nil
}
func (d *inner) Pointer(*pcm.Stream) int    { return 0 }
func (d *inner) HwFree(*pcm.Stream) error   { return nil }
func (d *inner) SyncStop(*pcm.Stream) error { <-d.done; return nil }

type logged struct{ pcm.Driver } // want `PCM002:`

func (l logged) Open(s *pcm.Stream) error { log.Print("open"); return l.Driver.Open(s) }

func New(c *pcm.Card) { c.Register(logged{&inner{done: make(chan struct{})}}) }
