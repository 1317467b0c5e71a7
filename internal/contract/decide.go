package contract

// Presence tells whether a table has a callback.
type Presence uint8

// Presence of a callback.
const (
	Absent Presence = iota
	Present
	Conditional
)

// The statuses of a table.
const (
	Synced   = "synced"   // every context is waited for
	Unsynced = "unsynced" // at least one context is not
	NoAsync  = "no-async" // nothing asynchronous calls elapsed
	Unknown  = "unknown"  // could not be judged
)

// Statuses lists them.
func Statuses() []string { return []string{Synced, Unsynced, NoAsync, Unknown} }

// By values: what makes the core wait.
const (
	BySyncStop = "sync_stop"
	BySyncIRQ  = "sync_irq"
	ByHand     = "hw_free" // the callbacks themselves, where the core does not: .hw_free and .prepare
)

// UnderCondition is why a table is unknown whose .sync_stop may wait but is not always there.
const UnderCondition = ".sync_stop is set only under a condition"

// Cover says how far something is known to wait for a context.
type Cover uint8

// Covers, the weakest first.
const (
	NotWaited Cover = iota // visibly not
	Trusted                // it may, for all that is understood
	Proved
)

// Facts are what was found about one table.
type Facts struct {
	Stop     Presence // of .sync_stop
	Contexts []Waited // that end its periods
	// Unresolved says which call of elapsed nothing is known to start; empty when there is none.
	Unresolved string
	// Both: the core waits for a named IRQ beside a .sync_stop. The kernel's does not: it is an else-if.
	Both bool
}

// Waited says of a context what the callback and the named IRQ do for it.
type Waited struct {
	Kind Kind
	// Stop is what .sync_stop does, where there is one; IRQ what the number in card->sync_irq does.
	Stop, IRQ Cover
	// Hand is what the callbacks that free the buffer, or have it filled anew, do themselves.
	Hand Cover
}

// A Decision is how a table stands.
type Decision struct {
	Status, Reason string
	By             []string // of each context: what waits for it, empty when nothing does
	Open           []int    // the contexts that nothing waits for
}

// Decide judges a table.
func Decide(f Facts) Decision {
	var d Decision
	for i, c := range f.Contexts {
		by := f.by(c)
		d.By = append(d.By, by)
		if by == "" {
			d.Open = append(d.Open, i)
		}
	}
	switch {
	case len(d.Open) > 0:
		d.Status = Unsynced
	case f.Stop == Conditional:
		d.Status, d.Reason = Unknown, UnderCondition
	case f.Stop == Absent && f.Unresolved != "":
		d.Status, d.Reason = Unknown, f.Unresolved
	case len(f.Contexts) > 0:
		d.Status = Synced
	default:
		d.Status = NoAsync
	}
	return d
}

// by names what waits for a context.
func (f *Facts) by(c Waited) string {
	if c.Hand != NotWaited {
		return ByHand
	}
	if f.Stop != Absent && c.Stop != NotWaited {
		return BySyncStop
	}
	if (f.Stop == Absent || f.Both) && c.Kind.SyncedByIRQ() && c.IRQ != NotWaited {
		return BySyncIRQ
	}
	return ""
}
