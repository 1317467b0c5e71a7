package program

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// An EarlyRequest is a request of an IRQ whose handler uses objects that the same path initialises only behind it.
type EarlyRequest struct {
	Call string // the registering function
	Pos  Pos
	In   string // the function that makes the request
	// Context is one that ends periods and starts in the handler, hard or threaded.
	Context *Context
	Objects []EarlyObject
}

// An EarlyObject is one of them.
type EarlyObject struct {
	Expr     string // as the initialisation spells it
	Use      string // the function that the handler calls with it
	Path     []Step // from the handler to that call
	Init     Pos
	InitCall string
	InitIn   Func
	// Fixed says why the initialisation has to stay behind what lets the handler run; empty when only the text between can.
	Fixed string
	// Enabled is the enable_irq() from which on the handler can run, where the request keeps it from that.
	Enabled Pos
}

// orders compares when IRQs are requested with when what their handlers use is initialised.
type orders struct {
	w        *verdictLayer
	requests map[string]*EarlyRequest // by request and handler, nil for one that is in order
	inits    map[string][]*site       // calls that initialise, by file
	leads    map[*fn]map[*fn][]lead   // who calls a function, and who them
}

func newOrders(w *verdictLayer) *orders {
	return &orders{w: w, requests: map[string]*EarlyRequest{}, inits: map[string][]*site{}, leads: map[*fn]map[*fn][]lead{}}
}

// add looks at the requests of the IRQs that end a table's periods.
func (o *orders) add(v *Verdict) {
	for _, c := range v.Contexts {
		call := o.request(c)
		if call == nil {
			continue
		}
		key := fmt.Sprintf("%p %p", call, c.entry)
		for _, s := range c.stack {
			key += fmt.Sprintf(" %p", s)
		}
		r, ok := o.requests[key]
		if !ok {
			r = o.judge(call, c)
			o.requests[key] = r
		}
		if r != nil && !slices.Contains(v.Early, r) {
			v.Early = append(v.Early, r)
		}
	}
}

// request is the call that requests the IRQ of a context.
func (o *orders) request(c *Context) *site {
	if !c.Kind.SyncedByIRQ() || c.entry == nil {
		return nil
	}
	if c.at != nil && c.at.e.Kind == cparse.Call && c.at.fn() != nil {
		if _, ok := o.w.api().Registrars[calledName(c.at)]; ok {
			return c.at
		}
	}
	return nil
}

func (o *orders) judge(call *site, c *Context) *EarlyRequest {
	h := &irqHandler{orders: o, call: call, c: c}
	later := h.behind()
	if len(later) == 0 {
		return nil
	}
	uses := h.uses()
	r := &EarlyRequest{Call: calledName(call), Pos: call.pos(), In: functionName(call), Context: c}
	for _, init := range later {
		if x, ok := h.early(init, uses); ok && !slices.ContainsFunc(r.Objects, func(old EarlyObject) bool { return old.Init == x.Init }) {
			r.Objects = append(r.Objects, x)
		}
	}
	if len(r.Objects) == 0 {
		return nil
	}
	return r
}

// behind lists the initialisations that stand behind the request on a path, and nowhere before it.
func (h *irqHandler) behind() []*site {
	var out []*site
	for _, init := range h.near(h.call, h.c) {
		if h.after(init, h.call, h.c.stack) {
			out = append(out, init)
		}
	}
	return out
}

// near lists the initialisations in the modules of the request, of the handler and of those who have it requested.
func (o *orders) near(call *site, c *Context) []*site {
	w := o.w
	roots := []string{call.u().path, c.entry.u.path}
	for _, s := range c.stack {
		roots = append(roots, s.u().path)
	}
	var files []string
	for _, p := range roots {
		files = append(files, p)
		files = append(files, w.graph.Siblings(p)...)
	}
	slices.Sort(files)
	var out []*site
	for _, p := range slices.Compact(files) {
		out = append(out, o.initsIn(p)...)
	}
	return out
}

func (o *orders) initsIn(path string) []*site {
	out, ok := o.inits[path]
	if ok {
		return out
	}
	w := o.w
	for name := range w.api().Initialises {
		if !w.mentions(path, name) {
			continue
		}
		u := w.unit(path)
		if u == nil {
			continue
		}
		for _, s := range w.idents(u, name) {
			if s.up != nil && s.up.e.Kind == cparse.Call && s.arg == 0 && s.fn() != nil {
				out = append(out, s.up)
			}
		}
	}
	byPos(out)
	o.inits[path] = out
	return out
}

// object is what an initialisation initialises.
func (o *orders) object(init *site) *site {
	return init.kid(o.w.api().Initialises[calledName(init)] + 1)
}

// An objectUse is a call in a handler's closure that needs an object.
type objectUse struct {
	call, object *site
	fr           *frame
}

// name is the function or macro that the call names.
func (u objectUse) name() string {
	callee := u.call.kid(0)
	for callee.e.Kind == cparse.Call {
		callee = callee.kid(0)
	}
	return callee.e.Name
}

// irqHandler is what runs when a requested IRQ comes.
type irqHandler struct {
	*orders
	call   *site
	c      *Context
	frames []*frame
}

// maxClosure bounds how many functions a handler is followed through.
const maxClosure = 400

// uses lists the calls that need an object in everything that the handler calls, the other half of the request included.
func (h *irqHandler) uses() []objectUse {
	w := h.w
	seen := map[*fn]bool{}
	var out []objectUse
	enter := func(fr *frame) {
		if !seen[fr.f] && len(seen) < maxClosure && fr.n <= maxWaitDepth && w.graph.LeavesOf(fr.f.u.path).Meets(h.c.leaves) {
			seen[fr.f] = true
			h.frames = append(h.frames, fr)
		}
	}
	for _, f := range h.halves() {
		enter(&frame{f: f})
	}
	for i := 0; i < len(h.frames); i++ {
		fr := h.frames[i]
		for _, c := range w.callsIn(fr.f) {
			if arg, ok := kernelapi.Uses[calledName(c)]; ok {
				if s := objectArg(c, arg); s != nil {
					out = append(out, objectUse{c, s, fr})
				}
				continue
			}
			for _, g := range w.driverCallees(c) {
				enter(&frame{f: g, call: c, up: fr, n: fr.n + 1})
			}
		}
	}
	return out
}

// halves are the functions of a request that run for its IRQ.
func (h *irqHandler) halves() []*fn {
	out := []*fn{h.c.entry}
	for _, half := range h.w.api().Registrars[calledName(h.call)].Handlers {
		s := h.call.kid(half.Arg + 1)
		if s == nil || s.e.Kind != cparse.Ident {
			continue
		}
		if _, _, local := h.call.fn().local(s.e.Name, s.e.Pos); local {
			continue // whoever calls the function says which
		}
		for _, f := range h.w.lookupFunc(s.u(), s.e.Name) {
			if !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// objectArg is an argument of a call, or what a guard of kernelapi.Guards is for.
func objectArg(c *site, n int) *site {
	curried, guard := kernelapi.Guards[c.e.Args[0].Name]
	if guard && !curried {
		return c.kid(2)
	}
	return c.kid(n + 1)
}

// early tells whether the handler can need an object before an initialisation behind the request has run, and nothing
// initialises it before.
func (h *irqHandler) early(init *site, uses []objectUse) (EarlyObject, bool) {
	object := h.object(init)
	if object == nil {
		return EarlyObject{}, false
	}
	if !slices.ContainsFunc(uses, func(u objectUse) bool { return alike(object, u.object) }) {
		return EarlyObject{}, false
	}
	from, enabled, ok := h.start(init)
	if !ok {
		return EarlyObject{}, false
	}
	for _, u := range uses {
		if !alike(object, u.object) || !h.sameObject(object, u) || !h.onPath(u, from, init) {
			continue
		}
		if h.before(object) {
			return EarlyObject{}, false
		}
		x := EarlyObject{Expr: h.w.objectText(object), Use: u.name(), Path: h.path(u), Init: init.pos(),
			InitCall: calledName(init), InitIn: funcRef(init.fn()), Fixed: h.fixed(init, object, from)}
		if enabled != nil {
			x.Enabled = enabled.pos()
		}
		return x, true
	}
	return EarlyObject{}, false
}

// alike tells whether two expressions can mean one object by the names in them, before that is looked at closely.
func alike(a, b *site) bool {
	x, y := lastName(a), lastName(b)
	return x == "" || y == "" || x == y
}

// lastName is the member that an expression ends in; empty where it is a variable, which may stand for anything.
func lastName(s *site) string {
	for s != nil {
		switch s.e.Kind {
		case cparse.Member:
			return s.e.Name
		case cparse.Addr, cparse.Cast, cparse.Deref, cparse.Index:
			s = s.kid(0)
		default:
			return ""
		}
	}
	return ""
}

func (h *irqHandler) sameObject(object *site, u objectUse) bool {
	calls := map[*fn]*site{}
	for fr := u.fr; fr.call != nil; fr = fr.up {
		calls[fr.f] = fr.call
	}
	return sure(h.w.objectKeys(object, nil), h.w.objectKeys(u.object, calls))
}

// start gives the place from which on the handler can run: the request, or the enable_irq() behind it where the request
// keeps it from running. ok is false when the initialisation is not certainly behind that on one path.
func (h *irqHandler) start(init *site) (from, enabled *site, ok bool) {
	if !h.notEnabled() {
		return h.call, nil, true
	}
	for e := range h.w.linkedCalls(kernelapi.EnableIRQ, h.call.u().path) {
		if h.after(e, h.call, h.c.stack) && h.after(init, e, nil) {
			return e, e, true
		}
	}
	return nil, nil, false
}

// notEnabled tells whether the request, or something in the functions that make it, says that the IRQ stays disabled.
func (h *irqHandler) notEnabled() bool {
	return slices.ContainsFunc(append(h.c.stack[:len(h.c.stack):len(h.c.stack)], h.call), func(s *site) bool {
		return s.fn() != nil && slices.ContainsFunc(kernelapi.NotEnabled, func(flag string) bool { return len(h.w.identsIn(s.fn(), flag)) > 0 })
	})
}

// before tells whether an object may be initialised before the request: by a call there, by one that is on no path with it,
// or where it is declared.
func (h *irqHandler) before(object *site) bool {
	w := h.w
	keys := w.objectKeys(object, nil)
	for key := range keys {
		if strings.HasPrefix(key, "variable ") && h.declared(key) {
			return true
		}
	}
	for _, init := range h.near(h.call, h.c) {
		other := h.object(init)
		if other == nil || other == object || !alike(object, other) || !overlap(keys, w.objectKeys(other, nil)) {
			continue
		}
		if !h.after(init, h.call, h.c.stack) {
			return true
		}
	}
	return false
}

// declared tells whether a variable, by its key, is initialised where it is declared: DEFINE_SPINLOCK(name).
func (h *irqHandler) declared(key string) bool {
	fields := strings.Fields(key)
	u := h.w.unit(fields[1])
	if u == nil || len(fields) < 3 {
		return false
	}
	name := strings.Split(fields[2], "<")[0]
	for i := range u.file.TopCalls {
		t := &u.file.TopCalls[i]
		u.declare(t.Read())
		if len(t.Args) > 0 && t.Args[0].Name == name {
			return true
		}
	}
	for _, v := range u.vars[name] {
		if v.d.Initialized() {
			return true
		}
	}
	return false
}

// A lead is a call in a function by which a place is reached: it leads to inner, or is the place itself.
type lead struct {
	at    *site
	inner *fn
}

// maxClimb bounds how far the callers of a place are looked for.
const maxClimb = 60

// ways are the calls by which a place is reached, by the function that they are in.
type ways struct {
	at *site
	up map[*fn][]lead
}

func (x ways) in(f *fn) []lead {
	if f == x.at.fn() {
		return []lead{{x.at, nil}}
	}
	return x.up[f]
}

// climb finds the ways to a place. stack are the calls through which its function was entered, where that is known.
func (o *orders) climb(s *site, stack []*site) ways {
	f := s.fn()
	if f == nil {
		return ways{at: s}
	}
	if len(stack) == 0 {
		up, ok := o.leads[f]
		if !ok {
			up = o.callers(f, map[*fn][]lead{})
			o.leads[f] = up
		}
		return ways{s, up}
	}
	up := map[*fn][]lead{}
	for i := len(stack) - 1; i >= 0; i-- {
		g := stack[i].fn()
		if g == nil || up[g] != nil || g == s.fn() {
			return ways{s, up}
		}
		up[g] = []lead{{stack[i], f}}
		f = g
	}
	return ways{s, o.callers(f, up)}
}

// callers adds the calls by which a function is reached.
func (o *orders) callers(f *fn, up map[*fn][]lead) map[*fn][]lead {
	queue := []*fn{f}
	for i := 0; i < len(queue) && i < maxClimb; i++ {
		for _, call := range o.w.directCalls(queue[i]) {
			g := call.fn()
			if g == nil || g == queue[i] {
				continue
			}
			if up[g] == nil {
				queue = append(queue, g)
			}
			up[g] = append(up[g], lead{call, queue[i]})
		}
	}
	return up
}

// after tells whether one place is reached behind another on some path, and nowhere before it.
func (o *orders) after(later, earlier *site, stack []*site) bool {
	first, second := o.climb(earlier, stack), o.climb(later, nil)
	found := false
	compare := func(f *fn) (inOrder bool) {
		for _, a := range first.in(f) {
			for _, b := range second.in(f) {
				switch {
				case a.at == b.at, a.inner != nil && second.in(a.inner) != nil, b.inner != nil && first.in(b.inner) != nil:
					// they meet further down
				case b.at.e.Pos < a.at.e.Pos:
					return false
				case b.at.e.Pos > a.at.e.Pos && !found:
					found = !o.w.exclusive(a.at, b.at) && !o.again(f)
				}
			}
		}
		return true
	}
	if earlier.fn() == nil || later.fn() == nil || !compare(earlier.fn()) {
		return false
	}
	for f := range first.up {
		if f != earlier.fn() && !compare(f) {
			return false
		}
	}
	return found
}

// again tells whether a function runs for a stream that is opened or set up, or when a device wakes up: what it requests is
// requested after the driver's beginning.
func (o *orders) again(f *fn) bool {
	return slices.ContainsFunc(o.w.usesOf(f), func(u use) bool {
		if u.kind == useOp {
			return true
		}
		switch at := u.at; at.e.Kind {
		case cparse.InitElem:
			return kernelapi.RunsAgain[at.e.Name]
		case cparse.Call:
			return u.kind != useCall && kernelapi.RunsAgain[at.e.Args[0].Name]
		}
		return false
	})
}

// onPath tells whether a use is certainly reached between two places: nothing that the handler tests or follows on its way
// there comes to be only later.
func (h *irqHandler) onPath(u objectUse, from, init *site) bool {
	a := &access{irqHandler: h, from: from, init: init, seen: map[*site]bool{}}
	if !a.pointer(u.object, u.fr) {
		return false
	}
	at, fr := u.call, u.fr
	for {
		for _, g := range h.w.guardsOf(at) {
			if !a.passes(g) {
				return false
			}
		}
		if fr.call == nil {
			return true
		}
		if callee := fr.call.kid(0); callee.e.Kind == cparse.Member && !a.stored(callee, anyValue) {
			return false
		}
		at, fr = fr.call, fr.up
	}
}

// path says how the handler comes to a use.
func (h *irqHandler) path(u objectUse) []Step {
	out := []Step{{Kind: StepCalls, Pos: u.call.pos(), Function: u.fr.f.name(), Callee: u.name()}}
	for fr := u.fr; fr.call != nil; fr = fr.up {
		out = append(out, Step{Kind: StepCalls, Pos: fr.call.pos(), Function: fr.up.f.name(), Callee: fr.f.name(), Indirect: !isDirect(fr.call, fr.f)})
	}
	out = append(out, Step{Kind: StepRegistered, Pos: h.call.pos(), Function: functionName(h.call), Callee: h.c.Entry})
	slices.Reverse(out)
	return out
}
