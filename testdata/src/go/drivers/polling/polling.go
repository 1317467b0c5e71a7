// Package polling looks in HwFree whether its goroutine has ended, and does not wait for it.
package polling

import pcm "example.com/gosound/structpcm"

type chip struct{ done chan struct{} }

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.done = make(chan struct{})
		go play(s, c.done)
	}
	return nil
}

func play(s *pcm.Substream, done chan<- struct{}) {
	s.PeriodElapsed()
	close(done)
}

func (c *chip) hwFree(*pcm.Substream) error {
	select {
	case <-c.done:
	default:
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	ops := &pcm.Ops{ // want `PCM002: ops has no SyncStop: play, a goroutine`
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  c.hwFree,
	}
	card.NewPCM("polling", ops)
}
