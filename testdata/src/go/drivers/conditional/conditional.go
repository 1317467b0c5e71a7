// Package conditional sets SyncStop only for some devices: it is not judged.
package conditional

import pcm "example.com/gosound/structpcm"

type chip struct {
	sub  *pcm.Substream
	done chan struct{}
}

func (c *chip) trigger(_ *pcm.Substream, cmd pcm.Cmd) error {
	if cmd != pcm.Start {
		return nil
	}
	c.done = make(chan struct{})
	done := c.done
	go func() {
		defer close(done)
		c.sub.PeriodElapsed()
	}()
	return nil
}

// New makes the driver.
func New(card *pcm.Card, modern bool) {
	c := &chip{}
	ops := pcm.Ops{
		Open:    func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	}
	if modern {
		ops.SyncStop = func(*pcm.Substream) error { <-c.done; return nil }
	}
	card.NewPCM("conditional", &ops)
}
