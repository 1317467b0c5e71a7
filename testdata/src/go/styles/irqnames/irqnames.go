// Package irqnames has drivers that name their interrupts to the core, each in its own way, and some that do not.
package irqnames

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/namepcm"
	"example.com/gosound/styles/irqnames/board"
)

type base struct{ s *pcm.Stream }

func (*base) Trigger(*pcm.Stream, bool) error { return nil }
func (*base) Pointer(*pcm.Stream) int         { return 0 }
func (*base) HwFree(*pcm.Stream) error        { return nil }

func (b *base) interrupt() { b.s.PeriodElapsed() }

type byMethod struct{ base }

func newByMethod() {
	d, card := &byMethod{}, pcm.NewCard()
	d.s = card.Add(d)
	_ = irq.RequestIRQ(1, d.interrupt)
	card.SyncIRQ(1)
}

type byMethodValue struct{ base }

func newByMethodValue() {
	d, card := &byMethodValue{}, pcm.NewCard()
	d.s = card.Add(d)
	name := card.SyncIRQ
	_ = irq.RequestIRQ(2, d.interrupt)
	name(2)
}

type byOption struct{ base }

func newByOption() {
	d := &byOption{}
	opts := []pcm.Option{pcm.WithLine(3)}
	d.s = pcm.NewCard(opts...).AddPCM("x").SetOps(d)
	_ = irq.RequestIRQ(3, d.interrupt)
}

type byConfig struct{ base }

func newByConfig() {
	d := &byConfig{}
	d.s = pcm.FromConfig(pcm.Config{Name: "x", SyncIRQ: 4}).Add(d)
	_ = irq.RequestIRQ(4, d.interrupt)
}

type byArgument struct{ base }

func newByArgument() {
	d := &byArgument{}
	d.s = pcm.NewIRQCard(5).Add(d)
	_ = irq.RequestIRQ(5, d.interrupt)
}

type namer interface{ SyncIRQ(int) }

type byInterface struct{ base }

func newByInterface() {
	d, card := &byInterface{}, pcm.NewCard()
	d.s = card.Add(d)
	_ = irq.RequestIRQ(6, d.interrupt)
	name(card, 6)
}

func name(n namer, line int) { n.SyncIRQ(line) }

type byRegistrar struct{ base }

func newByRegistrar() {
	d, card := &byRegistrar{}, pcm.NewCard()
	d.s = card.Add(d)
	_ = board.RequestFor(card, 7, d.interrupt)
}

type byField struct {
	base
	lines board.Lines
}

func newByField() {
	d, card := &byField{lines: board.Find()}, pcm.NewCard()
	d.s = card.Add(d)
	_ = irq.RequestIRQ(d.lines.Play, d.interrupt)
	n := d.lines.Play
	card.SyncIRQ(n)
}

type byResult struct{ base }

func newByResult() error {
	d, card := &byResult{}, pcm.NewCard()
	d.s = card.Add(d)
	n, err := board.Number("ab")
	if err != nil {
		return err
	}
	card.SyncIRQ(n)
	return irq.RequestIRQ(n, d.interrupt)
}

type notNamed struct{ base } // want `PCM001:`

func newNotNamed() {
	d, card := &notNamed{}, pcm.NewCard()
	d.s = card.Add(d)
	_ = board.Request(8, d.interrupt)
}

type otherLine struct{ base } // want `PCM001:`

func newOtherLine() {
	d, card := &otherLine{}, pcm.NewCard()
	d.s = card.Add(d)
	_ = irq.RequestIRQ(9, d.interrupt)
	card.SyncIRQ(board.Line)
}

type otherField struct { // want `PCM001:`
	base
	lines board.Lines
}

func newOtherField() {
	d, card := &otherField{lines: board.Find()}, pcm.NewCard()
	d.s = card.Add(d)
	_ = irq.RequestIRQ(d.lines.Play, d.interrupt)
	card.SyncIRQ(d.lines.Control)
}

type negative struct{ base } // want `PCM001:`

func newNegative() {
	d, card := &negative{}, pcm.NewCard()
	d.s = card.Add(d)
	_ = irq.RequestIRQ(10, d.interrupt)
	name(card, -1)
}

type negativeOption struct{ base } // want `PCM001:`

func newNegativeOption() {
	const none = -1
	d := &negativeOption{}
	d.s = pcm.NewCard(pcm.WithSyncIRQ(none)).Add(d)
	_ = irq.RequestIRQ(11, d.interrupt)
}

type otherCard struct{ base } // want `PCM001:`

func newOtherCard() {
	d, card, spare := &otherCard{}, pcm.NewCard(), pcm.NewCard()
	d.s = card.Add(d)
	_ = irq.RequestIRQ(12, d.interrupt)
	spare.SyncIRQ(12)
}

type twoLines struct{ base } // want `PCM001: .*interrupt2`

func (t *twoLines) interrupt2() { t.s.PeriodElapsed() }

func newTwoLines() {
	d, card := &twoLines{}, pcm.NewCard()
	d.s = card.Add(d)
	_ = irq.RequestIRQ(13, d.interrupt)
	_ = irq.RequestIRQ(14, d.interrupt2)
	card.SyncIRQ(13)
}

// ownField has a SyncIRQ that no core looks at.
type ownField struct { // want `PCM001:`
	base
	SyncIRQ int
}

func newOwnField() {
	d, card := &ownField{}, pcm.NewCard()
	d.s = card.Add(d)
	d.SyncIRQ = 15
	_ = irq.RequestIRQ(15, d.interrupt)
}

type byPin struct{ base }

func newByPin() {
	d, card, pin := &byPin{}, pcm.NewCard(), board.Pin{N: 16}
	d.s = card.Add(d)
	_ = pin.Request(d.s.PeriodElapsed)
	card.SyncIRQ(pin.N)
}

type otherPin struct{ base } // want `PCM001:`

func newOtherPin() {
	d, card, pin := &otherPin{}, pcm.NewCard(), board.Pin{N: 17}
	d.s = card.Add(d)
	_ = pin.Request(d.s.PeriodElapsed)
	card.SyncIRQ(18)
}

type byController struct{ base }

func newByController(c board.Controller) {
	d, card := &byController{}, pcm.NewCard()
	d.s = card.Add(d)
	_ = c.RequestIRQ(19, d.interrupt)
	card.SyncIRQ(19)
}

func cardWith(n int) *pcm.Card {
	card := pcm.NewCard()
	card.SyncIRQ(n)
	return card
}

type byOwnCard struct{ base }

func newByOwnCard() {
	d := &byOwnCard{}
	d.s = cardWith(20).Add(d)
	_ = irq.RequestIRQ(20, d.interrupt)
}

type noLine struct{ base } // want `PCM001:`

func newNoLine() {
	d := &noLine{}
	d.s = cardWith(-1).Add(d)
	_ = irq.RequestIRQ(21, d.interrupt)
}
