package program

import (
	"iter"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// pointsToLayer is what has been found out of where values come from and go to.
type pointsToLayer struct {
	symbolLayer
	flows     map[*fn][]use
	sinks     map[locKey][]*site
	origins   map[locKey][]store
	placed    map[*unit]placed
	resolved  map[*site][]*fn      // what a call can mean
	resolving map[*site]int        // the calls that are being resolved, each inside the one before
	partial   int                  // the outermost of those that an answer has to do without
	partials  map[*site]int        // how often a call was resolved in part
	called    map[*site][]*fn      // driverCallees, remembered
	calls     map[*fn][]*site      // callsIn, remembered
	cutShort  map[*fn]bool         // those of whose uses some were not looked at
	pairs     map[givenKey][]*site // given, remembered
	drivers   map[string]bool      // whether a function's name is one that a driver exports
}

func newPointsToLayer(below symbolLayer) pointsToLayer {
	return pointsToLayer{
		symbolLayer: below, flows: map[*fn][]use{}, sinks: map[locKey][]*site{}, origins: map[locKey][]store{},
		placed: map[*unit]placed{}, resolved: map[*site][]*fn{}, resolving: map[*site]int{}, partials: map[*site]int{}, called: map[*site][]*fn{}, calls: map[*fn][]*site{}, cutShort: map[*fn]bool{}, pairs: map[givenKey][]*site{},
		drivers: map[string]bool{},
	}
}

// directCalls lists the calls of a function by name.
func (w *pointsToLayer) directCalls(f *fn) []*site {
	var out []*site
	for _, p := range w.visibleFrom(f) {
		u := w.unit(p)
		if u == nil {
			continue
		}
		for _, s := range w.idents(u, f.name()) {
			if s.up != nil && s.up.e.Kind == cparse.Call && s.arg == 0 && w.means(s, f) {
				out = append(out, s.up)
			}
		}
	}
	return out
}

// callsIn lists the calls of a function body in order, those of expanded macros too.
func (w *pointsToLayer) callsIn(f *fn) []*site {
	if out, ok := w.calls[f]; ok {
		return out
	}
	var out []*site
	var walk func(s *site)
	walk = func(s *site) {
		if s.e.Kind == cparse.Call {
			out = append(out, s)
			for _, x := range w.expanded(s) {
				walk(x)
			}
		}
		for i := range s.kids {
			k := &s.kids[i]
			walk(k)
		}
	}
	for _, r := range w.rootsOf(f) {
		if r.root.depth == 0 {
			walk(r)
		}
	}
	w.calls[f] = out
	return out
}

// calledName is the function that a call names, or the class that guard(class)(object) or scoped_guard(class, object)
// does; empty for a call through a pointer.
func calledName(call *site) string {
	callee, class := call.kid(0), call.kid(1)
	curried := callee.e.Kind == cparse.Call
	if curried {
		callee, class = callee.kid(0), callee.kid(1)
	}
	isCurried, guard := kernelapi.Guards[callee.e.Name]
	switch {
	case callee.e.Kind != cparse.Ident || curried && !guard:
		return ""
	case guard && curried == isCurried && class != nil && class.e.Kind == cparse.Ident:
		return class.e.Name
	}
	return callee.e.Name
}

// isDirect tells whether a call names the function.
func isDirect(call *site, f *fn) bool {
	c := call.e.Args[0]
	return c.Name == f.name()
}

// driverCallees lists the functions that a call can mean, as far as they belong to drivers: the kernel's general
// functions are not entered.
func (w *pointsToLayer) driverCallees(c *site) []*fn {
	if fs, ok := w.called[c]; ok {
		return fs
	}
	fs := w.findDriverCallees(c)
	w.called[c] = fs
	return fs
}

func (w *pointsToLayer) findDriverCallees(c *site) []*fn {
	if w.expanded(c) != nil {
		return nil
	}
	callee := c.e.Args[0]
	var fs []*fn
	if callee.Kind == cparse.Ident {
		if f := c.fn(); f != nil {
			if _, _, ok := f.local(callee.Name, callee.Pos); ok {
				return w.inDrivers(w.callees(c))
			}
		}
		if !w.inCandidates(c.u(), callee.Name) {
			return nil
		}
		fs = w.lookupFunc(c.u(), callee.Name)
	} else {
		fs = w.callees(c)
	}
	return w.inDrivers(fs)
}

// inCandidates tells whether a called name can be defined by a driver: in the file, beside it, or exported by a file of
// the graph.
func (w *pointsToLayer) inCandidates(u *unit, name string) bool {
	if len(u.funcs[name]) > 0 {
		return true
	}
	known, ok := w.drivers[name]
	if !ok {
		known = slices.ContainsFunc(w.exporters(name), func(p string) bool { return len(w.graph.Of[p]) > 0 && !kernelapi.IsFramework(p) })
		w.drivers[name] = known
	}
	return known || w.definedBeside(u, name)
}

// definedBeside tells whether a file that is compiled or linked with u defines a function of that name.
func (w *pointsToLayer) definedBeside(u *unit, name string) bool {
	is, ok := u.beside[name]
	if !ok {
		h := cparse.HashName(name)
		is = slices.ContainsFunc(slices.Concat(w.group(u.path), w.graph.Siblings(u.path)), func(p string) bool {
			s, err := w.summary(p)
			return err == nil && (s.DefinesFunc(h) || modules.IsHeader(p) && s.Mentions(h))
		})
		u.beside[name] = is
	}
	return is
}

func (w *pointsToLayer) inDrivers(fs []*fn) []*fn {
	var out []*fn
	for _, f := range fs {
		if kernelapi.IsFramework(f.u.path) {
			continue
		}
		if modules.IsHeader(f.u.path) && !hasPrefix(f.u.path, "include/linux/") || len(w.graph.Of[f.u.path]) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// linkedCalls yields the calls of one of the kernel's functions in the functions of files that are linked with a file.
func (w *pointsToLayer) linkedCalls(name, file string) iter.Seq[*site] {
	return func(yield func(*site) bool) {
		for _, p := range w.searchFiles(name) {
			if !w.graph.Linked(file, p) {
				continue
			}
			u := w.unit(p)
			if u == nil {
				continue
			}
			for _, s := range w.idents(u, name) {
				if s.up != nil && s.up.e.Kind == cparse.Call && s.arg == 0 && s.fn() != nil && !yield(s.up) {
					return
				}
			}
		}
	}
}

// leavesAt gives the leaves that a place is part of: code in a function of a header is in those of the files that use it.
func (w *pointsToLayer) leavesAt(s *site) modules.Leaves {
	if l := w.graph.LeavesOf(s.u().path); l != nil || !modules.IsHeader(s.u().path) || s.fn() == nil || len(w.graph.Leaves) == 0 {
		return l
	}
	out := make(modules.Leaves, len(w.graph.Leaves[0]))
	callers := []*fn{s.fn()} // in headers
	for i := 0; i < len(callers); i++ {
		for _, call := range w.directCalls(callers[i]) {
			f := call.fn()
			if l := w.graph.LeavesOf(call.u().path); l != nil {
				out.Or(l)
			} else if f != nil && !slices.Contains(callers, f) {
				callers = append(callers, f)
			}
		}
	}
	return out
}

// callsOf says through which call each function on a stack of calls was entered.
func callsOf(stack []*site) map[*fn]*site {
	calls := map[*fn]*site{}
	for i := 1; i < len(stack); i++ {
		calls[stack[i].fn()] = stack[i-1]
	}
	return calls
}

// entered is callsOf with the call through which the function around a place was entered.
func entered(at *site, stack []*site) map[*fn]*site {
	calls := callsOf(stack)
	if n := len(stack); n > 0 && at.fn() != nil {
		calls[at.fn()] = stack[n-1]
	}
	return calls
}
