package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// remedyLayer is what has been found out for repairs, and not of one table alone.
type remedyLayer struct {
	verdictLayer
	roles map[*fn]map[string]bool // rolesOf, remembered
	keeps map[keptKey]bool        // kept
	ways  map[structKey]*Access   // reached, with what leads to the struct as Expr
}

type keptKey struct {
	f   *fn
	loc fieldLoc
}

type structKey struct {
	t  *Table
	sd *structDef
}

func newRemedyLayer(v verdictLayer) remedyLayer {
	return remedyLayer{verdictLayer: v, roles: map[*fn]map[string]bool{}, keeps: map[keptKey]bool{}, ways: map[structKey]*Access{}}
}

// A Remedy is what is known about a driver that a repair of one of its tables can be made of. It says nothing about
// what the repair should be.
type Remedy struct {
	Requests []*Request // of the IRQs whose handlers nothing waits for
	Beside   []*Request // of IRQs that other tables of the module have
	Members  []Member   // of the table's initializer, or assigned one by one, in order; none when it is made in another way
	Var      Pos        // the name of the variable whose initializer the table is, or is part of
	Assigned bool       // Members are assignments, with Elem the left sides
	In       Func       // the function that holds the table
	Awaits   []*Awaited // what a .sync_stop would have to wait for
	Waits    []OwnWait  // what .hw_free waits for by hand
	Trigger  []TriggerWait
	Locked   *Locked // how a callback stops and waits for everything, where no callback gets at what is waited for
	Copies   []Pos   // the tables that this one is a copy of
	Stop     Func    // the table's own .sync_stop, where that is a function of its file and of this table alone
}

// A TriggerWait is a wait that .trigger makes for one of the table's contexts.
type TriggerWait struct {
	Call  Pos
	Name  string // the waiting function
	In    Func
	Alone bool // nothing but .trigger comes there
}

// An OwnWait is a statement of a table's .hw_free that does nothing but wait.
type OwnWait struct {
	Call Pos
	In   Func   // the callback
	Text string // the statement, without its ';'
	IRQ  bool
	// Channel and Cookie are what the driver asks for the state of the transfer by that a call stops, if it does.
	Channel, Cookie string

	contexts []*Context // that it waits for
}

// A Request is one call that has an IRQ requested.
type Request struct {
	Call Pos
	In   Func
	// Number is the IRQ number as the call spells it, and Own tells that this is the driver's own copy of it already.
	Number string
	Own    bool
	Keeps  []Keep  // the statements that make a copy of the number
	Cards  []Reach // what reaches the sound card in the function
	Frees  []Free
}

// A Keep is a statement that makes the number last: an assignment of it to a member, or (Link) of a pointer to the
// struct that has that member to a member of what belongs to one card.
type Keep struct {
	Stmt  Pos
	In    Func
	Text  string // what holds the number now
	Via   Pos    // the call in the requesting function that hands the number or the struct to In, if that is another one
	Link  bool
	Cards []Reach // what reaches the card in In
}

// A Free is a free_irq(), and the assignment of -1 to the member that kept the number, if there is one.
type Free struct {
	In          Func
	Call, Reset Pos
	Cards       []Reach
}

// remedies gathers what repairs need, for the tables that have a finding.
type remedies struct {
	w        *remedyLayer
	requests map[*site]*Request
	keepings map[keepingKey]keeping
	blocks   map[*fn]string    // see blocking
	starts   map[*site][]*site // startsOf, by object
	locks    map[*fn][]lockUse // locksOf
	lockUse  map[*fn][]lockUse // lockUses
}

func newRemedies(w *remedyLayer) *remedies {
	return &remedies{w: w, requests: map[*site]*Request{}, keepings: map[keepingKey]keeping{}, blocks: map[*fn]string{}, starts: map[*site][]*site{}, locks: map[*fn][]lockUse{}, lockUse: map[*fn][]lockUse{}}
}

// add fills in v.Remedy.
func (r *remedies) add(v *Verdict) {
	waits := r.ownWaits(v)
	if v.Status != Unsynced && len(waits) == 0 {
		return
	}
	v.Remedy = &Remedy{Waits: waits}
	for _, c := range v.Uncovered {
		if q := r.request(c); q != nil && !slices.Contains(v.Remedy.Requests, q) {
			v.Remedy.Requests = append(v.Remedy.Requests, q)
		}
	}
	for _, c := range v.Beside {
		if q := r.request(c); q != nil && !slices.Contains(v.Remedy.Requests, q) && !slices.Contains(v.Remedy.Beside, q) {
			v.Remedy.Beside = append(v.Remedy.Beside, q)
		}
	}
	v.Remedy.Awaits = r.awaited(v)
	v.Remedy.Trigger = r.triggerWaits(v)
	if slices.ContainsFunc(v.Remedy.Awaits, func(a *Awaited) bool { return unreachable(a) || !kernelapi.HasWait(a.Kind) }) {
		v.Remedy.Locked = r.stopsLocked(v)
	}
	if f := r.w.ownStop(v.Table); f != nil {
		v.Remedy.Stop = funcRef(f)
	}
	for _, t := range v.sources {
		v.Remedy.Copies = append(v.Remedy.Copies, t.Pos)
	}
	for i := range waits {
		waits[i].contexts = nil
	}
	if v.Kind == v.Tag {
		r.initializer(v)
	} else {
		r.assignments(v)
	}
}

// ownStop is the function that a table, and nothing else, has as its .sync_stop, in the table's file and in any case.
func (w *remedyLayer) ownStop(t *Table) *fn {
	ms := t.members[kernelapi.SyncStop]
	if len(ms) != 1 || ms[0].conditional {
		return nil
	}
	f := w.moduleFunc(t, ms[0].value)
	if f == nil || f.u != t.u || len(w.usesOf(f)) != 1 {
		return nil
	}
	return f
}

// ownWaits lists the waits that stand in a table's .hw_free as statements of their own.
func (r *remedies) ownWaits(v *Verdict) []OwnWait {
	var out []OwnWait
	for _, x := range v.Waits {
		f := x.site.fn()
		if x.Callback != kernelapi.HWFree || len(x.Path) != 1 || f == nil || x.site.up != nil || x.site.root.cond || x.site.root.ifdef ||
			x.site.root.depth > 0 || x.site.root.kind != cparse.StmtExpr || f.u != v.u {
			continue
		}
		out = append(out, OwnWait{Call: x.Pos, In: funcRef(f), Text: r.w.spelled(x.site), IRQ: x.IRQ, contexts: x.For})
	}
	return out
}

// initializer lists the elements of a table that is written out.
func (r *remedies) initializer(v *Verdict) {
	for name, ms := range v.members {
		for _, m := range ms {
			if m.at.root.depth > 0 || m.at.e.Kind != cparse.InitElem || m.at.e.Name != name || m.value.root.depth > 0 {
				v.Remedy.Members = nil
				return
			}
			v.Remedy.Members = append(v.Remedy.Members, r.w.memberOf(v.Table, name, m))
			if x := m.at.root.v; x != nil {
				v.Remedy.Var = at(v.Pos.File, x.Pos, x.End)
			}
			if f := m.at.fn(); f != nil {
				v.Remedy.In = funcRef(f)
			}
		}
	}
	slices.SortFunc(v.Remedy.Members, func(a, b Member) int { return comparePos(a.Elem, b.Elem) })
}

// assignments lists the members of a table that is filled at run time, where one function does it throughout.
func (r *remedies) assignments(v *Verdict) {
	var in *fn
	base := ""
	for name, ms := range v.members {
		for _, m := range ms {
			left := m.at.kid(0)
			if m.at.e.Kind != cparse.Assign || m.at.up != nil || m.at.root.depth > 0 || m.conditional || left.e.Kind != cparse.Member ||
				in != nil && in != m.at.fn() || base != "" && base != r.w.spelled(left.kid(0)) {
				v.Remedy.Members = nil
				return
			}
			in, base = m.at.fn(), r.w.spelled(left.kid(0))
			x := r.w.memberOf(v.Table, name, m)
			x.Elem = left.pos()
			v.Remedy.Members = append(v.Remedy.Members, x)
		}
	}
	if in != nil {
		v.Remedy.Assigned, v.Remedy.In, v.Remedy.Var = true, funcRef(in), v.Pos
	}
	slices.SortFunc(v.Remedy.Members, func(a, b Member) int { return comparePos(a.Elem, b.Elem) })
}

// request describes the call that requested the IRQ of a context, nil when it is no call of a known function.
func (r *remedies) request(c *Context) *Request {
	w := r.w
	if !c.Kind.SyncedByIRQ() || c.object == nil || c.object.up == nil {
		return nil
	}
	call := c.object.up
	for call.up != nil && call.e.Kind != cparse.Call {
		call = call.up
	}
	f := call.fn()
	if call.e.Kind != cparse.Call || call.e.Args[0].Kind != cparse.Ident || f == nil || call.root.depth > 0 {
		return nil
	}
	if q, ok := r.requests[call]; ok {
		return q
	}
	r.requests[call] = nil
	if _, ok := w.api().Registrars[call.e.Args[0].Name]; !ok {
		return nil
	}
	q := &Request{Call: call.pos(), In: funcRef(f), Cards: w.reaching(f, maxReach, isCard)}
	number := c.object
	if t, ok := kernelapi.IRQNumber[call.e.Args[0].Name]; ok {
		q.Number = strings.ReplaceAll(strings.ReplaceAll(t, "%1", w.spelledArg(call, 1)), "%0", w.spelledArg(call, 0))
	} else {
		q.Number = w.spelled(number)
		q.Own = w.lasts(number)
	}
	kept := number
	if !q.Own || number.e.Kind == cparse.Ident { // a module parameter may have a copy per card
		q.Keeps = slices.DeleteFunc(w.keepsIn(f, q.Number, Pos{}), func(k Keep) bool {
			return w.changesBetween(f, number, k.Stmt.Start, call.e.Pos)
		})
		for _, k := range w.callsIn(f) {
			if k.e.Pos > call.e.Pos && k.root.depth == 0 && !w.changesBetween(f, number, k.e.Pos, call.e.Pos) {
				q.Keeps = append(q.Keeps, w.keptByCallee(k, q.Number)...)
			}
		}
		if len(q.Keeps) > 0 {
			kept = w.siteAt(q.Keeps[0].Stmt)
			if kept != nil {
				kept = kept.kid(0)
			}
		}
	}
	if kept != nil && kept.e.Kind == cparse.Member {
		q.Keeps = append(q.Keeps, w.links(f, kept)...)
		q.Frees = w.frees(f, kept)
	}
	r.requests[call] = q
	return q
}

// changesBetween tells whether a local variable gets another value between two places of its function.
func (w *remedyLayer) changesBetween(f *fn, v *site, a, b cparse.Pos) bool {
	if v.e.Kind != cparse.Ident {
		return false
	}
	for _, d := range w.localDefs(f, v.e.Name) {
		if p := rootOf(d).e.Pos; p > min(a, b) && p < max(a, b) {
			return true
		}
	}
	return false
}

// siteAt finds the full expression at a position.
func (w *remedyLayer) siteAt(p Pos) *site {
	u := w.unit(p.File)
	if u == nil {
		return nil
	}
	for _, roots := range u.roots {
		for _, s := range roots {
			if s.root.depth == 0 && s.e.Pos == p.Start && s.e.End == p.End {
				return s
			}
		}
	}
	return nil
}

// lasts tells whether an expression names something that keeps its value: a member of a struct of the driver's, a
// file-scope variable or a constant, and not a local copy or a field of the bus's own device.
func (w *remedyLayer) lasts(s *site) bool {
	switch s.e.Kind {
	case cparse.Const:
		return true
	case cparse.Ident:
		f := s.fn()
		if f == nil {
			return true
		}
		_, _, local := f.local(s.e.Name, s.e.Pos)
		return !local
	case cparse.Index:
		return s.kid(1).e.Kind == cparse.Const && s.kid(0).e.Kind == cparse.Member && w.lasts(s.kid(0))
	case cparse.Member:
		loc, ok := w.memberField(s)
		return ok && loc.sd.path != "" && w.plainBase(s)
	}
	return false
}

// plainBase tells whether an expression is only members of a variable: no index, no call.
func (w *remedyLayer) plainBase(s *site) bool {
	for s.e.Kind == cparse.Member {
		s = s.kid(0)
	}
	return s.e.Kind == cparse.Ident
}

// keepsIn lists the assignments of a number to a member in a function.
func (w *remedyLayer) keepsIn(f *fn, number string, via Pos) []Keep {
	var out []Keep
	for _, s := range w.rootsOf(f) {
		if s.root.depth > 0 || s.root.stmt == nil || s.e.Kind != cparse.Assign || s.e.Name != "=" {
			continue
		}
		if l := s.kid(0); l.e.Kind != cparse.Ident && w.lasts(l) && w.spelled(s.kid(1)) == number {
			out = append(out, Keep{Stmt: s.pos(), In: funcRef(f), Text: w.spelled(l), Via: via, Cards: w.reaching(f, maxReach, isCard)})
		}
	}
	return out
}

// keptByCallee lists the statements of a called function that keep the number that it is given.
func (w *remedyLayer) keptByCallee(call *site, number string) []Keep {
	var out []Keep
	for i := 1; i < len(call.kids); i++ {
		if w.spelled(call.kid(i)) != number {
			continue
		}
		for _, g := range w.driverCallees(call) {
			if i-1 < len(g.d.Params) && g.d.Params[i-1].Name != "" {
				out = append(out, w.keepsIn(g, g.d.Params[i-1].Name, call.pos())...)
			}
		}
	}
	return out
}

// links lists the statements by which the struct that keeps a number is tied to what belongs to one card, in functions
// that are called after the request: chip->mgr = mgr.
func (w *remedyLayer) links(from *fn, kept *site) []Keep {
	base := kept
	for base.e.Kind == cparse.Member {
		base = base.kid(0)
	}
	t := w.typeOf(base)
	if base.e.Kind != cparse.Ident || t.sd == nil || t.ptr != 1 {
		return nil
	}
	suffix := strings.TrimPrefix(w.spelled(kept), base.e.Name)
	var out []Keep
	for _, call := range w.callsIn(from) {
		if call.e.Pos < kept.e.Pos || call.root.depth > 0 {
			continue
		}
		for _, g := range w.driverCallees(call) {
			if cards := w.reaching(g, maxReach, isCard); g != from && len(cards) > 0 {
				for _, s := range w.rootsOf(g) {
					if s.root.depth > 0 || s.root.stmt == nil || s.e.Kind != cparse.Assign || s.e.Name != "=" ||
						s.kid(0).e.Kind != cparse.Member || s.kid(1).e.Kind != cparse.Ident {
						continue
					}
					if x := w.typeOf(s.kid(1)); x.sd == t.sd && x.ptr == 1 {
						out = append(out, Keep{Stmt: s.pos(), In: funcRef(g), Text: s.kid(1).e.Name + suffix, Via: call.pos(),
							Link: true, Cards: cards})
					}
				}
			}
		}
	}
	return out
}

// frees lists where an IRQ is freed whose number is kept in a member, and the member is set to -1.
func (w *remedyLayer) frees(from *fn, kept *site) []Free {
	loc, ok := w.memberField(kept)
	if !ok {
		return nil
	}
	var out []Free
	again := !w.onlyAtTheEnd(from)
	for _, s := range w.fieldSites(loc, kept.u().path) {
		call := s.up
		if call == nil || s.fn() == from || call.e.Kind != cparse.Call || call.e.Args[0].Name != kernelapi.FreeIRQ || s.arg != 1 ||
			s.fn() == nil || s.root.depth > 0 || s.u() != kept.u() && !w.graph.SameModule(s.u().path, kept.u().path) {
			continue
		}
		if w.onlyAtTheEnd(s.fn()) {
			continue
		}
		free := Free{In: funcRef(s.fn()), Call: call.pos(), Cards: w.reaching(s.fn(), maxReach, isCard)}
		for _, x := range w.fieldSites(loc, kept.u().path) {
			if v, at := written(x); v != nil && v.e.Name == "-1" && x.fn() == s.fn() && at.e.Pos > call.e.Pos && at.up == nil {
				free.Reset = at.pos()
			}
		}
		if free.Reset.File != "" || again {
			out = append(out, free)
		}
	}
	return out
}

// onlyAtTheEnd tells whether a function runs only when a device goes, or when it could not come.
func (w *remedyLayer) onlyAtTheEnd(f *fn) bool {
	seen := map[*fn]bool{f: true}
	queue := []*fn{f}
	for len(queue) > 0 {
		g := queue[0]
		queue = queue[1:]
		uses := w.usesOf(g)
		if len(uses) == 0 {
			return false // SYSTEM_SLEEP_PM_OPS(suspend, resume) and the like
		}
		for _, u := range uses {
			switch {
			case u.kind == useCall && u.at.fn() != nil:
				if h := u.at.fn(); !seen[h] {
					seen[h] = true
					queue = append(queue, h)
				}
			case u.kind == useSync && kernelapi.BeginningOrEnd[handedTo(u.at)]:
			default:
				return false
			}
		}
	}
	return true
}

// handedTo names what a function's address is given to: a member, a function.
func handedTo(s *site) string {
	switch s.e.Kind {
	case cparse.InitElem:
		return s.e.Name
	case cparse.Assign:
		return s.kid(0).e.Name
	case cparse.Call:
		return s.e.Args[0].Name
	}
	return ""
}
