package program

// A budget bounds what is spent on the elapsed calls of one file: calls, functions that lead to them and handlers multiply
// with each other in a file that means to stop whoever looks at it. It grows with the file only, so that what is found
// does not depend on what else is looked at.
type budget struct{ steps, contexts int }

// What a file may cost. The most that one of Linux 6.12 or 6.1 takes is 114 steps (sound/usb/pcm.c) and 16 contexts
// (sound/isa/wss/wss_lib.c).
const (
	baseSteps       = 100_000 // of walks from an elapsed call and from its argument, for a file of any size
	stepsPerByte    = 4
	baseContexts    = 2_000
	bytesPerContext = 16
)

// budgetOf gives what is left of a file's budget.
func (w *contextLayer) budgetOf(u *unit) *budget {
	b := w.budgets[u.path]
	if b == nil {
		size := int(u.file.Size)
		b = &budget{baseSteps + stepsPerByte*size, baseContexts + size/bytesPerContext}
		w.budgets[u.path] = b
	}
	return b
}

// spent tells whether nothing is left for a further step or a further context.
func (b *budget) spent() bool { return b.steps <= 0 || b.contexts <= 0 }
