package link

import (
	"fmt"
	"go/token"
	"slices"
	"sort"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
	"github.com/pcmlint/pcmlint/internal/contract"
)

// Finding is one broken rule.
type Finding struct {
	Rule    string // "PCM001"
	Pos     ir.Pos
	Subject string
	Context string
	Message string
	Path    []Step
	Related []Step
	Key     string   // what identifies the finding between packages
	Entries []string // the functions in which the contexts start

	Table  *Table
	Tables []*Table
	Repair *Repair
}

// Repair is what a repair needs to know of the tables that have one HwFree. It repairs all their findings.
type Repair struct {
	Tables []*Table
	Waits  []Wait
	Open   []Open
	// Nameable is set when the card of each of them may be told the interrupt of its handler.
	Nameable bool
	Unseen   ir.Pos // a SyncStop that waits for all of them, but that the core does not find
}

// Wait is a hand-rolled wait that HwFree reaches.
type Wait struct {
	Move ir.Pos // the call or operation in HwFree itself that waits or leads to the wait
	For  []Open // the contexts that it waits for and no SyncStop does
}

// Open is a context that no SyncStop waits for.
type Open struct {
	Rule   string
	Reg    ir.Pos   // where it is registered
	Entry  string   // the key of the function in which it starts
	Signal []ir.Pos // where it tells a WaitGroup that it has ended
	Sites  []ir.Pos // where it calls PeriodElapsed
	Ends   bool     // it ends by itself, or Trigger or SyncStop tells it to
	Leaves bool     // nothing can keep it from ending: it waits for nothing but what these tell it
	Late   bool     // only SyncStop tells it: a wait must come behind that
	Waits  []Waiter // what waits for it, and for nothing else
}

// Status is what is known of one table.
type Status struct {
	Table    *Table
	Status   string // synced, unsynced, no-async, unknown
	By       string // sync_stop or sync_irq
	ByPos    ir.Pos
	Contexts []Context
	Reason   string
	open     []int // the contexts that nothing waits for
}

// Context is one async context tied to a table.
type Context struct {
	Kind, Entry         string
	Registered, Elapsed ir.Pos
	Path                []Step
}

// Result is what the judgement of one package gives.
type Result struct {
	Findings []Finding
	Tables   []Status
	Reported []string // keys of all findings that hold here
}

// Judge links the packages and judges root. done holds the keys of what packages below have reported; own tells
// positions in root.
func Judge(root *ir.Package, pkgs []*ir.Package, done map[string]bool, own func(token.Pos) bool) *Result {
	p := newProgram(root, pkgs)
	p.own = own
	p.syncCache = map[*Table][]wait{}
	p.findTables()
	p.findContexts()
	p.findNamings()
	p.findUnstarted()
	r := &Result{}
	for _, t := range p.tables {
		p.judgeTable(t, r)
	}
	p.tableless(r)
	p.judgeWaits(r)
	p.repairs(r)
	p.judgeTriggerWaits(r)
	var keep []Finding
	seen := map[string]bool{}
	for _, f := range r.Findings {
		r.Reported = append(r.Reported, f.Key)
		if done[f.Key] || seen[f.Key] || !p.ownPos(f.Pos) {
			continue
		}
		seen[f.Key] = true
		keep = append(keep, f)
	}
	r.Findings = keep
	sort.SliceStable(r.Findings, func(i, j int) bool {
		if r.Findings[i].Pos != r.Findings[j].Pos {
			return less(r.Findings[i].Pos, r.Findings[j].Pos)
		}
		return r.Findings[i].Rule < r.Findings[j].Rule
	})
	return r
}

// repairs says for each finding what a repair must do about its tables, and about those that share their HwFree.
func (p *program) repairs(r *Result) {
	groups := map[ir.Pos]*Repair{}
	for _, t := range p.tables {
		at, ok := p.repairedAt(t)
		if !ok {
			continue
		}
		g := groups[at]
		if g == nil {
			g = &Repair{}
			groups[at] = g
		}
		g.Tables = append(g.Tables, t)
		g.Open = append(g.Open, t.open...)
		g.Waits = append(g.Waits, t.waits...)
		if len(g.Tables) == 1 {
			g.Unseen = p.unseen(t)
		} else {
			g.Unseen = ir.Pos{}
		}
	}
	for _, g := range groups {
		g.Nameable = !slices.ContainsFunc(g.Tables, func(t *Table) bool { return len(t.open) > 0 && !p.nameable(t) })
	}
	for i := range r.Findings {
		if at, ok := p.repairedAt(r.Findings[i].Table); ok {
			r.Findings[i].Repair = groups[at]
		}
	}
}

// repairedAt is the place at which a table is repaired: its HwFree, which other tables may share, or the table itself
// when it has HwFree from another package, such as an Unimplemented that everybody embeds.
func (p *program) repairedAt(t *Table) (ir.Pos, bool) {
	free := t.places["hwfree"]
	if len(free) != 1 {
		return ir.Pos{}, false
	}
	if t.Iface && !p.ownPos(free[0]) {
		return t.Pos, true
	}
	return free[0], true
}

// Callback returns the places of the functions that a table has for an op, by its lower-case name.
func (t *Table) Callback(op string) []ir.Pos { return t.places[op] }

// ByValue tells whether the library gets an implementation as a value: methods of its pointer are not found.
func (t *Table) ByValue() bool { return t.Iface && !t.pointer }

// Open tells whether a context of the table is not waited for.
func (t *Table) Open() bool { return len(t.open) > 0 }

// StopsNothing tells that the table has no SyncStop, or one with nothing in it.
func (t *Table) StopsNothing() bool { return t.noop }

// Library is the import path of the library that a table belongs to.
func (t *Table) Library() string {
	if t.lib == nil {
		return ""
	}
	return t.lib.Path
}

// tied returns the contexts of a table.
func (p *program) tied(t *Table) []*context {
	var out []*context
	for _, x := range p.contexts {
		if x.streams[t] {
			out = append(out, x)
		}
	}
	return out
}

// judgeTable applies PCM001 and PCM002 to one table.
func (p *program) judgeTable(t *Table, r *Result) {
	st := Status{Table: t}
	if p.gaveUp {
		st.Status, st.Reason = contract.Unknown, "the package and what it uses are too large to be followed"
		r.Tables = append(r.Tables, st)
		return
	}
	tied := p.tied(t)
	st.decide(p, tied)
	if st.Pos().IsValid() {
		r.Tables = append(r.Tables, st)
	}
	open := map[string][]*context{}
	for _, i := range st.open {
		x := tied[i]
		rule := contract.RuleFor(contract.Kind(x.kind))
		open[rule] = append(open[rule], x)
		t.open = append(t.open, p.open(rule, t, x))
	}
	for _, rule := range []string{contract.IRQWithoutSyncStop, contract.DeferredWithoutSyncStop} {
		if xs := open[rule]; len(xs) > 0 {
			r.Findings = append(r.Findings, p.tableFinding(rule, t, xs))
		}
	}
}

// decide finds what waits for each context that is tied to the table, and with that how the table stands.
func (st *Status) decide(p *program, tied []*context) {
	t := st.Table
	var named []ir.Pos
	facts := contract.Facts{Stop: contract.Present, Both: true}
	for _, x := range tied {
		st.Contexts = append(st.Contexts, Context{x.kind, x.name, x.regPos, x.elapsed, x.path})
		is := contract.Waited{Kind: contract.Kind(x.kind)}
		if !t.cond && !t.opaque && p.syncedBy(t, x) {
			is.Stop = contract.Trusted
		}
		if pos, ok := p.syncIRQ(t, x); ok {
			is.IRQ = contract.Trusted
			named = append(named, pos)
		}
		facts.Contexts = append(facts.Contexts, is)
	}
	switch {
	case t.cond && len(tied) > 0:
		st.Status, st.Reason = contract.Unknown, "SyncStop is assigned under a condition"
		return
	case t.opaque && len(tied) > 0:
		st.Status, st.Reason = contract.Unknown, "what SyncStop is assigned is not in sight"
		return
	}
	if facts.Unresolved = p.unresolved(t); facts.Unresolved != "" && (len(tied) == 0 || len(t.ops["syncstop"]) == 0) {
		facts.Stop = contract.Absent
	}
	d := contract.Decide(facts)
	st.Status, st.Reason, st.open = d.Status, d.Reason, d.Open
	for _, by := range d.By {
		switch by {
		case contract.BySyncStop:
			st.By = by
			if op := t.ops["syncstop"]; len(op) > 0 && p.funcs[op[0].fn] != nil {
				st.ByPos = p.funcs[op[0].fn].Pos
			}
		case contract.BySyncIRQ:
			if st.By == "" {
				st.By, st.ByPos = by, named[0]
			}
		}
	}
}

func (p *program) open(rule string, t *Table, x *context) Open {
	o := Open{Rule: rule, Reg: x.regPos, Entry: x.entry, Signal: x.done, Sites: x.sites, Waits: p.waiters(x)}
	o.Ends, o.Leaves, o.Late = p.ending(t, x)
	return o
}

// Pos is where the table is.
func (s Status) Pos() ir.Pos { return s.Table.Pos }

// tableFinding makes the finding for one rule; the first context is the proof, the others are related.
func (p *program) tableFinding(rule string, t *Table, xs []*context) Finding {
	x := xs[0]
	f := Finding{Rule: rule, Pos: t.Pos, Subject: t.Name, Context: x.kind, Path: x.path, Table: t, Key: rule + " " + tableKey(t)}
	f.Tables = []*Table{t}
	for _, o := range xs {
		if !contains(f.Entries, o.name) {
			f.Entries = append(f.Entries, o.name)
		}
	}
	if !p.ownPos(t.Pos) {
		f.Pos = t.Given // the table is another package's: where this one registers it
		if !p.ownPos(f.Pos) {
			f.Pos = x.regPos
		}
		f.Related = append(f.Related, Step{t.Pos, "", t.Name + " is declared here"})
	}
	why := "has no SyncStop"
	if op := t.ops["syncstop"]; len(op) > 0 {
		why = "has a SyncStop that does not wait for it"
		if g := p.funcs[op[0].fn]; g != nil {
			f.Related = append(f.Related, Step{g.Pos, g.Name, "this SyncStop does not wait for " + x.name})
		}
	}
	article := "a"
	if strings.HasPrefix(kindName(x.kind), "IRQ") {
		article = "an"
	}
	f.Message = fmt.Sprintf("%s %s: %s, %s %s, calls PeriodElapsed and can still run after Trigger(stop) when the stream is freed",
		t.Name, why, x.name, article, kindName(x.kind))
	for i, o := range xs {
		if slices.ContainsFunc(xs[:i], func(y *context) bool { return y.regPos == o.regPos && y.entry == o.entry }) || i == 0 {
			continue
		}
		f.Related = append(f.Related, Step{o.regPos, o.fn.Name, "also: " + o.name + ", " + kindName(o.kind)})
	}
	for _, op := range []string{"prepare", "hwparams"} {
		for _, w := range p.waitsOf(t, op) {
			if !w.dunno && !w.poll && w.kind != knowledge.WaitLock && p.waitsFor(w, x, 0) == yes {
				f.Related = append(f.Related, Step{w.pos, w.fn.Name, "move this wait to SyncStop"})
			}
		}
	}
	return f
}

func kindName(kind string) string {
	switch kind {
	case knowledge.IRQ:
		return "IRQ handler"
	case knowledge.ThreadedIRQ:
		return "threaded IRQ handler"
	case knowledge.Timer:
		return "timer function"
	case knowledge.Work:
		return "work function"
	}
	return kind
}

func tableKey(t *Table) string {
	if t.Iface {
		return t.Type
	}
	return t.Lit
}

// judgeWaits applies PCM003: waits that HwFree reaches.
func (p *program) judgeWaits(r *Result) {
	type hit struct {
		f      Finding
		tables []string
	}
	hits := map[string]*hit{}
	var order []string
	for _, t := range p.tables {
		if t.cond || t.opaque || p.gaveUp {
			continue
		}
		for _, w := range p.waitsOf(t, "hwfree") {
			x := p.handRolled(t, w)
			if x == nil && (w.kind != knowledge.WaitIRQ || w.frees) || w.dunno || w.poll || w.kind == knowledge.WaitLock {
				continue
			}
			key := fmt.Sprintf("PCM003 %s:%d:%d", w.pos.File, w.pos.Line, w.pos.Col)
			pos, ok := p.waitPos(w)
			if !ok {
				continue
			}
			h := hits[key]
			if h == nil {
				h = &hit{f: Finding{Rule: "PCM003", Pos: pos, Subject: w.what, Path: w.path, Key: key}}
				if w.own {
					h.f.Subject = "<-"
				}
				if x != nil {
					h.f.Context = x.kind
					h.f.Entries = []string{x.name}
					h.f.Related = append(h.f.Related, x.path...)
				} else {
					h.f.Context = knowledge.IRQ
				}
				hits[key] = h
				order = append(order, key)
			}
			if !w.frees { // SyncStop waits with what leaves the handler in place
				t.waits = append(t.waits, p.movable(t, w))
			}
			if !contains(h.tables, t.Name) {
				h.tables = append(h.tables, t.Name)
				h.f.Tables = append(h.f.Tables, t)
			}
		}
	}
	for _, key := range order {
		h := hits[key]
		what := h.f.Subject
		if what == "<-" {
			what = "receiving here"
		}
		sort.Strings(h.tables)
		h.f.Table = h.f.Tables[0]
		h.f.Message = fmt.Sprintf("%s in HwFree of %s is a hand-rolled SyncStop: the core does not run HwFree before a restart; wait in SyncStop instead",
			what, strings.Join(h.tables, ", "))
		r.Findings = append(r.Findings, h.f)
	}
}

// ownPos tells whether a place is in the judged package.
func (p *program) ownPos(pos ir.Pos) bool {
	start, _ := pos.Range()
	return start.IsValid() && p.own(start)
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// handRolled returns the context that a wait in HwFree waits for, when the table has no SyncStop for it.
func (p *program) handRolled(t *Table, w wait) *context {
	if w.kind == knowledge.WaitIRQ && !w.frees {
		for _, x := range p.tied(t) {
			if knowledge.IsIRQ(x.kind) {
				return x
			}
		}
		return nil
	}
	for _, x := range p.tied(t) {
		if !p.syncedBy(t, x) && p.waitsFor(w, x, 0) == yes {
			return x
		}
	}
	return nil
}

// movable says which contexts a wait in HwFree waits for.
func (p *program) movable(t *Table, w wait) Wait {
	out := Wait{Move: w.pos}
	if len(w.calls) > 0 {
		out.Move = w.calls[0]
	}
	for _, x := range p.tied(t) {
		if v := p.waitsFor(w, x, 0); !p.syncedBy(t, x) && (v == yes || v == maybe && w.kind == knowledge.WaitIRQ) {
			out.For = append(out.For, Open{Reg: x.regPos, Entry: x.entry})
		}
	}
	return out
}

// waitPos returns where a wait is reported: at itself, or at the call in the judged package that leads there.
func (p *program) waitPos(w wait) (ir.Pos, bool) {
	if w.pkg == p.root.Path {
		return w.pos, true
	}
	for i := len(w.calls) - 1; i >= 0; i-- {
		if w.callPkgs[i] == p.root.Path {
			return w.calls[i], true
		}
	}
	return ir.Pos{}, false
}
