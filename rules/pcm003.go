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
	type group struct {
		wait   *program.Wait
		tables []*program.Verdict
	}
	var groups []*group
	at := map[program.Pos]*group{}
	for _, v := range p.res.Verdicts {
		for _, x := range v.Waits {
			if x.Callback != kernelapi.HWFree || !x.IRQ && v.Stop != program.Absent {
				continue
			}
			g := at[x.Pos]
			if g == nil {
				g = &group{wait: x}
				at[x.Pos] = g
				groups = append(groups, g)
			}
			g.tables = append(g.tables, v)
		}
	}
	for _, g := range groups {
		p.handRolled(g.wait, g.tables)
	}
}}

func (p *pass) handRolled(x *program.Wait, tables []*program.Verdict) {
	var names []string
	for _, v := range tables {
		if n := v.Name; !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
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
	f.Message = fmt.Sprintf("%s() reached from .hw_free of %s waits by hand for %s", x.Call, list(names), what)
	f.Advice = contract.AdviseMove(x.IRQ)
	for _, s := range x.Path {
		note := "calls " + s.Callee + "()"
		if s.Indirect {
			note += " through a function pointer"
		}
		f.Path = append(f.Path, finding.Step{Place: p.locate(s.Pos), Function: s.Function, Note: note})
	}
	for _, v := range tables {
		f.Related = append(f.Related, finding.Step{Place: p.locate(v.Pos), Function: v.Name, Note: "the ops table whose .hw_free leads here"})
	}
	p.report(x.Pos, f)
}
