// Package board requests interrupts for drivers.
package board

import (
	"example.com/gosound/irq"
	pcm "example.com/gosound/namepcm"
)

// Line is that of the board's only sound chip.
const Line = 33

// Request requests a line.
func Request(n int, f func()) error { return irq.RequestIRQ(n, f) }

// RequestFor requests a line and names it.
func RequestFor(c *pcm.Card, n int, f func()) error {
	c.SyncIRQ(n)
	return Request(n, f)
}

// Lines are the lines of a chip.
type Lines struct{ Play, Control int }

// Find finds them.
func Find() Lines { return Lines{Play: 30, Control: 31} }

// Number is the line of a name.
func Number(name string) (int, error) { return 40 + len(name), nil }

// Pin is the line of a chip.
type Pin struct{ N int }

// Request requests it.
func (p Pin) Request(f func()) error { return irq.RequestIRQ(p.N, f) }

// Controller requests lines.
type Controller interface{ RequestIRQ(n int, f func()) error }
