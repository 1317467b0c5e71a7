// Package board names the interrupt of a driver of another package.
package board

import pcm "example.com/gosound/structpcm"

type Board struct {
	Card *pcm.Card
	IRQ  int
}

func (b *Board) Finish() { b.Card.SyncIRQ = b.IRQ }
