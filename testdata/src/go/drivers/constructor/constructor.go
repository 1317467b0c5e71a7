// Package constructor makes two devices with one constructor; each direction has its own group.
package constructor

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type stream struct {
	name string
	wg   sync.WaitGroup
	sub  *pcm.Substream
}

func newStream(name string) *stream { return &stream{name: name} }

func (s *stream) open(sub *pcm.Substream) error { s.sub = sub; return nil }

func (s *stream) trigger(_ *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		s.wg.Add(1)
		go s.run()
	}
	return nil
}

func (s *stream) run() {
	defer s.wg.Done()
	s.sub.PeriodElapsed()
}

func (s *stream) pointer(*pcm.Substream) int    { return 0 }
func (s *stream) hwFree(*pcm.Substream) error   { return nil }
func (s *stream) syncStop(*pcm.Substream) error { s.wg.Wait(); return nil }

func (s *stream) ops() *pcm.Ops {
	return &pcm.Ops{Open: s.open, Trigger: s.trigger, Pointer: s.pointer, HwFree: s.hwFree, SyncStop: s.syncStop}
}

// New makes the driver.
func New(card *pcm.Card) {
	for _, s := range []*stream{newStream("playback"), newStream("capture")} {
		card.NewPCM(s.name, s.ops())
	}
}
