// Package iface calls PeriodElapsed through an interface of its own, by a channel of functions and a loop.
package iface

import pcm "example.com/gosound/structpcm"

type elapser interface{ PeriodElapsed() }

type chip struct {
	jobs chan func()
	up   elapser
}

func (c *chip) loop() {
	for job := range c.jobs {
		job()
	}
}

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.up = s
		c.jobs <- func() { c.up.PeriodElapsed() }
	}
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{jobs: make(chan func(), 1)}
	go c.loop()
	ops := &pcm.Ops{ // want `PCM002: ops has no SyncStop: \(\*chip\).loop, a goroutine`
		Trigger: c.trigger,
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	}
	card.NewPCM("iface", ops)
}
