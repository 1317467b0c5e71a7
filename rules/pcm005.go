package rules

import (
	"fmt"
	"slices"

	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/program"
)

// handlerBeforeInit is PCM005: see doc/PCM005.md.
var handlerBeforeInit = Rule{ID: "PCM005", race: tooEarly, check: func(p *pass) {
	at := map[program.Pos]*earlyGroup{}
	var groups []*earlyGroup
	for _, v := range p.res.Verdicts {
		for _, r := range v.Early {
			g := at[r.Pos]
			if g == nil {
				g = &earlyGroup{request: r}
				at[r.Pos] = g
				groups = append(groups, g)
			}
			g.add(r)
		}
	}
	for _, g := range groups {
		p.handlerBeforeInit(g)
	}
}}

// earlyGroup is a request with all handlers that it is made for and the objects that they find too early.
type earlyGroup struct {
	request *program.EarlyRequest
	entries []string
	objects []program.EarlyObject
}

func (g *earlyGroup) add(r *program.EarlyRequest) {
	if !slices.Contains(g.entries, r.Context.Entry) {
		g.entries = append(g.entries, r.Context.Entry)
	}
	for _, x := range r.Objects {
		if !slices.ContainsFunc(g.objects, func(o program.EarlyObject) bool { return o.Init == x.Init }) {
			g.objects = append(g.objects, x)
		}
	}
}

func (p *pass) handlerBeforeInit(g *earlyGroup) {
	r, first := g.request, g.objects[0]
	f := finding.Finding{Subject: r.Call, Context: string(r.Context.Kind), Entries: g.entries, Path: p.usePath(r, first)}
	var objects, inits []string
	for i, x := range g.objects {
		objects = append(objects, "`"+x.Expr+"`")
		if call := x.InitCall + "()"; !slices.Contains(inits, call) {
			inits = append(inits, call)
		}
		f.Related = append(f.Related, finding.Step{Place: p.locate(x.Init), Function: x.InitIn.Name, Note: "initialises " + x.Expr + " only now"})
		if i > 0 {
			path := p.usePath(r, x)
			use := path[len(path)-1]
			use.Note += " with " + x.Expr
			f.Related = append(f.Related, use)
		}
	}
	if first.Enabled.File != "" {
		f.Related = append(f.Related, finding.Step{Place: p.locate(first.Enabled), Note: "the handler can run from here on"})
	}
	f.Message = fmt.Sprintf("%s() lets %s() run, which uses %s, before %s: the handler can find %s uninitialised",
		r.Call, r.Context.Entry, and(objects), and(inits), pronoun(len(objects)))
	f.Advice = contract.AdviseInitFirst(r.Call)
	p.report(r.Pos, f)
}

func pronoun(n int) string {
	if n > 1 {
		return "them"
	}
	return "it"
}

// usePath says each step of the way from a request to where the handler uses an object.
func (p *pass) usePath(r *program.EarlyRequest, x program.EarlyObject) []finding.Step {
	var out []finding.Step
	for _, s := range x.Path {
		st := finding.Step{Place: p.locate(s.Pos), Function: s.Function, Note: calls(s)}
		if s.Kind == program.StepRegistered {
			st.Function, st.Note = s.Callee, "registered as "+r.Context.Kind.String()+" in "+s.Function+"()"
		}
		out = append(out, st)
	}
	return out
}

// tooEarly is the race of a handler that runs before its objects are there.
func tooEarly(f *finding.Finding, _ contract.Words) []finding.Event {
	entry := "the handler"
	if len(f.Entries) > 0 {
		entry = f.Entries[0] + "()"
	}
	events := []finding.Event{
		{Lane: finding.LaneApp, Text: f.Subject + "()", Note: "the device, or another one on the line, may interrupt from now on"},
		{Lane: finding.LaneHandler, Text: entry + " begins"},
	}
	for _, s := range between(f.Path) {
		events = append(events, finding.Event{Lane: finding.LaneHandler, Text: s.Label()})
	}
	if n := len(f.Path); n > 0 {
		events = append(events, finding.Event{Lane: finding.LaneHandler, Text: f.Path[n-1].Label(), Note: "memory that nobody has initialised", Bad: true})
	}
	if len(f.Related) > 0 {
		events = append(events, finding.Event{Lane: finding.LaneApp, Text: f.Related[0].Label(), Note: "too late"})
	}
	return events
}
