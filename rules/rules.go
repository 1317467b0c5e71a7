// Package rules says what is wrong with a driver: one file and one page of documentation per rule, and the registry.
// It knows the program model and the PCM vocabulary; it knows no syntax tree and reads no files.
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
	"github.com/pcmlint/pcmlint/rules/doc"
)

// A Rule is one check over everything that was found in a tree. Its name is that of its page.
type Rule struct {
	ID    string
	check func(*pass)
	// race tells how the handler of one of its findings and the application meet, in a language's words.
	race func(*finding.Finding, contract.Words) []finding.Event
}

// Name is what the rule is called beside its id.
func (r Rule) Name() string {
	page, _ := doc.Of(r.ID)
	return page.Name
}

// All lists the rules in the order of their ids.
func All() []Rule {
	return []Rule{irqWithoutSyncStop, deferredWithoutSyncStop, handRolledSync, waitInTrigger, handlerBeforeInit}
}

// Locate turns positions into places that people read.
type Locate func(program.Pos) finding.Place

// Check applies the rules to a result. The findings come sorted and without fingerprints.
func Check(res *program.Result, locate Locate) []finding.Finding {
	var out []finding.Finding
	for _, r := range All() {
		p := &pass{rule: r, name: r.Name(), res: res, locate: locate}
		r.check(p)
		out = append(out, p.out...)
	}
	return out
}

type pass struct {
	rule   Rule
	name   string
	res    *program.Result
	locate Locate
	out    []finding.Finding
}

// report adds a finding at a place.
func (p *pass) report(at program.Pos, f finding.Finding) {
	f.Rule, f.Name = p.rule.ID, p.name
	f.Place = p.locate(at)
	p.out = append(p.out, f)
}

// mine are those of a table's contexts that the rule is about.
func (p *pass) mine(cs []*program.Context) []*program.Context {
	var out []*program.Context
	for _, c := range cs {
		if contract.RuleFor(c.Kind) == p.rule.ID {
			out = append(out, c)
		}
	}
	return out
}

// table reports a table for those of its uncovered contexts that the rule is about.
func (p *pass) table(v *program.Verdict) {
	if v.Status != program.Unsynced {
		return
	}
	cs := p.mine(v.Uncovered)
	if len(cs) == 0 {
		return
	}
	first := best(v, cs)
	f := finding.Finding{
		Subject: v.Name,
		Context: string(first.Kind),
		Message: p.message(v, first),
		Advice:  gap(v, append([]*program.Context{first}, v.Uncovered...)).Advice(),
		Path:    Path(v, first, p.locate),
	}
	for _, c := range cs {
		if !slices.Contains(f.Entries, c.Entry) {
			f.Entries = append(f.Entries, c.Entry)
		}
	}
	f.Related = append(p.instead(v), p.others(first, cs)...)
	if v.Target.SyncStop {
		p.addWaits(&f, v)
	}
	p.report(v.Pos, f)
}

// gap is what advice about a table depends on, when it is to name some contexts.
func gap(v *program.Verdict, open []*program.Context) contract.Gap {
	g := contract.Gap{Table: v.Name, Card: cardAtHand(v), Stop: v.Stop, SyncIRQ: v.SyncBy == contract.BySyncIRQ,
		Before: before(v), Elsewhere: len(v.Beside) > 0 || v.Sync != nil && v.Sync.Taken}
	restart := restarting(v)
	for _, c := range open {
		how := kernelapi.HowToWait(c.Kind, c.ObjectType)
		if restart[c.Entry] {
			how = contract.WaitForEndless
		}
		o := contract.Open{
			Kind: c.Kind, Entry: c.Entry, How: how,
			In: c.RegisteredIn, Helper: path.Dir(c.Registered.File) != path.Dir(v.Pos.File), Each: c.PerCall,
		}
		if c.Kind.SyncedByIRQ() {
			o.Request = fmt.Sprint(c.Registered.File, ":", c.Registered.Start)
		}
		g.Open = append(g.Open, o)
	}
	return g
}

// before tells what has to wait in a table itself, for a core that knows no .sync_stop.
func before(v *program.Verdict) *contract.Before {
	if v.Target.SyncStop {
		return nil
	}
	return &contract.Before{Callbacks: v.Sync.Lacks, Kernel: v.Target.Version.String()}
}

// cardAtHand tells whether the driver can assign card->sync_irq where an IRQ of the table is requested, or where it keeps
// the number.
func cardAtHand(v *program.Verdict) bool {
	if v.ASoC() {
		return false
	}
	if v.Remedy == nil || len(v.Remedy.Requests) == 0 {
		return true
	}
	return slices.ContainsFunc(v.Remedy.Requests, func(q *program.Request) bool {
		return len(q.Cards) > 0 || slices.ContainsFunc(q.Keeps, func(k program.Keep) bool { return len(k.Cards) > 0 })
	})
}

// restarting are the entries of a table's contexts that start themselves again, while no start of a stream starts them.
func restarting(v *program.Verdict) map[string]bool {
	out := map[string]bool{}
	if v.Remedy != nil {
		for _, a := range v.Remedy.Awaits {
			out[a.Entry] = out[a.Entry] || a.Restarts
		}
	}
	return out
}

// others points at where the entries beside the first are registered, those of one place together.
func (p *pass) others(first *program.Context, cs []*program.Context) []finding.Step {
	var out []finding.Step
	named := map[string]bool{string(first.Kind) + first.Entry: true}
	for _, c := range cs {
		k := string(c.Kind) + c.Entry
		if named[k] {
			continue
		}
		named[k] = true
		s := finding.Step{Place: p.locate(c.Registered), Function: c.Entry, Note: "also reached: registered as " + c.Kind.String()}
		i := slices.IndexFunc(out, func(o finding.Step) bool { return o.Place == s.Place && o.Note == s.Note })
		if i < 0 {
			out = append(out, s)
			continue
		}
		out[i].Function += ", " + c.Entry
	}
	return out
}

// addWaits points at waits that stand in the wrong callback already, each once.
func (p *pass) addWaits(f *finding.Finding, v *program.Verdict) {
	from := map[program.Pos][]string{}
	for _, x := range v.Waits {
		if x.Callback != kernelapi.HWFree && !slices.Contains(from[x.Pos], "."+x.Callback) {
			from[x.Pos] = append(from[x.Pos], "."+x.Callback)
		}
	}
	for _, x := range v.Waits {
		callbacks := from[x.Pos]
		if len(callbacks) == 0 || x.Callback == kernelapi.HWFree {
			continue
		}
		delete(from, x.Pos)
		f.Related = append(f.Related, finding.Step{Place: p.locate(x.Pos), Function: x.In,
			Note: "move this wait, reached from " + strings.Join(callbacks, " and ") + ", to .sync_stop"})
	}
}

func article(k kernelapi.Kind) string {
	s := k.String()
	switch k {
	case kernelapi.HRTimer:
		return "an " + s
	}
	return "the " + s
}

// best picks the context to explain: one that ends in the table's own file, that a callback of the table
// itself registers, by the shortest path.
func best(v *program.Verdict, cs []*program.Context) *program.Context {
	rank := func(c *program.Context) int {
		r := c.Hops() * 2
		if c.Registered.File != v.Pos.File {
			r++
		}
		if c.Elapsed.File != v.Pos.File {
			r += 20
		}
		if _, own := slices.BinarySearch(v.Callbacks, c.RegisteredIn); own {
			r -= 10
		}
		return r
	}
	out := cs[0]
	for _, c := range cs[1:] {
		if rank(c) < rank(out) {
			out = c
		}
	}
	return out
}

// Path says each step of the way from a registration to the elapsed call. Where several functions of the driver store the
// same pointer, it names the one that is a callback of the table.
func Path(v *program.Verdict, c *program.Context, locate Locate) []finding.Step {
	var out []finding.Step
	for _, s := range c.Path {
		if _, own := slices.BinarySearch(v.Callbacks, s.Function); !own {
			for _, name := range v.Callbacks {
				if at, ok := s.Others[name]; ok {
					s.Pos, s.Function = at, name
					break
				}
			}
		}
		st := finding.Step{Place: locate(s.Pos), Function: s.Function}
		switch s.Kind {
		case program.StepRegistered:
			st.Function = c.Entry
			st.Note = "registered as " + c.Kind.String()
			if s.Function != "" {
				st.Note += " in " + s.Function + "()"
			}
		case program.StepStored:
			st.Note, st.Setup = "keeps a pointer to "+s.Callee+"()", true
		case program.StepHanded:
			st.Note, st.Setup = "hands "+s.Callee+"() on", true
			if s.To != "" {
				st.Note = "hands " + s.Callee + "() to " + s.To + "()"
			}
		case program.StepCalls, program.StepElapsed:
			st.Note = calls(s)
		case program.StepTriggers:
			st.Note = "its DMA completion calls snd_pcm_period_elapsed()"
		}
		out = append(out, st)
	}
	return out
}

// calls says which function a step calls.
func calls(s program.Step) string {
	if s.Indirect {
		return "calls " + s.Callee + "() through a function pointer"
	}
	return "calls " + s.Callee + "()"
}

// names lists tables for a sentence, each name once.
func names(tables []*program.Verdict) string {
	var out []string
	for _, v := range tables {
		if n := "`" + v.Name + "`"; !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return and(out)
}

// and joins words for a sentence.
func and(words []string) string {
	n := len(words) - 1
	if n < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n], ", ") + " and " + words[n]
}
