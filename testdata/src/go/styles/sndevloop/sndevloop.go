// Package sndevloop posts events to a loop, whose handlers are in a map.
package sndevloop

import "example.com/gosound/snd"

type event func(*chip)
type chip struct {
	ss       *snd.Substream
	ev       chan event
	handlers map[string]func()
}

func (c *chip) run() {
	for e := range c.ev {
		e(c)
	}
}
func (c *chip) period() { snd.PeriodElapsed(c.ss) }
func (c *chip) post(name string) {
	c.ev <- func(c *chip) {
		if h, ok := c.handlers[name]; ok {
			h()
		}
	}
}
func Probe(card *snd.Card) {
	c := &chip{ev: make(chan event)}
	c.handlers = map[string]func(){"period": c.period, "xrun": func() {}}
	go c.run()
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, &snd.PCMOps{ // want `PCM002: `
		Open:    func(s *snd.Substream) error { c.ss = s; return nil },
		HwFree:  func(*snd.Substream) error { return nil },
		Trigger: func(*snd.Substream, snd.TriggerCmd) error { c.post("period"); return nil },
		Pointer: func(*snd.Substream) uint64 { return 0 },
	})
}
