package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// waitLayer finds waiting calls, and remembers nothing.
type waitLayer struct{ contextLayer }

// A Wait is a call reached from a table's callback that waits for a handler to end.
type Wait struct {
	Call string // the waiting function
	Pos  Pos
	In   string // the function that holds the call
	// IRQ is set when it waits for the handler of an IRQ number.
	IRQ bool
	// For are the contexts of the table's driver that it waits for.
	For []*Context
	// Path leads from the callback to the call: the callback's function first.
	Path []Step
	// Callback is the table's member that it was reached from.
	Callback string
	site     *site
	calls    map[*fn]*site
}

// frame is one function on the way from a callback to a waiting call.
type frame struct {
	f    *fn
	call *site // the call that led here; nil for the callback itself
	up   *frame
	n    int
}

const maxWaitDepth = 24

// waitsFrom lists the waiting calls that a callback of a table reaches.
func (w *waitLayer) waitsFrom(t *Table, callback string) []*Wait {
	var out []*Wait
	seen := map[*fn]bool{}
	sites := map[*site]bool{}
	var visit func(fr *frame)
	visit = func(fr *frame) {
		if seen[fr.f] || fr.n > maxWaitDepth {
			return
		}
		seen[fr.f] = true
		for _, c := range w.callsIn(fr.f) {
			name := calledName(c)
			if k, ok := w.api().Waits[name]; ok && name != "" {
				if !sites[c] {
					sites[c] = true
					out = append(out, w.newWait(fr, c, name, k, callback))
				}
				continue
			}
			if name == "" && kernelapi.IsFramework(t.u.path) {
				continue // a framework's table calls whatever driver there is
			}
			for _, g := range w.driverCallees(c) {
				if !t.leaves.Meets(w.graph.LeavesOf(g.u.path)) {
					continue
				}
				visit(&frame{f: g, call: c, up: fr, n: fr.n + 1})
			}
		}
	}
	for _, m := range t.members[callback] {
		if isNull(m.value) {
			continue
		}
		b := w.backward(t.u.path)
		b.functions(m.value)
		if len(b.fns) == 0 {
			if s := m.value; s.e.Kind == cparse.Ident {
				if k, ok := w.api().Waits[s.e.Name]; ok {
					out = append(out, &Wait{Call: s.e.Name, Pos: s.pos(), IRQ: k.IRQ, Callback: callback, site: s})
				}
			}
		}
		for _, f := range b.fns {
			visit(&frame{f: f})
		}
	}
	return out
}

func (w *waitLayer) newWait(fr *frame, c *site, name string, k kernelapi.Waits, callback string) *Wait {
	x := &Wait{Call: name, Pos: c.pos(), In: fr.f.name(), IRQ: k.IRQ, Callback: callback, site: c, calls: map[*fn]*site{}}
	x.Path = append(x.Path, Step{Kind: StepCalls, Pos: c.pos(), Function: fr.f.name(), Callee: name})
	for n := fr; n.call != nil; n = n.up {
		x.calls[n.f] = n.call
		x.Path = append(x.Path, Step{Kind: StepCalls, Pos: n.call.pos(), Function: n.up.f.name(), Callee: n.f.name(),
			Indirect: !isDirect(n.call, n.f)})
	}
	slices.Reverse(x.Path)
	return x
}

// match decides for which of a table's contexts a wait waits.
func (w *waitLayer) match(x *Wait, k kernelapi.Waits, contexts []*Context) {
	var mine map[string]bool
	for _, c := range contexts {
		if !covers(k, c.Kind) {
			continue
		}
		if mine == nil {
			mine = w.waitedFor(x, k)
		}
		if c.Kind == kernelapi.DMA || w.sameObject(k, mine, c) {
			x.For = append(x.For, c)
		}
	}
}

// waitedFor names what a waiting call names.
func (w *waitLayer) waitedFor(x *Wait, k kernelapi.Waits) map[string]bool {
	if k.Queue {
		return w.queueKeys(x.site, k.Object, x.calls)
	}
	return w.objectKeys(x.site.kid(k.Object+1), x.calls)
}

// queueKeys names the queue that an argument of a call is; without one it is the system's.
func (w *waitLayer) queueKeys(call *site, arg int, calls map[*fn]*site) map[string]bool {
	system := map[string]bool{"variable " + kernelapi.SystemQueue: true}
	if arg == kernelapi.None {
		return system
	}
	if s := call.kid(arg + 1); s != nil && s.e.Kind == cparse.Ident && s.e.Name == kernelapi.SystemQueue {
		return system
	}
	return w.objectKeys(call.kid(arg+1), calls)
}

func covers(k kernelapi.Waits, kind kernelapi.Kind) bool {
	return len(k.Kinds) == 0 || slices.Contains(k.Kinds, kind)
}

// sameObject tells whether what is waited for is what was registered. Where one of the two cannot be told, a wait for
// the right kind of thing is taken for one, except for plain callbacks, which may be anything.
func (w *waitLayer) sameObject(k kernelapi.Waits, mine map[string]bool, c *Context) bool {
	calls := callsOf(c.stack)
	if n := len(c.stack); n > 0 && c.object != nil && c.object.fn() != nil {
		calls[c.object.fn()] = c.stack[n-1]
	}
	theirs := w.objectKeys(c.object, calls)
	if k.Queue {
		return w.queued(mine, theirs)
	}
	if len(mine) == 0 || len(theirs) == 0 {
		return c.Kind != kernelapi.Callback
	}
	return overlap(mine, theirs)
}

// queued tells whether an item is put on a queue somewhere.
func (w *waitLayer) queued(queue, item map[string]bool) bool {
	if len(queue) == 0 || len(item) == 0 {
		return true
	}
	var names []string
	for name := range kernelapi.Enqueue {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		roles := kernelapi.Enqueue[name]
		for _, path := range w.searchFiles(name) {
			u := w.unit(path)
			if u == nil {
				continue
			}
			for _, s := range w.idents(u, name) {
				if s.up == nil || s.up.e.Kind != cparse.Call || s.arg != 0 {
					continue
				}
				if overlap(queue, w.queueKeys(s.up, roles.Queue, nil)) && overlap(item, w.objectKeys(s.up.kid(roles.Item+1), nil)) {
					return true
				}
			}
		}
	}
	return false
}

func overlap(a, b map[string]bool) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	for x := range a {
		for y := range b {
			if sameKey(x, y) {
				return true
			}
		}
	}
	return false
}
