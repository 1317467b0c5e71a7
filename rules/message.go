package rules

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/program"
)

// message says what is wrong with a table: that nothing waits for one of its contexts, though there may be something that
// looks like it.
func (p *pass) message(v *program.Verdict, c *program.Context) string {
	ends := fmt.Sprintf("%s %s() calls snd_pcm_period_elapsed()", article(c.Kind), c.Entry)
	if b := before(v); b != nil {
		return fmt.Sprintf("nothing in %s of `%s` waits for %s %s(), which calls snd_pcm_period_elapsed()", b.Names(), v.Name, article(c.Kind), c.Entry)
	}
	if v.Stop != program.Absent {
		return fmt.Sprintf("`%s`: .sync_stop is %s, but it %s, and %s", v.Name, callback(v), p.waitsForNone(v), ends)
	}
	return fmt.Sprintf("`%s` has no .sync_stop%s, but %s", v.Name, p.syncIRQ(v, c), ends)
}

// callback spells the .sync_stop of a table.
func callback(v *program.Verdict) string {
	if v.Sync.Callback == "" {
		return "not a function at hand"
	}
	return v.Sync.Callback + "()"
}

// syncIRQ says what card->sync_irq has to do with an IRQ handler that it does not cover.
func (p *pass) syncIRQ(v *program.Verdict, c *program.Context) string {
	if !c.Kind.SyncedByIRQ() {
		return ""
	}
	in := ""
	if j := v.Sync; j != nil && j.Program != "" {
		in = " in " + j.Program
	}
	if j := v.Sync; j != nil && j.Stored != "" {
		at := p.locate(j.StoredAt)
		return fmt.Sprintf(", and card->sync_irq%s %s (%s:%d)", in, j.Stored, path.Base(at.File), at.Line)
	}
	return " and no card->sync_irq is set for it" + in
}

// maxInstead is how much is told of what a .sync_stop does instead of waiting.
const maxInstead = 2

// waitsForNone says what the .sync_stop of a table does instead of waiting for what it ought to.
func (p *pass) waitsForNone(v *program.Verdict) string {
	what := "waits for no one"
	switch {
	case len(v.Uncovered) < len(v.Contexts):
		what = "does not wait for all"
	case slices.ContainsFunc(v.Sync.Deeds, func(d program.Deed) bool { return d.Does == 0 }):
		what = "does not wait for that"
	}
	var told []string
	var kinds []kernelapi.Deed
	for _, d := range byWeight(v.Sync.Deeds) {
		if len(told) == maxInstead {
			break
		}
		if slices.Contains(kinds, d.Does) {
			continue
		}
		at := p.locate(d.Pos)
		kinds = append(kinds, d.Does)
		told = append(told, fmt.Sprintf("%s (%s:%d)", fmt.Sprintf(deeds[d.Does], d.Call), path.Base(at.File), at.Line))
	}
	if len(told) == 0 {
		return what + ": nothing in it takes until a handler has ended"
	}
	return what + ": it " + strings.Join(told, " and ")
}

// deeds say what a call in a .sync_stop does that does not wait for what it ought to.
var deeds = map[kernelapi.Deed]string{
	0:                 "waits for something else with %s",
	kernelapi.Halts:   "calls %s, which does not wait for a handler that runs",
	kernelapi.SetsOff: "calls %s, which only starts something",
	kernelapi.Touches: "accesses registers with %s",
	kernelapi.Delays:  "passes time with %s",
	kernelapi.Logs:    "prints with %s",
}

// byWeight puts what looks most like a wait first.
func byWeight(list []program.Deed) []program.Deed {
	weight := func(d program.Deed) int {
		if i := slices.Index([]kernelapi.Deed{0, kernelapi.Halts, kernelapi.SetsOff}, d.Does); i >= 0 {
			return i
		}
		return len(deeds)
	}
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b program.Deed) int { return weight(a) - weight(b) })
	return out
}

// instead points at the .sync_stop that does not wait.
func (p *pass) instead(v *program.Verdict) []finding.Step {
	if v.Stop == program.Absent || v.SyncBy != contract.BySyncStop {
		return nil
	}
	return []finding.Step{{Place: p.locate(v.SyncPos), Function: v.Sync.Callback, Note: "the .sync_stop that does not wait for it"}}
}
