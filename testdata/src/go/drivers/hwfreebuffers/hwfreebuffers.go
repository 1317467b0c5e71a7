// Package hwfreebuffers waits in SyncStop for its goroutine, and in HwFree for buffers that another one gives back.
package hwfreebuffers

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

type chip struct {
	playing sync.WaitGroup
	buffers chan []byte
}

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.playing.Add(1)
		go c.play(s)
	}
	return nil
}

func (c *chip) play(s *pcm.Substream) {
	defer c.playing.Done()
	s.PeriodElapsed()
}

func (c *chip) hwFree(*pcm.Substream) error {
	go c.give()
	<-c.buffers
	return nil
}

func (c *chip) give() { c.buffers <- make([]byte, 16) }

func (c *chip) syncStop(*pcm.Substream) error { c.playing.Wait(); return nil }

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{buffers: make(chan []byte)}
	card.NewPCM("buffers", &pcm.Ops{
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   c.hwFree,
		SyncStop: c.syncStop,
	})
}
