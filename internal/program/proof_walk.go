package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// A stopWalk is what the closure of a .sync_stop does, or that of a work's handler: the waiting calls that it reaches, the
// places where it may wait for a handler to do something, and the first thing in it that was not understood.
type stopWalk struct {
	w      *proofLayer
	leaves modules.Leaves
	from   string // a file that it is linked with
	waits  []*stopWait
	shakes []*shake
	deeds  []Deed
	doubt  string // why it may wait in a way that is not seen
	notes  []string
	fns    map[*fn]bool // the closure
	frames int
	table  *Table
	inner  map[*fn]*stopWalk // of handlers of works that are waited for

	program  *programView
	callback string // the name of the .sync_stop
}

// A stopWait is one waiting call, as it is reached through the calls in calls.
type stopWait struct {
	site    *site
	name    string
	k       kernelapi.Waits
	calls   map[*fn]*site
	chain   []*site // the same, innermost first
	choices []choice
}

// A choice is a call through a pointer that may lead to several functions, and the one that was taken.
type choice struct {
	call *site
	f    *fn
}

// A shake is a place where a .sync_stop may wait for something that a handler does.
type shake struct {
	site  *site
	kind  shakeKind
	frame *frame
	// of a loop or a wait for an event: the members that it looks at; of a wait for an event, a completion or a lock: the
	// object.
	members []*site
	object  *site
	on      *site // the member that made it a proof
	calls   map[*fn]*site
}

type shakeKind uint8

const (
	shakePoll shakeKind = iota
	shakeEvent
	shakeCompletion
	shakeLock
)

// Bounds on one walk. Beyond maxFrames a function is looked at once, whoever calls it.
const (
	maxFrames    = 300
	maxStopDepth = 24
	maxDeeds     = 40
)

// walkStop walks the closure of a table's .sync_stop.
func (w *proofLayer) walkStop(t *Table, contexts []*Context) *stopWalk {
	return w.walkCallback(t, contexts, kernelapi.SyncStop)
}

// walkCallback walks the closure of one of a table's callbacks.
func (w *proofLayer) walkCallback(t *Table, contexts []*Context, name string) *stopWalk {
	s := &stopWalk{w: w, leaves: t.leaves, from: t.u.path, table: t, fns: map[*fn]bool{}, inner: map[*fn]*stopWalk{}}
	for _, c := range contexts {
		s.leaves = s.leaves.And(c.leaves)
	}
	if s.leaves.Empty() {
		s.leaves = t.leaves
	}
	for _, m := range t.members[name] {
		if isNull(m.value) {
			continue
		}
		b := w.backward(t.u.path)
		b.functions(m.value)
		if x := m.value; len(b.fns) == 0 || len(w.inDrivers(b.fns)) == 0 && !kernelapi.IsFramework(t.u.path) {
			if k, ok := w.api().Waits[x.e.Name]; ok && x.e.Kind == cparse.Ident {
				s.waits = append(s.waits, &stopWait{site: x, name: x.e.Name, k: k})
				continue
			}
			s.doubts("the body of " + w.spelled(x) + "() is not at hand")
			continue
		}
		for _, f := range b.fns {
			s.callback = f.name()
			s.visit(&frame{f: f}, nil)
		}
	}
	return s
}

// of walks the closure of the handler of a work that is waited for.
func (s *stopWalk) of(f *fn) *stopWalk {
	if in := s.inner[f]; in != nil {
		return in
	}
	in := &stopWalk{w: s.w, leaves: s.leaves, from: s.from, table: s.table, fns: map[*fn]bool{}, inner: s.inner}
	s.inner[f] = in
	in.visit(&frame{f: f}, nil)
	return in
}

func (s *stopWalk) doubts(why string) {
	if s.doubt == "" {
		s.doubt = why
	}
}

func (fr *frame) has(f *fn) bool {
	for n := fr; n != nil; n = n.up {
		if n.f == f {
			return true
		}
	}
	return false
}

// chain lists the calls that lead to a frame, innermost first.
func (fr *frame) chain() []*site {
	var out []*site
	for n := fr; n.call != nil; n = n.up {
		out = append(out, n.call)
	}
	return out
}

// source is the file that a frame's function is compiled in: for an inline function of a header, that of its caller.
func (fr *frame) source() *unit {
	n := fr
	for n.up != nil && modules.IsHeader(n.f.u.path) {
		n = n.up
	}
	return n.f.u
}

// visit looks at one function of the closure, in the place in which it is called.
func (s *stopWalk) visit(fr *frame, choices []choice) {
	again := s.fns[fr.f]
	if again && s.frames > maxFrames {
		return
	}
	s.frames++
	s.fns[fr.f] = true
	if !again {
		s.loops(fr)
	}
	for _, c := range s.w.callsIn(fr.f) {
		s.call(fr, c, choices)
	}
}

// call decides what one call may do.
func (s *stopWalk) call(fr *frame, c *site, choices []choice) {
	w := s.w
	name := calledName(c)
	k, ok := w.api().Waits[name]
	if !ok {
		k, ok = kernelapi.StopWaits[name]
	}
	if !ok {
		k, ok = kernelapi.LoopWaits[name]
		ok = ok && s.asked(c)
	}
	if ok && name != "" {
		s.deeds = append(s.deeds, Deed{Pos: c.pos(), Function: fr.f.name(), Call: w.spelled(c)})
		s.waits = append(s.waits, &stopWait{site: c, name: name, k: k, calls: fr.entered(), chain: fr.chain(), choices: choices})
		return
	}
	if name != "" && (s.shaking(fr, c, name) || w.expanded(c) != nil) {
		return
	}
	if name != "" {
		if kernelapi.KeepsHandlersOut[name] {
			s.doubts("it calls " + name + "(), and whether that keeps the handler out was not looked into")
			return
		}
		if d, ok := w.api().CannotBlock(name); ok {
			s.does(fr, c, d, name)
			return
		}
	}
	s.enter(fr, c, name, choices)
}

// enter goes on in the functions that a call may mean.
func (s *stopWalk) enter(fr *frame, c *site, name string, choices []choice) {
	if name == "" && kernelapi.IsFramework(s.from) {
		s.doubts("it calls whatever driver there is")
		return
	}
	fs := s.callees(c)
	if len(fs) == 0 && name != "" && modules.IsHeader(c.u().path) {
		fs = s.w.inDrivers(s.w.lookupFunc(fr.source(), name)) // an inline function of the driver's header
	}
	if len(fs) == 0 {
		if name == "" {
			s.doubts("it calls through a pointer, " + s.w.spelled(c.kid(0)) + ", and what that points to was not found")
		} else {
			s.doubts("it calls " + name + "(), whose body is not at hand")
		}
		return
	}
	if fr.n > maxStopDepth {
		s.doubts("its calls lie too deep")
		return
	}
	for _, g := range fs {
		if fr.has(g) {
			continue
		}
		more := choices
		if len(fs) > 1 {
			more = append(choices[:len(choices):len(choices)], choice{c, g})
		}
		s.visit(&frame{f: g, call: c, up: fr, n: fr.n + 1}, more)
	}
}

// callees lists the functions that a call may mean in the programs that are looked at.
func (s *stopWalk) callees(c *site) []*fn {
	fs := s.w.driverCallees(c)
	if len(fs) == 0 && kernelapi.IsFramework(s.from) {
		fs = s.w.callees(c)
	}
	return slices.DeleteFunc(slices.Clone(fs), func(g *fn) bool { return !s.leaves.Meets(s.w.graph.LeavesOf(g.u.path)) })
}

// does notes what the closure does instead of waiting, for saying so.
func (s *stopWalk) does(fr *frame, c *site, d kernelapi.Deed, name string) {
	if d == kernelapi.Reads || d == kernelapi.Counts || len(s.deeds) >= maxDeeds {
		return
	}
	s.deeds = append(s.deeds, Deed{Pos: c.pos(), Function: fr.f.name(), Does: d, Call: name + "()"})
}

// handlersOf lists the functions that are run by what a call waits for, as far as they are registered at hand.
func (s *stopWalk) handlersOf(x *stopWait) []*fn {
	w := s.w
	mine := w.objectKeys(x.site.kid(x.k.Object+1), x.calls)
	if len(mine) == 0 || x.k.Queue {
		return nil
	}
	var out []*fn
	for _, r := range w.registered(x.k.Kinds, s.from) {
		theirs := w.objectKeys(r.object, nil)
		if len(theirs) == 0 || !overlap(mine, theirs) || w.differentElements(x.site.kid(x.k.Object+1), r.object) {
			continue
		}
		b := w.backward(s.from)
		b.functions(r.handler)
		for _, f := range b.fns {
			if !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// A registration hands a handler to an object.
type registration struct{ object, handler *site }

// registered lists the registrations of handlers of some kinds in the files that are linked with one.
func (w *proofLayer) registered(kinds []kernelapi.Kind, file string) []registration {
	var out []registration
	for _, name := range sortedNames(w.api().Registrars) {
		r := w.api().Registrars[name]
		for _, h := range r.Handlers {
			if !slices.Contains(kinds, h.Kind) {
				continue
			}
			for _, call := range w.callsOfName(name, file) {
				object := call
				if r.Object >= 0 {
					object = call.kid(r.Object + 1)
				}
				if object != nil && call.kid(h.Arg+1) != nil {
					out = append(out, registration{object, call.kid(h.Arg + 1)})
				}
			}
		}
	}
	for _, key := range fieldRegistrars {
		if !slices.Contains(kinds, kernelapi.FieldRegistrars[key].Kind) {
			continue
		}
		for _, p := range w.searchFiles(key.Field) {
			if u := w.unit(p); u != nil && w.graph.Linked(file, p) {
				for _, m := range w.members(u, key.Field) {
					if v, _ := written(m); v != nil {
						if t := w.typeOf(m.kid(0)); t.sd != nil && t.sd.tag == key.Struct {
							out = append(out, registration{m.kid(0), v})
						}
					}
				}
			}
		}
	}
	return out
}

// fieldRegistrars are the fields that take a handler, in a fixed order.
var fieldRegistrars = func() []kernelapi.FieldKey {
	var out []kernelapi.FieldKey
	for k := range kernelapi.FieldRegistrars {
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b kernelapi.FieldKey) int {
		return slices.Compare([]string{a.Struct, a.Field}, []string{b.Struct, b.Field})
	})
	return out
}()

// callsOfName lists the calls of one of the kernel's functions or macros, those at file scope too.
func (w *proofLayer) callsOfName(name, file string) []*site {
	var out []*site
	for _, p := range w.searchFiles(name) {
		if !w.graph.Linked(file, p) {
			continue
		}
		u := w.unit(p)
		if u == nil {
			continue
		}
		for _, s := range w.idents(u, name) {
			if s.up != nil && s.up.e.Kind == cparse.Call && s.arg == 0 {
				out = append(out, s.up)
			}
		}
	}
	return out
}

// entered says through which calls the functions of a frame were entered.
func (fr *frame) entered() map[*fn]*site {
	calls := map[*fn]*site{}
	for n := fr; n.call != nil; n = n.up {
		if _, again := calls[n.f]; !again {
			calls[n.f] = n.call
		}
	}
	return calls
}
