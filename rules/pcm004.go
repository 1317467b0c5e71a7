package rules

import (
	"fmt"
	"slices"

	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/program"
)

// waitInTrigger is PCM004: see doc/PCM004.md.
var waitInTrigger = Rule{ID: contract.WaitInTrigger, race: deadlock, check: func(p *pass) {
	for _, g := range groupWaits(p.res, func(v *program.Verdict) []*program.Wait { return v.Atomic }) {
		p.waitInTrigger(g)
	}
}}

// waitGroup is a wait with the tables whose callbacks reach it.
type waitGroup struct {
	wait      *program.Wait
	tables    []*program.Verdict
	callbacks []string
	contexts  []*program.Context
}

// groupWaits puts the waits of tables that stand at one place together, in the order of the tables.
func groupWaits(res *program.Result, of func(*program.Verdict) []*program.Wait) []*waitGroup {
	var out []*waitGroup
	at := map[program.Pos]*waitGroup{}
	for _, v := range res.Verdicts {
		for _, x := range of(v) {
			g := at[x.Pos]
			if g == nil {
				g = &waitGroup{wait: x}
				at[x.Pos] = g
				out = append(out, g)
			}
			if !slices.Contains(g.tables, v) {
				g.tables = append(g.tables, v)
			}
			if !slices.Contains(g.callbacks, "."+x.Callback) {
				g.callbacks = append(g.callbacks, "."+x.Callback)
			}
			for _, c := range x.For {
				if !slices.ContainsFunc(g.contexts, func(o *program.Context) bool { return o.Kind == c.Kind && o.Entry == c.Entry }) {
					g.contexts = append(g.contexts, c)
				}
			}
		}
	}
	return out
}

func (p *pass) waitInTrigger(g *waitGroup) {
	x, c := g.wait, g.contexts[0]
	f := finding.Finding{Subject: x.Call, Context: string(c.Kind), Path: p.waitPath(x)}
	for _, c := range g.contexts {
		f.Entries = append(f.Entries, c.Entry)
	}
	f.Message = fmt.Sprintf("%s() reached from %s of %s waits for the %s %s() that calls snd_pcm_period_elapsed(): it never ends",
		x.Call, and(g.callbacks), names(g.tables), c.Kind, c.Entry)
	f.Advice = contract.AdviseOutOfTrigger()
	f.Related = append(f.Related,
		finding.Step{Place: p.locate(c.Registered), Function: c.Entry, Note: "registered as " + c.Kind.String()},
		finding.Step{Place: p.locate(c.Elapsed), Function: c.Entry, Note: "leads to this call of snd_pcm_period_elapsed(), which takes the stream's lock and may call .trigger itself"})
	for _, v := range g.tables {
		f.Related = append(f.Related, finding.Step{Place: p.locate(v.Pos), Function: v.Name, Note: "the ops table whose " + and(g.callbacks) + " leads here"})
	}
	p.report(x.Pos, f)
}

// deadlock is the race of a handler and a callback that waits for it with the stream's lock held.
func deadlock(f *finding.Finding, w contract.Words) []finding.Event {
	entry := "the handler"
	if len(f.Entries) > 0 {
		entry = f.Entries[0] + "()"
	}
	return []finding.Event{
		{Lane: finding.LaneHandler, Text: entry + " begins", Note: "it has read the substream"},
		{Lane: finding.LaneApp, Text: w.Trigger, Note: "the core holds the stream's lock"},
		{Lane: finding.LaneApp, Text: f.Subject + "()", Note: "waits for " + entry},
		{Lane: finding.LaneHandler, Text: w.Elapsed, Note: "wants the stream's lock"},
		{Lane: finding.LaneGap, Text: "both wait for each other", Note: "and in an XRUN the handler itself calls " + w.Trigger, Bad: true},
	}
}
