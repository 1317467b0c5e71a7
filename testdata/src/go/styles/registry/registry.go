// Package registry has its drivers in a map of constructors.
package registry

import pcm "example.com/gosound/ifacepcm"

var drivers = map[string]func() pcm.Ops{
	"bad":  func() pcm.Ops { return &bad{} },
	"good": func() pcm.Ops { return good{} },
}

type bad struct{ pcm.Unimplemented } // want `PCM002:`

func (*bad) Trigger(s *pcm.Substream, _ bool) error { go pcm.PeriodElapsed(s); return nil }

type good struct{ pcm.Unimplemented }

func (good) Trigger(s *pcm.Substream, _ bool) error { pcm.PeriodElapsed(s); return nil }

func New(c *pcm.Card, name string) { pcm.New(c, drivers[name]()) }
