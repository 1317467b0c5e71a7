package program

import (
	"github.com/pcmlint/pcmlint/cparse"
	"slices"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// contextLayer is what has been found out of how the calls of snd_pcm_period_elapsed() are reached.
type contextLayer struct {
	tableLayer
	elapsedUses map[string][]use    // uses of the elapsed functions, by name and file
	budgets     map[string]*budget  // of the files that call them
	attached    map[*Table][]string // attachedTo, remembered
}

// An elapsed is one call of snd_pcm_period_elapsed() with everything that can lead to it.
type elapsed struct {
	at       *site
	name     string // of the function that is called
	leaves   modules.Leaves
	contexts []*Context
	sync     bool            // some way to it starts in a PCM op
	cut      bool            // there were more ways to it than are followed
	outside  string          // a function on a way to it that only code that is not at hand can call
	tables   map[*Table]bool // where no context was found, or not all: the tables that the call is for
}

// A Context is one asynchronous entry from which snd_pcm_period_elapsed() is reached.
type Context struct {
	Kind         kernelapi.Kind
	Entry        string
	EntryPos     Pos // the entry function's name at its definition
	Registered   Pos
	RegisteredIn string
	Elapsed      Pos
	Path         []Step // from the registration to the elapsed call
	// ObjectType is the tag of the struct that runs the handler, "" for one that is not known.
	ObjectType string
	// PerCall is set when the registering function requests an IRQ for each of several objects that it is called for.
	PerCall bool

	object *site
	stack  []*site // the calls through which the entry came to its registration
	leaves modules.Leaves
	e      *elapsed
	entry  *fn
	tables map[*Table]bool
	at     *site      // the registration
	steps  []pathStep // from the entry to the elapsed call
}

// Hops tells how far the elapsed call is from the entry: by how many calls, and function pointers that are kept.
func (c *Context) Hops() int {
	n := 0
	for _, s := range c.Path {
		if s.Kind == StepCalls || s.Kind == StepStored && s.Callee != c.Entry {
			n++
		}
	}
	return n
}

// A StepKind says what a step of a path does.
type StepKind uint8

// The kinds of step, in the order in which they can come.
const (
	StepRegistered StepKind = iota // the entry is handed over here
	StepEntry                      // the entry function
	StepStored                     // a function pointer that the path goes through is stored here
	StepHanded                     // or handed on here, to another function
	StepCalls                      // calls the next function
	StepElapsed                    // calls snd_pcm_period_elapsed()
	StepTriggers                   // starts a DMA transfer whose completion calls that
)

// A Step is one line of a path.
type Step struct {
	Kind     StepKind
	Pos      Pos
	Function string // that the line is in; empty at file scope
	Callee   string // StepCalls, StepElapsed: the function that is called; StepStored, StepHanded: the function that is meant
	Indirect bool   // StepCalls, StepElapsed: through a function pointer
	To       string // StepHanded: to which function
	// Others are the other places that store the same function there, by the function that they are in.
	Others map[string]Pos
}

// way is a function from which elapsed is reached: it makes call, which leads to next.
type way struct {
	f      *fn
	call   *site
	next   *way
	stack  []*site // when not empty: the only call of f that counts is the last of these
	via    []hop   // where the pointer to next's function went before
	arg    *site   // what f hands on as the substream, as spelled in f or in a function nearer to the elapsed call
	direct bool
	leaves modules.Leaves
	// home is set once the way has left the program that the elapsed call is linked into: the leaves of that program
	home modules.Leaves
}

// callerOf is the way through a call of x's function.
func (w *contextLayer) callerOf(x *way, call *site, l modules.Leaves) *way {
	y := &way{f: call.fn(), call: call, next: x, leaves: l, home: x.home, arg: x.arg}
	if i, ok := paramIndex(x.f, x.arg); !ok || w.given(x.f, call, i) == nil {
		y.arg = passed(x.f, x.arg, call)
	}
	return y
}

// passed gives what a substream expression in f is at a call of f: the argument if it is a parameter of f.
func passed(f *fn, arg, call *site) *site {
	if i, ok := paramIndex(f, arg); ok {
		return call.kid(i + 1)
	}
	return arg
}

// findElapsed lists the calls of snd_pcm_period_elapsed() that can be linked into some of the given leaves.
func (w *contextLayer) findElapsed(leaves modules.Leaves) []*elapsed {
	var out []*elapsed
	var names []string
	for n := range kernelapi.Elapsed {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, u := range w.usesIn(name, leaves) {
			if w.stopped() {
				return nil
			}
			out = append(out, w.elapsedAt(name, u)...)
		}
	}
	if len(w.exporters(kernelapi.DMAEngineTrigger)) == 0 {
		out = append(out, w.dmaengine(leaves)...)
	}
	slices.SortStableFunc(out, func(a, b *elapsed) int { return comparePos(a.at.pos(), b.at.pos()) })
	return out
}

// usesIn lists what becomes of one of the kernel's functions in files that can be linked into some of the leaves.
func (w *contextLayer) usesIn(name string, leaves modules.Leaves) []use {
	var out []use
	for _, p := range w.searchPasted(name) {
		if !w.graph.LeavesOf(p).Meets(leaves) {
			continue
		}
		key := name + " " + p
		us, ok := w.elapsedUses[key]
		if !ok {
			us = w.usesOfName(name, []string{p})
			w.elapsedUses[key] = us
		}
		for _, u := range us {
			if u.leaves = u.leaves.And(leaves); !u.leaves.Empty() {
				out = append(out, u)
			}
		}
	}
	return out
}

// dmaengine stands in for sound/core/pcm_dmaengine.c where that is not at hand: the call that triggers a stream
// through it registers a DMA completion that calls snd_pcm_period_elapsed() for it.
func (w *contextLayer) dmaengine(leaves modules.Leaves) []*elapsed {
	var out []*elapsed
	for _, u := range w.usesIn(kernelapi.DMAEngineTrigger, leaves) {
		e := &elapsed{at: u.at, leaves: u.leaves}
		c := &Context{Kind: kernelapi.DMA, Entry: kernelapi.DMAEngineTrigger, EntryPos: u.at.pos(), Registered: u.at.pos(),
			Elapsed: u.at.pos(), leaves: u.leaves, e: e, RegisteredIn: functionName(u.at)}
		c.Path = []Step{{Kind: StepRegistered, Pos: u.at.pos(), Function: functionName(u.at)},
			{Kind: StepTriggers, Pos: u.at.pos(), Function: functionName(u.at)}}
		switch u.kind {
		case useCall:
			c.tables = w.tie(e, u.leaves, u.at.kid(1), nil)
		case useOp:
			c.tables = map[*Table]bool{}
			for _, t := range w.tablesIn(u.at.u().path) {
				for _, m := range t.members[u.table.name] {
					if m.at == u.at {
						c.tables[t] = true
					}
				}
			}
		default:
			continue
		}
		e.contexts = []*Context{c}
		out = append(out, e)
	}
	return out
}

// elapsedAt turns a use of the elapsed function into a call, or into a context of its own when its address is handed
// straight to something that runs it.
func (w *contextLayer) elapsedAt(name string, u use) []*elapsed {
	switch u.kind {
	case useCall:
		f := u.at.fn()
		if f == nil || kernelapi.Elapsed[f.name()] {
			return nil
		}
		e := &elapsed{at: u.at, name: name, leaves: u.leaves}
		w.reach(e, &way{f: f, call: u.at, stack: u.stack, via: u.via, leaves: u.leaves, arg: u.at.kid(1),
			direct: u.at.e.Args[0].Name == name})
		if len(e.contexts) == 0 || e.cut || e.outside != "" {
			e.tables = w.tie(e, u.leaves, u.at.kid(1), nil)
		}
		return []*elapsed{e}
	case useAsync, useEscape:
		e := &elapsed{at: u.at, name: name, leaves: u.leaves}
		kind := u.async
		if u.kind == useEscape {
			kind = kernelapi.Callback
		}
		c := &Context{Kind: kind, Entry: name, EntryPos: u.at.pos(), Registered: u.at.pos(), Elapsed: u.at.pos(),
			object: u.object, stack: u.stack, leaves: u.leaves, e: e, RegisteredIn: functionName(u.at), at: u.at}
		c.Path = []Step{{Kind: StepRegistered, Pos: u.at.pos(), Function: functionName(u.at)},
			{Kind: StepElapsed, Pos: u.at.pos(), Function: functionName(u.at), Callee: name}}
		c.tables = w.tie(e, u.leaves, u.data, callsOf(u.stack))
		e.contexts = []*Context{c}
		return []*elapsed{e}
	}
	return nil
}

// context describes an entry with its path.
func (w *contextLayer) context(e *elapsed, x *way, u use, kind kernelapi.Kind, l modules.Leaves) *Context {
	c := &Context{Kind: kind, Entry: x.f.name(), Registered: u.at.pos(), RegisteredIn: functionName(u.at), Elapsed: e.at.pos(),
		object: u.object, stack: u.stack, leaves: l, e: e, entry: x.f}
	arg := x.arg
	if i, ok := paramIndex(x.f, arg); ok && u.data != nil && u.param == i {
		arg = u.data
	}
	if t := w.typeOf(u.object); t.sd != nil {
		c.ObjectType = t.sd.tag
	}
	c.PerCall = kind.SyncedByIRQ() && w.perCall(u)
	calls := entered(u.at, u.stack)
	for n := x; n.next != nil; n = n.next {
		calls[n.next.f] = n.call
	}
	c.tables = w.tie(e, l, arg, calls)
	c.at = u.at
	for n := x; n != nil; n = n.next {
		c.steps = append(c.steps, pathStep{n.f, n.call})
	}
	c.EntryPos = at(x.f.u.path, x.f.d.Pos, x.f.d.Pos+posLen(x.f.name()))
	c.Path = append(c.Path, Step{Kind: StepRegistered, Pos: c.Registered, Function: c.RegisteredIn, Callee: c.Entry})
	came := slices.DeleteFunc(slices.Concat(u.via, handOver(u.stack)), func(h hop) bool { return h.at == u.at })
	c.Path = append(c.Path, w.hops(came, x.f.name())...)
	for n := x; n != nil; n = n.next {
		if n.next == nil {
			c.Path = append(c.Path, w.hops(n.via, e.name)...)
			c.Path = append(c.Path, Step{Kind: StepElapsed, Pos: n.call.pos(), Function: n.f.name(), Callee: e.name, Indirect: !n.direct})
			break
		}
		c.Path = append(c.Path, w.hops(n.via, n.next.f.name())...)
		c.Path = append(c.Path, Step{Kind: StepCalls, Pos: n.call.pos(), Function: n.f.name(), Callee: n.next.f.name(),
			Indirect: !n.direct})
	}
	return c
}

// hops tells where the address of a function went before it was registered or called.
func (w *contextLayer) hops(via []hop, f string) []Step {
	var out []Step
	for _, h := range via {
		s := Step{Kind: StepStored, Pos: h.at.pos(), Function: functionName(h.at), Callee: f}
		if h.handed {
			s.Kind, s.To = StepHanded, h.at.e.Args[0].Name
		} else {
			s.Others = w.otherStores(h.at, f)
		}
		out = append(out, s)
	}
	return out
}

// otherStores lists where the same function is assigned to the same member elsewhere, by the function that does it.
func (w *contextLayer) otherStores(at *site, f string) map[string]Pos {
	if at.e.Kind != cparse.Assign || at.kid(0).e.Kind != cparse.Member {
		return nil
	}
	loc, ok := w.memberField(at.kid(0))
	if !ok {
		return nil
	}
	var out map[string]Pos
	for _, st := range w.fieldStores(loc, at.u().path) {
		in := functionName(st.at)
		if st.at == at || in == "" || st.value.e.Kind != cparse.Ident || st.value.e.Name != f || st.at.u() != at.u() {
			continue
		}
		if out == nil {
			out = map[string]Pos{}
		}
		if _, again := out[in]; !again {
			out[in] = st.at.pos()
		}
	}
	return out
}

// perCall tells whether an IRQ is that of an object that the requesting function is given, and some function calls it for
// several: request(chip, &chip->rx), request(chip, &chip->tx).
func (w *contextLayer) perCall(u use) bool {
	base := u.object
	for base != nil && base.e.Kind == cparse.Member {
		base = base.kid(0)
	}
	f := u.at.fn()
	if f == nil || base == u.object {
		return false
	}
	i, ok := paramIndex(f, base)
	if !ok {
		return false
	}
	given := map[*fn]string{}
	for _, call := range w.directCalls(f) {
		arg := call.kid(i + 1)
		if arg == nil || call.fn() == nil {
			continue
		}
		text := exprText(arg.e)
		if old, ok := given[call.fn()]; ok && old != text {
			return true
		}
		given[call.fn()] = text
	}
	return false
}

// asyncCallers lists the asynchronous contexts that reach a function in some of the given programs.
func (w *contextLayer) asyncCallers(f *fn, leaves modules.Leaves) []*Context {
	seen := map[*fn]bool{f: true}
	queue := []*fn{f}
	var out []*Context
	for len(queue) > 0 && len(seen) < 200 {
		g := queue[0]
		queue = queue[1:]
		for _, u := range w.usesOf(g) {
			if !u.leaves.Meets(leaves) {
				continue
			}
			switch u.kind {
			case useCall:
				if h := u.at.fn(); h != nil && !seen[h] {
					seen[h] = true
					queue = append(queue, h)
				}
			case useAsync:
				out = append(out, &Context{Kind: u.async, Entry: g.name(), object: u.object, stack: u.stack, entry: g, leaves: u.leaves})
			case useEscape:
				out = append(out, &Context{Kind: kernelapi.Callback, Entry: g.name(), stack: u.stack, entry: g, leaves: u.leaves})
			}
		}
	}
	return out
}

// A pathStep is one function on the way from a handler to its call of snd_pcm_period_elapsed(), and the call that leads
// on.
type pathStep struct {
	f    *fn
	call *site
}

// orphan tells whether an elapsed call belongs to no table. One that only PCM callbacks lead to needs none.
func (e *elapsed) orphan() bool {
	if e.sync && len(e.contexts) == 0 {
		return false
	}
	for _, c := range e.contexts {
		if len(c.tables) > 0 {
			return false
		}
	}
	return len(e.tables) == 0
}
