package contract

import (
	"fmt"
	"slices"
	"strings"
)

// A Gap is an ops table of a kernel driver and the contexts that nothing waits for: what advice about it depends on.
type Gap struct {
	Table string
	// Card tells whether a card is at hand where the table is used, so that its sync_irq can be advised: a component
	// driver's is not.
	Card bool
	// Stop tells whether the table has a .sync_stop, one that waits for none of Open.
	Stop Presence
	// SyncIRQ: card->sync_irq makes the core wait for the table's IRQ handlers as long as there is no .sync_stop, so that
	// whoever adds one has to wait for the IRQ in it.
	SyncIRQ bool
	// Elsewhere: other tables of the driver have IRQ handlers of other requests; card->sync_irq is one number.
	Elsewhere bool
	// Before is set where the kernel's core knows no .sync_stop.
	Before *Before
	// Open are the contexts to name, the one that the finding is about first. There is one at least.
	Open []Open
}

// Open is a context that nothing waits for.
type Open struct {
	Kind  Kind
	Entry string
	// How says how to wait for it; needed for kinds that a wait for the IRQ does not cover.
	How string
	// Request tells places apart that request an IRQ; In is the function there.
	Request, In string
	// Helper: In is no part of the driver (a helper of the bus or the architecture), which knows no card.
	Helper bool
	// Each: In requests one IRQ for each of several objects.
	Each bool
}

// Advice says what to write so that everything in Open is waited for, and what was waited for before still is.
func (g Gap) Advice() string {
	irqs, deferred := g.split()
	if g.Before != nil {
		return g.adviseByHand(irqs, deferred)
	}
	if len(irqs) > 0 && len(deferred) == 0 && g.Stop == Absent {
		return g.adviseIRQ(irqs)
	}
	var waits []string
	add := func(text string) {
		if !slices.Contains(waits, text) { // a handler may be registered at several places
			waits = append(waits, text)
		}
	}
	for _, o := range deferred {
		add(fmt.Sprintf("waits for %s(): %s", o.Entry, o.How))
	}
	for _, o := range irqs {
		add(fmt.Sprintf("calls synchronize_irq() for the IRQ of %s()", o.Entry))
	}
	if g.SyncIRQ && len(irqs) == 0 {
		add("calls synchronize_irq() for the IRQ in card->sync_irq, which the core does not wait for any more where there is a .sync_stop")
	}
	if n := len(waits) - 1; n > 0 {
		waits[n] = "and " + waits[n]
	}
	return g.stopThat() + strings.Join(waits, "; ")
}

// Before is a kernel whose core knows no .sync_stop, and the callbacks of a table that would have to wait and do not.
type Before struct {
	Kernel    string
	Callbacks []string
}

// Names lists the callbacks for people.
func (b *Before) Names() string {
	list := "." + strings.Join(b.Callbacks, ", .")
	if i := strings.LastIndex(list, ", "); i >= 0 {
		list = list[:i] + " and " + list[i+2:]
	}
	return list
}

// adviseByHand says what the callbacks have to do themselves.
func (g Gap) adviseByHand(irqs, deferred []Open) string {
	var waits []string
	for _, o := range deferred {
		waits = append(waits, fmt.Sprintf("for %s(): %s", o.Entry, o.How))
	}
	for _, o := range irqs {
		waits = append(waits, fmt.Sprintf("for the IRQ of %s(): synchronize_irq()", o.Entry))
	}
	return fmt.Sprintf("wait in %s, %s; Linux %s has no .sync_stop and no card->sync_irq", g.Before.Names(), strings.Join(waits, "; "), g.Before.Kernel)
}

// split parts Open into those that a wait for the IRQ covers and the others, each that needs a wait of its own once.
func (g Gap) split() (irqs, deferred []Open) {
	for _, o := range g.Open {
		list := &deferred
		if o.Kind.SyncedByIRQ() {
			list = &irqs
		}
		if !slices.ContainsFunc(*list, func(x Open) bool { return x.Entry == o.Entry && x.Request == o.Request && x.How == o.How }) {
			*list = append(*list, o)
		}
	}
	return irqs, deferred
}

// stopThat begins a sentence about the .sync_stop that the table needs.
func (g Gap) stopThat() string {
	if g.Stop == Absent {
		return fmt.Sprintf("give `%s` a .sync_stop that ", g.Table)
	}
	return fmt.Sprintf("make the .sync_stop of `%s` one that ", g.Table)
}

// adviseIRQ advises card->sync_irq where one number is enough.
func (g Gap) adviseIRQ(irqs []Open) string {
	o := irqs[0]
	stop := g.stopThat() + "calls synchronize_irq() for "
	requests := distinct(irqs, func(o Open) string { return o.Request })
	switch {
	case !g.Card:
		return fmt.Sprintf("%sthe IRQ of %s()", stop, o.Entry)
	case requests > 1:
		return fmt.Sprintf("%seach of its IRQs: they are requested at %d places, card->sync_irq is one", stop, requests)
	case o.Each:
		return fmt.Sprintf("%sthe IRQ of its stream: %s() requests one for each of several objects, card->sync_irq is one", stop, o.In)
	case g.Elsewhere:
		return fmt.Sprintf("%sthe IRQ of %s(): other tables of the driver have other IRQs, card->sync_irq is one", stop, o.Entry)
	case distinct(irqs, func(o Open) string { return o.Entry }) > 1:
		return fmt.Sprintf("%seach IRQ; where all handlers serve one, assign card->sync_irq %s instead", stop, o.where())
	}
	return fmt.Sprintf("assign card->sync_irq %s, or give `%s` a .sync_stop that calls synchronize_irq()", o.where(), g.Table)
}

// where says where card->sync_irq gets its number.
func (o Open) where() string {
	switch {
	case o.In == "":
		return "after the IRQ is requested"
	case o.Helper:
		return "where the driver has the IRQ requested by " + o.In + "()"
	}
	return "after the request in " + o.In + "()"
}

func distinct(list []Open, key func(Open) string) int {
	seen := map[string]bool{}
	for _, o := range list {
		seen[key(o)] = true
	}
	return len(seen)
}

// WaitForEndless says how to wait for what starts itself again while no start of a stream starts it.
const WaitForEndless = "wait until it has seen that the stream has stopped; do not cancel it, since it starts itself again and no start of a stream does"

// AdviseMove says what to do with a wait by hand in .hw_free. Where it waits for an IRQ, the core can do the same.
func AdviseMove(irq bool) string {
	if irq {
		return "drop it and assign card->sync_irq, or move it to .sync_stop: the core calls that before prepare, hw_params and hw_free alike"
	}
	return "move this wait to .sync_stop, which the core calls before prepare, hw_params and hw_free alike"
}

// AdviseOutOfTrigger says what to do with a wait in a callback that may run in the handler, or while it is waited for.
func AdviseOutOfTrigger() string {
	return "only stop the source here (hrtimer_try_to_cancel(), cancel_work(), a register) and wait in .sync_stop, which the core calls without the stream's lock before prepare, hw_params and hw_free"
}

// AdviseInitFirst says what to do with a request that comes too early.
func AdviseInitFirst(call string) string {
	return "initialise everything that the handler uses before " + call + "(), or request with IRQF_NO_AUTOEN and call enable_irq() when all is there"
}

// AdviseKeep says what to do with a wait by hand in .hw_free that others need, too, or that must not be made at every stop.
const AdviseKeep = "keep it for what else needs it, and wait in .sync_stop as is said for the table: the core calls that before prepare, hw_params and hw_free alike"

// AdviseGo says what to write in a driver in Go: for a rule, what it is reported for and the functions that nothing waits for.
func AdviseGo(rule, subject string, entries []string) string {
	entry := "it"
	if len(entries) > 0 {
		entry = strings.Join(entries, ", ")
	}
	switch rule {
	case IRQWithoutSyncStop:
		return fmt.Sprintf("give %s a SyncStop that calls SynchronizeIRQ for the interrupt of %s, or name that interrupt to the library (SetSyncIRQ, SyncIRQ)", subject, entry)
	case DeferredWithoutSyncStop:
		return fmt.Sprintf("give %s a SyncStop that waits until %s has ended: for its WaitGroup or errgroup, for a channel that it closes, with CancelWorkSync for a work", subject, entry)
	case WaitInTrigger:
		return "tell it to stop here without waiting, and wait for it in SyncStop, which the core calls without the stream's lock"
	}
	return "move this wait to SyncStop, which the core calls before Prepare, HwParams and HwFree alike"
}
