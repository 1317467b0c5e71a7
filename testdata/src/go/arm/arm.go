// Package arm has the shape of TamaGo's package of that name.
package arm

import "example.com/gosound/irq"

// Timer is the only interrupt.
const Timer = 38

// ServiceInterrupts calls isr for every interrupt.
func ServiceInterrupts(isr func()) { irq.RequestIRQ(Timer, isr) }
