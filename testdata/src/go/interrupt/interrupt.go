// Package interrupt has the shape of TinyGo's package of that name.
package interrupt

import "example.com/gosound/irq"

// Interrupt is an interrupt with a handler.
type Interrupt struct{ num int }

// New registers a handler.
func New(num int, handler func(Interrupt)) Interrupt {
	irq.RequestIRQ(num, func() { handler(Interrupt{num}) })
	return Interrupt{num}
}

// Enable lets the interrupt happen.
func (Interrupt) Enable() {}
