package program

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// A request asks for an IRQ, on one of the ways that lead to it.
type request struct {
	occ      occurrence
	number   number
	handlers []*fn
}

// requestsFor lists the requests that a context stands for, with their numbers.
func (v *programView) requestsFor(c *Context) []request {
	if c.at == nil || c.object == nil {
		return nil
	}
	key := requestKey{c.at, c.object}
	for _, k := range v.known[key] {
		if slices.Equal(k.stack, c.stack) {
			return k.requests
		}
	}
	var out []request
	for _, o := range v.occurrences(c.at) {
		if slices.ContainsFunc(c.stack, func(k *site) bool {
			return slices.ContainsFunc(o.chain, func(x *site) bool { return x != k && x.fn() == k.fn() }) && !slices.Contains(o.chain, k)
		}) {
			continue // another caller's handler
		}
		out = append(out, request{occ: o, number: v.requested(c.object, o)})
	}
	v.known[key] = append(v.known[key], knownRequests{c.stack, out})
	return out
}

// requestKey and the calls through which a handler came say which requests a context stands for.
type requestKey struct{ at, object *site }

type knownRequests struct {
	stack    []*site
	requests []request
}

// requested gives the number of an IRQ from what the requesting function is told.
func (v *programView) requested(object *site, at occurrence) number {
	if call := object.up; call != nil && call.e.Kind == cparse.Call {
		switch spelling := kernelapi.IRQNumber[calledName(call)]; {
		case strings.HasPrefix(spelling, "%0->"):
			n := number{names: map[string]bool{}}
			if t := v.w.typeOf(object); t.sd != nil {
				n.names["member "+t.sd.path+" "+t.sd.tag+"."+spelling[len("%0->"):]] = true
			}
			return n
		case strings.Contains(spelling, "(%0, %1)"):
			name, _, _ := strings.Cut(spelling, "(")
			return number{names: map[string]bool{"call " + name + "(" + v.w.spelledArg(call, 1) + ",": true}}
		}
	}
	return v.number(object, at)
}

// requests lists all requests of IRQs in the program.
func (v *programView) requests() []request {
	if v.asked != nil {
		return *v.asked
	}
	var out []request
	for _, name := range sortedNames(v.w.api().Registrars) {
		r := v.w.api().Registrars[name]
		if r.Object < 0 || !slices.ContainsFunc(r.Handlers, func(h kernelapi.Handler) bool { return h.Kind.SyncedByIRQ() }) {
			continue
		}
		for _, call := range v.w.callsOfName(name, v.from) {
			if call.fn() == nil || !v.has(call.u().path) || call.kid(r.Object+1) == nil {
				continue
			}
			for _, o := range v.occurrences(call) {
				q := request{occ: o, number: v.requested(call.kid(r.Object+1), o)}
				for _, h := range r.Handlers {
					q.handlers = append(q.handlers, v.handlers(call.kid(h.Arg+1), o)...)
				}
				out = append(out, q)
			}
		}
	}
	v.asked = &out
	return out
}

// handlers lists the functions that an argument of a request is, on the way that leads there.
func (v *programView) handlers(s *site, o occurrence) []*fn {
	calls := o.entered()
	for range maxChain {
		f := s.fn()
		i, ok := 0, false
		if s != nil && f != nil {
			i, ok = paramIndex(f, s)
		}
		if !ok || calls[f] == nil || calls[f].kid(i+1) == nil {
			break
		}
		s = calls[f].kid(i + 1)
	}
	b := v.w.backward(v.from)
	b.functions(s)
	return b.fns
}

// sameNumber judges a wait for an IRQ by its number.
func (s *stopWalk) sameNumber(x *stopWait, c *Context, call string) (contract.Cover, string) {
	v := s.view()
	object := x.site.kid(x.k.Object + 1)
	if object == nil {
		return contract.Trusted, "which IRQ " + call + " waits for was not understood"
	}
	mine := v.number(object, occurrence{x.site, x.chain})
	for _, q := range v.requestsFor(c) {
		if mine.meets(q.number) {
			return contract.Proved, ""
		}
	}
	for _, q := range v.requests() {
		if q.occ.at != c.at && mine.meets(q.number) {
			return contract.NotWaited, ""
		}
	}
	return contract.Trusted, "whether " + v.w.spelled(object) + " is the number of the IRQ of " + c.Entry + "() was not found out"
}

func (s *stopWalk) view() *programView {
	if s.program == nil {
		s.program = s.w.view(s.leaves, s.from)
	}
	return s.program
}

// judgeSyncIRQ judges for each context of a table without .sync_stop whether card->sync_irq covers it, in each program
// that has both.
func (w *proofLayer) judgeSyncIRQ(v *Verdict, irqs []syncIRQ) []contract.Cover {
	v.Sync = &Judgement{Proof: Proved}
	var out []contract.Cover
	for _, c := range v.Contexts {
		cover := contract.NotWaited
		if c.Kind.SyncedByIRQ() {
			cover = w.coveredByIRQ(v, c, irqs)
		}
		out = append(out, cover)
	}
	return out
}

// coveredByIRQ judges one context in all its programs: the one in which it stands worst counts.
func (w *proofLayer) coveredByIRQ(v *Verdict, c *Context, irqs []syncIRQ) contract.Cover {
	where := v.leaves.And(c.leaves)
	if where == nil {
		a := w.view(nil, v.u.path).covering(v, c, irqs)
		w.accept(v, c, a, "")
		return a.answer
	}
	leaves := w.programsOf(v.Table, where)
	slices.SortStableFunc(leaves, func(a, b int) int { // the one that is named does not depend on the order of the files
		return strings.Compare(w.graph.Modules[a].Name, w.graph.Modules[b].Name)
	})
	out := contract.NotWaited
	var good []coverage
	for _, n := range leaves {
		a := w.program(n).covering(v, c, irqs)
		if a.answer == contract.NotWaited {
			program := ""
			if len(leaves) > 1 && slices.ContainsFunc(irqs, func(s syncIRQ) bool { return s.leaves.Meets(where) }) {
				program = w.graph.Modules[n].Name
			}
			w.accept(v, c, a, program)
			return a.answer
		}
		if len(good) == 0 || a.answer < out {
			out = a.answer
		}
		good = append(good, a)
	}
	for _, a := range good {
		w.accept(v, c, a, "")
	}
	return out
}

// program is the view of one leaf.
func (w *proofLayer) program(leaf int) *programView {
	x := w.views[leaf]
	if x == nil {
		x = w.view(modules.Single(leaf, len(w.graph.Leaves[leaf])), w.graph.Modules[leaf].Files[0])
		w.views[leaf] = x
	}
	return x
}

// programsOf lists the leaves in which a table is attached to a PCM device: the function that does it is called there.
// Where that is not seen for any of them it is all.
func (w *proofLayer) programsOf(t *Table, where modules.Leaves) []int {
	all := where.Numbers()
	var attaching []*fn
	for _, s := range w.idents(t.u, t.Name) {
		x := s
		for x.up != nil && x.up.e.Kind == cparse.Addr {
			x = x.up
		}
		if x.up == nil || x.up.e.Kind != cparse.Call || s.fn() == nil {
			continue
		}
		if r, ok := kernelapi.SetOps[calledName(x.up)]; ok && int(x.arg) == r.Ops+1 {
			attaching = append(attaching, s.fn())
		}
	}
	out := slices.DeleteFunc(slices.Clone(all), func(n int) bool {
		return !slices.ContainsFunc(attaching, func(f *fn) bool { return len(w.program(n).callers(f)) > 0 })
	})
	if len(out) == 0 {
		return all
	}
	return out
}

// accept adds the judgement on one context in one program to that on the table.
func (w *proofLayer) accept(v *Verdict, c *Context, a coverage, program string) {
	j := v.Sync
	if a.answer == contract.NotWaited {
		if j.Stored == "" && j.Program == "" {
			j.Stored, j.Program = a.why, program
			if a.store != nil {
				j.StoredAt, j.Taken = a.store.pos(), a.taken
			}
		}
		return
	}
	if a.answer == contract.Trusted {
		j.trust(a.why)
	}
	if a.store == nil {
		return // in no program is the handler requested
	}
	j.remember(c, a)
	p := a.store.pos()
	switch {
	case v.SyncBy == "":
		v.SyncBy, v.SyncPos = "sync_irq", p
	case p != v.SyncPos && !slices.Contains(j.Also, p):
		j.Also = append(j.Also, p)
	}
	if a.answer == contract.Proved {
		x := ProvedWait{Pos: p, Call: w.spelled(a.store), For: c.Entry}
		if !slices.Contains(j.Waits, x) {
			j.Waits = append(j.Waits, x)
		}
	}
}

// A coverage is the judgement on card->sync_irq for one context in one program: by which store, or why not.
type coverage struct {
	answer contract.Cover
	why    string
	store  *site
	taken  bool // it holds the number of another IRQ
	off    bool // it is on no way to the request
	late   bool // it comes after the card was registered
}

// A storing is one way to an assignment of card->sync_irq.
type storing struct {
	at       *site
	way      int // of at's occurrences
	occ      occurrence
	optional bool
}

// covering judges whether card->sync_irq holds the number of a context's IRQ.
func (p *programView) covering(v *Verdict, c *Context, irqs []syncIRQ) coverage {
	var stores []*site
	other := coverage{}
	for i := range irqs {
		s := &irqs[i]
		if p.leaves != nil && !p.leaves.Meets(s.leaves) || p.leaves == nil && s.leaves != nil && !p.w.graph.SameModule(v.u.path, s.at.u().path) {
			continue
		}
		if p.otherCard(v.Table, s.at) {
			other = coverage{answer: contract.NotWaited, why: "is that of another card", store: s.at}
			continue
		}
		stores = append(stores, s.at)
	}
	if len(stores) == 0 {
		return other
	}
	var out *coverage
	asked := false
	all := p.requestsFor(c)
	for _, q := range all {
		if q.number.nothing() && len(q.occ.chain) > 0 {
			continue // the caller tells the library not to ask
		}
		asked = true
		a, ok := p.onWay(v, c, q, stores)
		if !ok {
			continue
		}
		if out == nil || a.answer < out.answer {
			out = &a
		}
	}
	switch {
	case out != nil:
		return *out
	case !asked && len(all) > 0:
		return coverage{answer: contract.Proved}
	}
	return p.offWay(v, c, stores)
}

// onWay judges by what is stored last on the way that leads to a request; ok is false when nothing is stored on it.
func (p *programView) onWay(v *Verdict, c *Context, q request, stores []*site) (out coverage, ok bool) {
	var all []storing
	for _, s := range stores {
		for i, o := range p.occurrences(s) {
			if same, _, parts, there := o.order(q.occ); same && !p.w.exclusive(parts, there) {
				all = append(all, storing{s, i, o, p.optionalOn(o, parts, there)})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b storing) int {
		_, cmp, _, _ := a.occ.order(b.occ)
		return cmp
	})
	for i := len(all) - 1; i >= 0; i-- {
		a := p.stored(v, c, q, all[i])
		a.late = p.registeredBefore(all[i].occ)
		switch {
		case !ok:
			out, ok = a, true
		case a.answer != out.answer:
			out = coverage{answer: contract.Trusted, why: "card->sync_irq is given more than one number, under conditions", store: a.store}
		}
		if !all[i].optional {
			break
		}
	}
	return out, ok
}

// stored judges one assignment.
func (p *programView) stored(v *Verdict, c *Context, q request, s storing) coverage {
	value, _ := assignedValue(s.at)
	n, ok := p.numbers[storedKey{s.at, s.way}]
	if !ok {
		n = p.number(value, s.occ)
		p.numbers[storedKey{s.at, s.way}] = n
	}
	spelled := p.w.spelled(value)
	switch {
	case n.nothing():
		return coverage{answer: contract.NotWaited, why: "is " + spelled + ", which is no number of an IRQ there", store: s.at}
	case n.meets(q.number):
		if s.optional {
			return coverage{answer: contract.Trusted, why: "card->sync_irq is stored only under a condition", store: s.at}
		}
		return coverage{answer: contract.Proved, store: s.at}
	}
	if f := p.another(v, c, n, q); f != nil {
		return coverage{answer: contract.NotWaited, why: "is the number of the IRQ of " + f.name() + "()", store: s.at, taken: true}
	}
	return coverage{answer: contract.Trusted, why: fmt.Sprintf("whether %s is the number of the IRQ of %s() was not found out", spelled, c.Entry), store: s.at}
}

// storedKey names an assignment on one of the ways that lead to it.
type storedKey struct {
	at  *site
	way int
}

// offWay judges by assignments that are on no way to the request.
func (p *programView) offWay(v *Verdict, c *Context, stores []*site) coverage {
	best := coverage{}
	for _, s := range stores {
		value, _ := assignedValue(s)
		for _, o := range p.occurrences(s) {
			n := p.number(value, o)
			a := coverage{answer: contract.Trusted, why: "card->sync_irq is stored on another way than the one on which " + c.RegisteredIn + "() requests the IRQ", store: s}
			if n.nothing() {
				a = coverage{answer: contract.NotWaited, why: "is " + p.w.spelled(value) + ", which is no number of an IRQ there", store: s}
			} else if qs := p.requestsFor(c); len(qs) > 0 && !slices.ContainsFunc(qs, func(q request) bool { return n.meets(q.number) }) {
				if f := p.another(v, c, n, qs[0]); f != nil {
					a = coverage{answer: contract.NotWaited, why: "is the number of the IRQ of " + f.name() + "()", store: s, taken: true}
				}
			}
			if a.off = true; best.store == nil || a.answer > best.answer {
				best = a
			}
		}
	}
	return best
}

// another finds the handler of another request that a number visibly is of, one that ends none of the table's periods.
func (p *programView) another(v *Verdict, c *Context, n number, mine request) *fn {
	for _, q := range p.requests() {
		if q.occ.at == mine.occ.at && slices.Equal(q.occ.chain, mine.occ.chain) || !n.meets(q.number) {
			continue
		}
		own := slices.ContainsFunc(v.Contexts, func(x *Context) bool { return slices.Contains(q.handlers, x.entry) })
		if !own && len(q.handlers) > 0 {
			return q.handlers[0]
		}
	}
	return nil
}

// assignedValue gives the value of an assignment, plain or by a call.
func assignedValue(at *site) (value *site, ok bool) {
	switch at.e.Kind {
	case cparse.Assign:
		return at.kid(1), true
	case cparse.Call:
		return at.kid(2), at.kid(2) != nil
	}
	return at, false
}

// assignedTo gives the member access that an assignment stores in.
func assignedTo(at *site) *site {
	s := at.kid(0)
	if at.e.Kind == cparse.Call {
		s = at.kid(1)
	}
	for s != nil && (s.e.Kind == cparse.Addr || s.e.Kind == cparse.Cast) {
		s = s.kid(0)
	}
	return s
}

// otherCard tells whether an assignment stores in the card of another PCM device than a table is attached to: both cards
// are known by the calls that make them.
func (p *programView) otherCard(t *Table, at *site) bool {
	if p.cards() < 2 {
		return false
	}
	member := assignedTo(at)
	if member == nil || len(member.kids) == 0 {
		return false
	}
	theirs := number{names: map[string]bool{}}
	for _, o := range p.occurrences(at) {
		p.addCard(&theirs, member.kid(0), o)
	}
	mine := number{names: map[string]bool{}}
	for _, s := range p.w.idents(t.u, t.Name) {
		f := s.fn()
		if f == nil || s.up == nil {
			continue
		}
		for _, c := range p.w.callsIn(f) {
			if r, ok := kernelapi.NewPCM[calledName(c)]; ok && c.kid(r.Card+1) != nil {
				for _, o := range p.occurrences(c) {
					p.addCard(&mine, c.kid(r.Card+1), o)
				}
			}
		}
	}
	return onlyMade(mine) && onlyMade(theirs) && !mine.meets(theirs)
}

func (p *programView) addCard(n *number, s *site, at occurrence) {
	x := p.number(s, at)
	for name := range x.names {
		n.names[name] = true
	}
	n.unsure = n.unsure || x.unsure
}

func onlyMade(n number) bool {
	for name := range n.names {
		if !strings.HasPrefix(name, madeCard) {
			return false
		}
	}
	return len(n.names) > 0
}

// cards counts the ways in the program to a call that makes a card.
func (p *programView) cards() int {
	if p.made == 0 {
		p.made = 1
		for _, name := range sortedNames(kernelapi.NewCard) {
			for _, c := range p.w.callsOfName(name, p.from) {
				if p.has(c.u().path) {
					p.made += len(p.occurrences(c))
				}
			}
		}
	}
	return p.made - 1
}
