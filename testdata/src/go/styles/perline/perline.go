// Package perline has probe functions that are called once for each card, with the card and its interrupt.
package perline

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/structpcm"
)

func trigger(*pcm.Substream, pcm.Cmd) error { return nil }
func pointer(*pcm.Substream) int            { return 0 }
func hwFree(*pcm.Substream) error           { return nil }

// probeAll serves cards that all know their interrupt.
func probeAll(card *pcm.Card, line int) {
	ops := &pcm.Ops{Trigger: trigger, Pointer: pointer, HwFree: hwFree}
	s := card.NewPCM("all", ops)
	_ = irq.RequestIRQ(line, s.PeriodElapsed)
}

// probeOne serves two cards, one of which is not told its interrupt.
func probeOne(card *pcm.Card, line int) {
	ops := &pcm.Ops{Trigger: trigger, Pointer: pointer, HwFree: hwFree} // want `PCM001: ops has no SyncStop`
	s := card.NewPCM("one", ops)
	_ = irq.RequestIRQ(line, s.PeriodElapsed)
}

// probeWrong serves two cards, one of which is told the interrupt of the other.
func probeWrong(card *pcm.Card, line int) {
	ops := &pcm.Ops{Trigger: trigger, Pointer: pointer, HwFree: hwFree} // want `PCM001: ops has no SyncStop`
	s := card.NewPCM("wrong", ops)
	_ = irq.RequestIRQ(line, s.PeriodElapsed)
}

// New makes the cards.
func New() {
	front, rear := pcm.NewCard(), pcm.NewCard()
	front.SyncIRQ, rear.SyncIRQ = 31, 32
	probeAll(front, 31)
	probeAll(rear, 32)

	told, untold := pcm.NewCard(), pcm.NewCard()
	told.SyncIRQ = 33
	probeOne(told, 33)
	probeOne(untold, 34)

	right, wrong := pcm.NewCard(), pcm.NewCard()
	right.SyncIRQ, wrong.SyncIRQ = 35, 35
	probeWrong(right, 35)
	probeWrong(wrong, 36)
}
