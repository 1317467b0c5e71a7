package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// useKind says what becomes of a function in the end.
type useKind uint8

const (
	useCall   useKind = iota // called, directly or through a pointer
	useAsync                 // handed to something that runs it asynchronously
	useOp                    // a callback that the PCM core or ASoC calls for a stream
	useSync                  // run at probe, removal, suspend, or before a call returns
	useEscape                // handed to code that is not known
)

// A use is one end of the way that a function's address takes.
type use struct {
	kind   useKind
	at     *site   // the call, the registration, the store
	stack  []*site // useCall: the calls through whose arguments the address came, outermost first
	via    []hop   // where it went before it came to these, for explaining
	leaves modules.Leaves
	// bridged: the way went to a module that is not linked with the function's own, leaves are those of that module
	bridged bool

	async  kernelapi.Kind // useAsync
	object *site          // useAsync: what a waiting call would wait for
	data   *site          // useAsync: what the handler is given
	param  int            // useAsync: in which parameter
	table  fieldLoc       // useOp: the member
}

// locKind is the kind of a place that can hold a pointer.
type locKind uint8

const (
	locLocal locKind = iota
	locGlobal
	locField
	locReturn
)

// locKey names a place that can hold a pointer, as seen from a file. Fields are kept apart by struct type, not by object.
type locKey struct {
	kind locKind
	fn   *fn
	sd   *structDef
	name string
	from string // of a field: the file, which decides what is searched
}

// flowing is a pointer value under way.
type flowing struct {
	w       *pointsToLayer
	uses    []use
	seen    map[flowKey]modules.Leaves
	fields  map[locKey]bool // members that nobody in the own program reads
	steps   int
	leaves  modules.Leaves
	bridged bool
	stack   []*site
	via     []hop
	skipped bool // the bound on steps was met
}

// A hop is one place on the way of an address that shows where it went: what keeps it, or the call that hands it on.
type hop struct {
	at     *site
	handed bool
}

// maxHops bounds how many places are remembered.
const maxHops = 8

// handOver turns the calls through whose arguments an address came into hops.
func handOver(stack []*site) []hop {
	out := make([]hop, len(stack))
	for i, call := range stack {
		out[i] = hop{call, true}
	}
	return out
}

type flowKey struct {
	s   *site
	top *site
}

const (
	maxFlowSteps = 60000
	maxStack     = 8
)

// usesOf follows the address of a function forward to everything that becomes of it. Direct calls are uses too.
func (w *pointsToLayer) usesOf(f *fn) []use {
	if u, ok := w.flows[f]; ok {
		return u
	}
	w.flows[f] = nil
	fl := &flowing{w: w, seen: map[flowKey]modules.Leaves{}, fields: map[locKey]bool{}}
	leaves := w.graph.LeavesOf(f.u.path)
	for _, p := range w.visibleFrom(f) {
		if fl.leaves = leaves.And(w.graph.LeavesOf(p)); fl.leaves.Empty() {
			continue
		}
		w.eachNamed(p, f.name(), func(s *site) {
			if w.means(s, f) {
				fl.value(s)
			}
		})
	}
	w.flows[f] = fl.uses
	if fl.skipped {
		w.cutShort[f] = true
	}
	return fl.uses
}

// usesOfName is usesOf for a function of the kernel's that is only known by name.
func (w *pointsToLayer) usesOfName(name string, files []string) []use {
	fl := &flowing{w: w, seen: map[flowKey]modules.Leaves{}, fields: map[locKey]bool{}}
	for _, p := range files {
		w.eachNamed(p, name, func(s *site) {
			if s.fn() != nil {
				if s.fn().name() == name {
					return
				}
				if _, _, ok := s.fn().local(name, s.e.Pos); ok {
					return
				}
			}
			fl.leaves = w.graph.LeavesOf(p)
			fl.value(s)
		})
	}
	return fl.uses
}

// eachNamed goes through what named lists, and when a macro that was expanded on the way mentions the name too, again.
func (w *pointsToLayer) eachNamed(path, name string, do func(*site)) {
	for n := -1; ; {
		sites := w.named(path, name)
		if len(sites) <= n {
			return
		}
		n = len(sites)
		for _, s := range slices.Clone(sites) {
			do(s)
		}
	}
}

// value says that the expression's value is the pointer, and goes on with what is done with it.
func (fl *flowing) value(s *site) {
	var top *site
	if n := len(fl.stack); n > 0 {
		top = fl.stack[n-1]
	}
	k := flowKey{s, top}
	old, again := fl.seen[k]
	if again && fl.leaves.Subset(old) || fl.steps > maxFlowSteps {
		fl.skipped = fl.skipped || fl.steps > maxFlowSteps
		return
	}
	fl.seen[k] = fl.leaves
	if again {
		fl.seen[k] = modules.Union(old, fl.leaves)
	}
	fl.steps++
	up := s.up
	if up == nil {
		fl.full(s)
		return
	}
	switch up.e.Kind {
	case cparse.Call:
		if s.arg == 0 {
			fl.emit(use{kind: useCall, at: up})
			return
		}
		fl.argument(up, int(s.arg)-1)
	case cparse.Cast, cparse.Addr, cparse.Deref:
		fl.value(up)
	case cparse.Index:
		if s.arg == 0 {
			fl.value(up)
		}
	case cparse.Cond:
		if s.arg > 0 {
			fl.value(up)
		}
	case cparse.Comma, cparse.StmtExprKind:
		if int(s.arg) == len(up.kids)-1 {
			fl.value(up)
		}
	case cparse.Assign:
		if s.arg == 1 && up.e.Name == "=" {
			fl.store(up.kid(0), up)
			fl.value(up)
		}
	case cparse.InitElem:
		fl.element(up)
	}
}

func (fl *flowing) emit(u use) {
	u.stack = append([]*site(nil), fl.stack...)
	u.via = slices.Clone(fl.via)
	u.leaves, u.bridged = fl.leaves, fl.bridged
	fl.uses = append(fl.uses, u)
}

// full handles a value that is a whole initializer, a returned expression or the value of an expanded macro.
func (fl *flowing) full(s *site) {
	r := s.root
	switch {
	case r.call != nil:
		fl.value(r.call)
	case r.v != nil && r.fn != nil:
		fl.kept(s, func() { fl.local(r.fn, r.v.Name) })
	case r.v != nil:
		fl.kept(s, func() { fl.global(&gvar{r.u, r.v}) })
	case r.stmt != nil && r.kind == cparse.StmtReturn && r.fn != nil:
		fl.returned(r.fn)
	}
}

func (fl *flowing) local(f *fn, name string) {
	for _, s := range fl.w.identsIn(f, name) {
		fl.value(s)
	}
}

func (fl *flowing) global(v *gvar) {
	w := fl.w
	files := []string{v.u.path}
	if v.d.Static && !modules.IsHeader(v.u.path) {
		files = w.group(v.u.path)
	} else {
		files = append(files, w.searchFiles(v.d.Name)...)
	}
	done := map[string]bool{}
	for _, p := range files {
		if done[p] || !w.mentions(p, v.d.Name) {
			continue
		}
		done[p] = true
		fl.in(p, func(u *unit) {
			for _, s := range w.idents(u, v.d.Name) {
				if f := s.fn(); f != nil {
					if _, _, ok := f.local(v.d.Name, s.e.Pos); ok {
						continue
					}
				}
				if x := w.lookupVar(u, v.d.Name); x == nil || x.d == v.d || x.u == v.u {
					fl.value(s)
				}
			}
		})
	}
}

// in goes on in a file if it can be linked with where the value has been.
func (fl *flowing) in(file string, do func(*unit)) {
	l := fl.leaves.And(fl.w.graph.LeavesOf(file))
	if l.Empty() {
		return
	}
	u := fl.w.unit(file)
	if u == nil {
		return
	}
	old := fl.leaves
	fl.leaves = l
	do(u)
	fl.leaves = old
}

// heap forgets through which calls the value came, since it now rests where anyone finds it, and notes the store.
func (fl *flowing) heap(at *site, do func()) {
	stack, via := fl.stack, fl.via
	fl.stack = nil
	if len(via)+len(stack) < maxHops {
		fl.via = append(slices.Concat(via, handOver(stack)), hop{at: at})
	}
	do()
	fl.stack, fl.via = stack, via
}

// kept notes the variable that an address is first put into, so that a path can tell where it comes from.
func (fl *flowing) kept(at *site, do func()) {
	via := fl.via
	if len(via) == 0 && len(fl.stack) == 0 {
		fl.via = []hop{{at: at}}
	}
	do()
	fl.via = via
}

// returned goes on at the calls of a function that returns the value.
func (fl *flowing) returned(f *fn) {
	if n := len(fl.stack); n > 0 {
		call := fl.stack[n-1]
		fl.stack = fl.stack[:n-1]
		fl.value(call)
		fl.stack = append(fl.stack, call)
		return
	}
	for _, u := range fl.w.directCalls(f) {
		fl.in(u.u().path, func(*unit) { fl.value(u) })
	}
}

func hasPrefix(s, p string) bool { return len(s) >= len(p) && s[:len(p)] == p }

// argument goes on with a value that is handed to a function.
func (fl *flowing) argument(call *site, n int) {
	w := fl.w
	callee := call.kid(0)
	if callee.e.Kind == cparse.Ident && fl.known(call, callee.e.Name, n) {
		return
	}
	if w.expanded(call) != nil {
		return // the expansion has the argument in it
	}
	targets := w.callees(call)
	if len(targets) == 0 {
		fl.emit(use{kind: useEscape, at: call})
		return
	}
	for _, g := range targets {
		if n >= len(g.d.Params) || len(fl.stack) >= maxStack {
			continue
		}
		fl.in(g.u.path, func(*unit) {
			fl.stack = append(fl.stack, call)
			fl.local(g, g.d.Params[n].Name)
			fl.stack = fl.stack[:len(fl.stack)-1]
		})
	}
}

// known handles the functions that kernelapi knows.
func (fl *flowing) known(call *site, name string, n int) bool {
	if _, member := kernelapi.ContainerOf[name]; member || kernelapi.NotRegistrars[name] {
		return true
	}
	if r, ok := fl.w.api().Registrars[name]; ok {
		for _, h := range r.Handlers {
			if h.Arg != n {
				continue
			}
			if h.Kind == kernelapi.Lifecycle || h.Kind == kernelapi.Synchronous {
				fl.emit(use{kind: useSync, at: call})
				return true
			}
			u := use{kind: useAsync, at: call, async: h.Kind, param: r.DataParam}
			if r.Object >= 0 {
				u.object = call.kid(r.Object + 1)
			} else {
				u.object = call
			}
			if r.Data >= 0 && r.DataParam >= 0 {
				u.data = call.kid(r.Data + 1)
			}
			fl.emit(u)
		}
		return true
	}
	done := false
	if st, ok := kernelapi.Store[name]; ok {
		if lhs := call.kid(1); lhs != nil && n == st.Value {
			if st.Deref && lhs.e.Kind == cparse.Addr {
				lhs = lhs.kid(0)
			}
			fl.store(lhs, call)
		}
		done = true // the other arguments are where it is stored, and what was there
	}
	if i, ok := kernelapi.Identity[name]; ok {
		if i == n {
			fl.value(call)
		}
		done = true
	}
	return done
}
