// Package ignored suppresses its finding with a reason; other comments of that kind are useless or say too little.
package ignored

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

type chip struct{ sub *pcm.Substream }

func (c *chip) interrupt() { c.sub.PeriodElapsed() }

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{}
	//pcmlint:ignore PCM001 -- trigger has masked the interrupt and read the mask back
	ops := pcm.Ops{
		Open:    func(s *pcm.Substream) error { c.sub = s; return nil },
		Trigger: func(*pcm.Substream, pcm.Cmd) error { return nil },
		Pointer: func(*pcm.Substream) int { return 0 },
		//pcmlint:ignore PCM003 -- nothing waits here // want `PCM900: .* suppresses nothing`
		HwFree: func(*pcm.Substream) error { return nil },
	}
	card.NewPCM("ignored", &ops)
	irq.RequestIRQ(41, c.interrupt)
}

/* want `PCM901: .* gives no reason` */ //pcmlint:ignore PCM002
