package tests

import (
	"testing"

	pcm "example.com/gosound/ifacepcm"
)

type fake struct { // want `PCM002:`
	pcm.Unimplemented
}

func (f *fake) Trigger(s *pcm.Substream, _ bool) error { go pcm.PeriodElapsed(s); return nil }

func TestX(t *testing.T) { pcm.New(pcm.NewCard(), &fake{}) }
