package rules

import (
	"fmt"
	"slices"

	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/program"
)

// handRolledSync is PCM003: see doc/PCM003.md.
var handRolledSync = Rule{ID: contract.HandRolledSync, race: tooLate, check: func(p *pass) {
	for _, g := range groupWaits(p.res, inHWFree) {
		p.handRolled(g.wait, g.tables)
	}
}}

// inHWFree are the waits of a table's .hw_free that .sync_stop or card->sync_irq should make. Where the kernel has neither
// they are in their place.
func inHWFree(v *program.Verdict) []*program.Wait {
	if !v.Target.SyncStop {
		return nil
	}
	var out []*program.Wait
	for _, x := range v.Waits {
		if x.Callback == kernelapi.HWFree && (x.IRQ || v.Stop == program.Absent) {
			out = append(out, x)
		}
	}
	return out
}

func (p *pass) handRolled(x *program.Wait, tables []*program.Verdict) {
	f := finding.Finding{Subject: x.Call, Context: "irq"}
	what := "an interrupt handler"
	if len(x.For) > 0 {
		c := best(tables[0], x.For)
		f.Context = string(c.Kind)
		what = "the " + c.Kind.String() + " " + c.Entry + "() that calls snd_pcm_period_elapsed()"
		for _, c := range x.For {
			if !slices.Contains(f.Entries, c.Entry) {
				f.Entries = append(f.Entries, c.Entry)
			}
		}
	}
	f.Message = fmt.Sprintf("%s() reached from .hw_free of %s waits by hand for %s", x.Call, names(tables), what)
	f.Advice = contract.AdviseMove(x.IRQ)
	if stays(x, tables) {
		f.Advice = contract.AdviseKeep
	}
	f.Path = p.waitPath(x)
	for _, v := range tables {
		f.Related = append(f.Related, finding.Step{Place: p.locate(v.Pos), Function: v.Name, Note: "the ops table whose .hw_free leads here"})
	}
	p.report(x.Pos, f)
}

// waitPath says each step of the way from a callback to a wait.
func (p *pass) waitPath(x *program.Wait) []finding.Step {
	var out []finding.Step
	for _, s := range x.Path {
		out = append(out, finding.Step{Place: p.locate(s.Pos), Function: s.Function, Note: calls(s)})
	}
	return out
}

// stays tells whether a wait serves more than the table's streams: what it kills is not to be killed at every stop.
func stays(x *program.Wait, tables []*program.Verdict) bool {
	return slices.ContainsFunc(x.For, func(c *program.Context) bool {
		return c.Kind == kernelapi.URB || slices.ContainsFunc(tables, func(v *program.Verdict) bool { return restarting(v)[c.Entry] })
	})
}
