// Package twodrivers has two drivers; only one has a goroutine.
package twodrivers

import pcm "example.com/gosound/ifacepcm"

type idle struct{ pcm.Unimplemented }

type busy struct { // want `PCM002:`
	pcm.Unimplemented
	s *pcm.Substream
}

func (b *busy) Open(s *pcm.Substream) error { b.s = s; return nil }
func (b *busy) Trigger(*pcm.Substream, bool) error {
	go b.loop()
	return nil
}
func (b *busy) loop() { pcm.PeriodElapsed(b.s) }

func New(c *pcm.Card) {
	for _, o := range []pcm.Ops{&idle{}, &busy{}} {
		pcm.New(c, o)
	}
}
