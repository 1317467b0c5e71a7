package program

import (
	"fmt"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// add adds a note once.
func (j *Judgement) add(note string) {
	if !slices.Contains(j.Notes, note) {
		j.Notes = append(j.Notes, note)
	}
}

// remember keeps what notes about card->sync_irq are made of.
func (j *Judgement) remember(c *Context, a coverage) {
	switch {
	case a.off:
		j.again = append(j.again, c)
	case j.with == nil:
		j.with = map[string]bool{c.Entry: true}
	default:
		j.with[c.Entry] = true
	}
	if a.late {
		j.add("card->sync_irq is stored after " + kernelapi.CardRegister + "(): whoever opens the device before that is not waited for")
	}
}

// registeredBefore tells whether the card is registered on the way to a place.
func (p *programView) registeredBefore(o occurrence) bool {
	return slices.ContainsFunc(p.w.callsOfName(kernelapi.CardRegister, p.from), func(c *site) bool {
		return p.has(c.u().path) && slices.ContainsFunc(p.occurrences(c), func(r occurrence) bool {
			same, cmp, _, _ := r.order(o)
			return same && cmp < 0
		})
	})
}

// remark adds what a reader ought to look at, though it is no finding: none of it keeps the core from waiting as the driver
// is written, or only at a time of which nothing is known here.
func (w *proofLayer) remark(v *Verdict) {
	j := v.Sync
	for _, c := range j.again {
		if j.with[c.Entry] && w.freesIRQ(v) {
			j.add(fmt.Sprintf("%s() requests the IRQ of %s() again and does not store card->sync_irq again", c.RegisteredIn, c.Entry))
		}
	}
	j.again, j.with = nil, nil
	starts := w.startsOfTrigger(v.Table)
	for _, c := range v.Contexts {
		if len(starts) == 0 || slices.Contains(v.Uncovered, c) {
			continue
		}
		h := w.handlerOf(c)
		for _, s := range starts {
			if h.fns[s.fn()] {
				j.add(fmt.Sprintf("%s() starts the stream again, in %s(): what is waited for may begin anew behind the wait", c.Entry, s.fn().name()))
				break
			}
		}
	}
}

// freesIRQ tells whether the driver of a table frees an IRQ.
func (w *proofLayer) freesIRQ(v *Verdict) bool {
	return slices.ContainsFunc(kernelapi.FreesIRQ, func(name string) bool { return len(w.callsOfName(name, v.u.path)) > 0 })
}

// startsOfTrigger lists the calls of a table's .trigger in the driver itself that start a stream.
func (w *proofLayer) startsOfTrigger(t *Table) []*site {
	var out []*site
	for _, m := range t.members["trigger"] {
		f := w.moduleFunc(t, m.value)
		if f == nil {
			continue
		}
		for _, u := range w.usesOf(f) {
			if u.kind == useCall && u.at.fn() != nil && slices.ContainsFunc(u.at.e.Args[1:], func(a *cparse.Expr) bool { return a.Name == kernelapi.TriggerStart }) {
				out = append(out, u.at)
			}
		}
	}
	return out
}
