// Package listener is called through an interface by a dispatcher that it registers with.
package listener

import pcm "example.com/gosound/structpcm"

type listener interface{ period() }

type bus struct {
	listeners []listener
	kick      chan struct{}
}

func (b *bus) add(l listener) { b.listeners = append(b.listeners, l) }

func (b *bus) dispatch() {
	for range b.kick {
		for _, l := range b.listeners {
			l.period()
		}
	}
}

type chip struct {
	bus *bus
	sub *pcm.Substream
}

func (c *chip) period() { c.sub.PeriodElapsed() }

type led struct{}

func (led) period() {}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{bus: &bus{kick: make(chan struct{}, 1)}}
	c.bus.add(c)
	c.bus.add(led{})
	go c.bus.dispatch()
	ops := &pcm.Ops{ // want `PCM002: ops has no SyncStop: \(\*bus\).dispatch, a goroutine`
		Open: func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger: func(_ *pcm.Substream, cmd pcm.Cmd) error {
			if cmd == pcm.Start {
				c.bus.kick <- struct{}{}
			}
			return nil
		},
		Pointer: func(*pcm.Substream) int { return 0 },
		HwFree:  func(*pcm.Substream) error { return nil },
	}
	card.NewPCM("listener", ops)
}
