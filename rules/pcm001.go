package rules

import (
	"fmt"
	"path"

	"github.com/pcmlint/pcmlint/internal/program"
)

// irqWithoutSyncStop is PCM001: see doc/PCM001.md.
var irqWithoutSyncStop = Rule{ID: "PCM001", Name: "irq-without-sync-stop", check: func(p *pass) {
	for _, v := range p.res.Verdicts {
		p.table(v, func(c *program.Context) bool { return c.Kind.SyncedByIRQ() },
			" and no card->sync_irq is set for it", func(v *program.Verdict, c *program.Context) string {
				if v.ASoC() {
					return fmt.Sprintf("give `%s` a .sync_stop that calls synchronize_irq() for the IRQ of %s()", v.Name, c.Entry)
				}
				if irqs := requests(v); irqs > 1 {
					return fmt.Sprintf("give `%s` a .sync_stop that calls synchronize_irq() for each of its IRQs: they are requested "+
						"at %d places, card->sync_irq is one", v.Name, irqs)
				}
				if c.PerCall {
					return fmt.Sprintf("give `%s` a .sync_stop that calls synchronize_irq() for the IRQ of its stream: %s() requests "+
						"one for each of several objects, card->sync_irq is one", v.Name, c.RegisteredIn)
				}
				if len(v.Beside) > 0 {
					return fmt.Sprintf("give `%s` a .sync_stop that calls synchronize_irq() for the IRQ of %s(): other tables of the driver "+
						"have other IRQs, card->sync_irq is one", v.Name, c.Entry)
				}
				where := "after the IRQ is requested"
				switch {
				case c.RegisteredIn == "":
				case path.Dir(c.Registered.File) == path.Dir(v.Pos.File):
					where = "after the request in " + c.RegisteredIn + "()"
				default: // a helper of the bus or the architecture, which knows no card
					where = "where the driver has the IRQ requested by " + c.RegisteredIn + "()"
				}
				if severalHandlers(v) {
					return fmt.Sprintf("give `%s` a .sync_stop that calls synchronize_irq() for each IRQ; where all handlers serve one, "+
						"assign card->sync_irq %s instead", v.Name, where)
				}
				return fmt.Sprintf("assign card->sync_irq %s, or give `%s` a .sync_stop that calls synchronize_irq()", where, v.Name)
			})
	}
}}

// requests counts the places that request an IRQ for a table.
func requests(v *program.Verdict) int {
	at := map[program.Pos]bool{}
	for _, c := range v.Uncovered {
		if c.Kind.SyncedByIRQ() {
			at[c.Registered] = true
		}
	}
	return len(at)
}

// severalHandlers tells whether more than one IRQ handler must be waited for: card->sync_irq holds one number.
func severalHandlers(v *program.Verdict) bool {
	first := ""
	for _, c := range v.Uncovered {
		if c.Kind.SyncedByIRQ() {
			if first != "" && first != c.Entry {
				return true
			}
			first = c.Entry
		}
	}
	return false
}
