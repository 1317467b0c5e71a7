// Package crossregister registers ops and handler of another package.
package crossregister

import (
	"example.com/gosound/drivers/crossregister/parts"
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

// New makes the driver.
func New(card *pcm.Card) {
	card.NewPCM("parts", parts.NewOps()) // want `PCM001: ops has no SyncStop: Interrupt, an IRQ handler`
	irq.RequestIRQ(36, parts.Interrupt)
}
