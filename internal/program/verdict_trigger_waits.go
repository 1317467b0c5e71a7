package program

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// triggerWaits finds the waits that the callbacks reach which the core calls where it cannot wait: from the handler itself,
// or with the stream's lock held that the handler needs.
type triggerWaits struct {
	w   *verdictLayer
	hot map[string]map[*fn]bool // see leadToWaits
}

func newTriggerWaits(w *verdictLayer) *triggerWaits {
	return &triggerWaits{w: w, hot: map[string]map[*fn]bool{}}
}

// atomicCallbacks are the members that the core calls with the stream locked, and from snd_pcm_period_elapsed()
// (sound/core/pcm_lib.c: snd_pcm_update_hw_ptr0(), xrun(); sound/core/pcm_native.c: snd_pcm_do_stop()).
var atomicCallbacks = []string{"trigger", "pointer", "ack"}

// add lists the waits of a table's callbacks for contexts that end its periods.
func (x *triggerWaits) add(v *Verdict) {
	if len(v.Contexts) == 0 || !x.canWait(v) {
		return
	}
	roots := x.roots(v)
	hot := x.leadToWaits(v, roots)
	for _, r := range roots {
		if hot[r.f] {
			walk := &waitWalk{triggerWaits: x, v: v, callback: r.callback, hot: hot, seen: map[string]bool{}, at: map[*fn]int{}}
			walk.visit(&reached{frame: frame{f: r.f}})
		}
	}
}

// An atomicRoot is a function that a table has for a callback.
type atomicRoot struct {
	callback string
	f        *fn
}

// roots lists what a table has for the callbacks, its module's DAIs included.
func (x *triggerWaits) roots(v *Verdict) []atomicRoot {
	var out []atomicRoot
	from := func(callback string, value *site) {
		if isNull(value) {
			return
		}
		b := x.w.backward(v.u.path)
		b.functions(value)
		for _, f := range b.fns {
			out = append(out, atomicRoot{callback, f})
		}
	}
	for _, cb := range atomicCallbacks {
		for _, m := range v.members[cb] {
			from(cb, m.value)
		}
	}
	if v.ASoC() {
		for _, value := range x.daiTriggers(v) {
			from("trigger", value)
		}
	}
	return out
}

// canWait tells whether any file that is linked with a table's calls something that waits for one of its contexts.
func (x *triggerWaits) canWait(v *Verdict) bool {
	near := func(name string) bool {
		return slices.ContainsFunc(x.w.searchFiles(name), func(p string) bool { return v.leaves.Meets(x.w.graph.LeavesOf(p)) })
	}
	for name, k := range x.w.api().Waits {
		if slices.ContainsFunc(v.Contexts, func(c *Context) bool { return waitsForKind(k, c.Kind) }) && near(name) {
			return true
		}
	}
	return slices.ContainsFunc(kernelapi.Handshakes, near)
}

// waitsForKind tells whether a call can wait for contexts of a kind.
func waitsForKind(k kernelapi.Waits, kind kernelapi.Kind) bool {
	if k.IRQ {
		return kind.SyncedByIRQ()
	}
	return covers(k, kind)
}

// daiTriggers lists the .trigger callbacks of the DAIs in a component driver's module.
func (x *triggerWaits) daiTriggers(v *Verdict) []*site {
	w := x.w
	var out []*site
	for _, p := range append(w.graph.Siblings(v.u.path), v.u.path) {
		if !w.mentions(p, "snd_soc_dai_ops") {
			continue
		}
		u := w.unit(p)
		if u == nil {
			continue
		}
		for _, e := range w.inits(u, "trigger") {
			if loc, ok := w.elemField(e); ok && loc.sd != nil && loc.sd.tag == "snd_soc_dai_ops" && len(e.kids) > 0 && !slices.Contains(out, e.kid(0)) {
				out = append(out, e.kid(0))
			}
		}
	}
	return out
}

// A reached is a function on the way from a callback, with what is known of its parameters.
type reached struct {
	frame
	env constants
}

// callees lists the driver's functions that a call in a callback of a table can mean.
func (x *triggerWaits) callees(v *Verdict, c *site) []*fn {
	if calledName(c) == "" && kernelapi.IsFramework(v.u.path) {
		return nil // a framework's table calls whatever driver there is
	}
	fs := x.w.driverCallees(c)
	apart := func(g *fn) bool { return !v.leaves.Meets(x.w.graph.LeavesOf(g.u.path)) }
	if slices.ContainsFunc(fs, apart) {
		return slices.DeleteFunc(slices.Clone(fs), apart)
	}
	return fs
}

// maxReached bounds how many functions a callback is followed through.
const maxReached = 2000

// leadToWaits gives the functions that a table's callbacks reach and that reach a wait for one of its contexts. Tables that
// share them ask once.
func (x *triggerWaits) leadToWaits(v *Verdict, roots []atomicRoot) map[*fn]bool {
	key := x.kinds(v) + fmt.Sprint(v.leaves, kernelapi.IsFramework(v.u.path))
	callers := map[*fn][]*fn{}
	var queue []*fn
	for _, r := range roots {
		if _, again := callers[r.f]; !again {
			callers[r.f] = nil
			queue = append(queue, r.f)
			key += fmt.Sprintf(" %p", r.f)
		}
	}
	hot, ok := x.hot[key]
	if ok {
		return hot
	}
	hot = map[*fn]bool{}
	x.hot[key] = hot
	for i := 0; i < len(queue) && i < maxReached; i++ {
		f := queue[i]
		for _, c := range x.w.callsIn(f) {
			if x.mayWait(v, c) {
				hot[f] = true
				continue
			}
			for _, g := range x.callees(v, c) {
				if _, known := callers[g]; !known {
					queue = append(queue, g)
				}
				callers[g] = append(callers[g], f)
			}
		}
	}
	queue = queue[:0]
	for f := range hot {
		queue = append(queue, f)
	}
	for i := 0; i < len(queue); i++ {
		for _, f := range callers[queue[i]] {
			if !hot[f] {
				hot[f] = true
				queue = append(queue, f)
			}
		}
	}
	return hot
}

// kinds spells the kinds of a table's contexts.
func (x *triggerWaits) kinds(v *Verdict) string {
	var out []string
	for _, c := range v.Contexts {
		out = append(out, string(c.Kind))
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

func (x *triggerWaits) mayWait(v *Verdict, c *site) bool {
	name := calledName(c)
	if name == "" {
		return false
	}
	k, ok := x.w.api().Waits[name]
	if !ok {
		return slices.Contains(kernelapi.Handshakes, name) || slices.Contains(kernelapi.TimedHandshakes, name)
	}
	return slices.ContainsFunc(v.Contexts, func(c *Context) bool { return waitsForKind(k, c.Kind) })
}

// A waitWalk follows one callback along the calls that can be reached with what is handed on.
type waitWalk struct {
	*triggerWaits
	v        *Verdict
	callback string
	hot      map[*fn]bool
	view     *programView
	chain    []*site // the calls that lead to the wait at hand
	seen     map[string]bool
	at       map[*fn]int // how often a function was entered
}

// maxEntered bounds how often a function is entered, each time with other constants.
const maxEntered = 8

func (k *waitWalk) visit(r *reached) {
	key := k.v.Name + " " + r.f.u.path + " " + r.f.name() + " " + r.env.key()
	if k.seen[key] || r.n > maxWaitDepth || k.at[r.f] >= maxEntered {
		return
	}
	k.seen[key] = true
	k.at[r.f]++
	for _, c := range k.w.callsIn(r.f) {
		if k.mayWait(k.v, c) {
			if reachable, asked := k.reachable(c, r.env); reachable || asked {
				k.wait(r, c, asked)
			}
			continue
		}
		for _, g := range k.callees(k.v, c) {
			if reachable, _ := k.reachable(c, r.env); k.hot[g] && reachable {
				k.visit(&reached{frame{f: g, call: c, up: &r.frame, n: r.n + 1}, k.w.passedConstants(c, g, r.env)})
			}
		}
	}
}

// reachable tells whether a call is not kept from being made by what is handed on, nor by the question whether the callback
// runs at that moment; asked: only by that.
func (k *waitWalk) reachable(c *site, env constants) (reachable, asked bool) {
	for _, g := range k.w.guardsOf(c) {
		if t := k.w.truth(g.cond, env); t != unknowable && t != truthOf(g.holds) {
			return false, false
		}
		asked = asked || asks(g.cond, kernelapi.CallbackRunning)
	}
	return !asked, asked
}

// asks tells whether an expression calls a function.
func asks(s *site, name string) bool {
	if s.e.Kind == cparse.Call && s.e.Args[0].Name == name {
		return true
	}
	for i := range s.kids {
		if asks(s.kid(i), name) {
			return true
		}
	}
	return false
}

// wait notes a wait when it is certainly one for a context of the table. One with a time limit, or that is made only where
// the callback was asked whether it runs, is no more than a note.
func (k *waitWalk) wait(r *reached, c *site, asked bool) {
	name := calledName(c)
	row, ok := k.w.api().Waits[name]
	x := k.w.newWait(&r.frame, c, name, row, k.callback)
	k.chain = r.chain()
	for _, ctx := range k.v.Contexts {
		if ok && waitsForKind(row, ctx.Kind) && k.certainly(x, row, ctx) || !ok && k.toldBy(x, ctx) {
			x.For = append(x.For, ctx)
		}
	}
	switch {
	case len(x.For) == 0:
	case asked:
		k.note("%s() in %s(), reached from .%s, waits for %s() where "+kernelapi.CallbackRunning+"() said that it does not run: a convention, no proof",
			name, x.In, k.callback, x.For[0].Entry)
	case slices.Contains(kernelapi.TimedHandshakes, name):
		k.note("%s() in %s(), reached from .%s, waits for %s(), which ends the periods: it ends by its timeout", name, x.In, k.callback, x.For[0].Entry)
	case !slices.ContainsFunc(k.v.Atomic, func(o *Wait) bool { return o.Pos == x.Pos && o.Callback == x.Callback }):
		k.v.Atomic = append(k.v.Atomic, x)
	}
}

func (k *waitWalk) note(format string, args ...any) {
	if n := fmt.Sprintf(format, args...); !slices.Contains(k.v.Notes, n) {
		k.v.Notes = append(k.v.Notes, n)
	}
}

// certainly tells whether what a call waits for is what a context was registered with, and not only like it.
func (k *waitWalk) certainly(x *Wait, row kernelapi.Waits, c *Context) bool {
	w := k.w
	switch {
	case row.IRQ:
		return k.sameIRQ(x, row, c)
	case row.Queue:
		mine, theirs := w.queueKeys(x.site, row.Object, x.calls), w.objectKeys(c.object, callsOf(c.stack))
		return sure(mine, mine) && sure(theirs, theirs) && w.queued(mine, theirs)
	}
	object := c.object
	if c.Kind == kernelapi.DMA && object != nil {
		object = w.channel(object)
	}
	calls := callsOf(c.stack)
	if n := len(c.stack); n > 0 && object != nil && object.fn() != nil {
		calls[object.fn()] = c.stack[n-1]
	}
	return sure(w.waitedFor(x, row), w.objectKeys(object, calls)) && !w.differentElements(x.site.kid(row.Object+1), object)
}

// sure tells whether two sets of names name one object, both being known.
func sure(a, b map[string]bool) bool {
	known := func(m map[string]bool) bool {
		for name := range m {
			if strings.Contains(name, "?.") {
				return false
			}
		}
		return len(m) > 0
	}
	return known(a) && known(b) && overlap(a, b)
}

// sameIRQ tells whether a call waits for the IRQ that a context's handler was requested with: the same number, as far as it
// can be followed, or the only one that the driver requests.
func (k *waitWalk) sameIRQ(x *Wait, row kernelapi.Waits, c *Context) bool {
	number := x.site.kid(row.Object + 1)
	if number == nil {
		return false
	}
	if k.view == nil {
		k.view = k.w.view(k.v.leaves, k.v.u.path)
	}
	mine := k.view.number(number, occurrence{x.site, k.chain})
	for _, q := range k.view.requestsFor(c) {
		if mine.meets(q.number) {
			return true
		}
	}
	all := k.view.requests()
	return len(all) > 0 && !slices.ContainsFunc(all, func(q request) bool { return q.occ.at != c.at })
}

// toldBy tells whether a handshake can only be ended by a context: whoever completes or wakes what is waited for is called by
// it and by nobody else.
func (k *waitWalk) toldBy(x *Wait, c *Context) bool {
	w := k.w
	mine := w.objectKeys(x.site.kid(1), x.calls)
	told := false
	for _, set := range []map[string]bool{kernelapi.Completes, kernelapi.Wakes} {
		for name := range set {
			for _, call := range w.callsOfName(name, x.Pos.File) {
				theirs := w.objectKeys(call.kid(1), nil)
				if !overlaps(mine, theirs) {
					continue
				}
				if !sure(mine, theirs) || call.fn() == nil || !k.onlyFrom(call, c) {
					return false
				}
				told = true
			}
		}
	}
	return told
}

// onlyFrom tells whether a call is made by a context and by nothing else.
func (k *waitWalk) onlyFrom(call *site, c *Context) bool {
	if c.entry == nil {
		return false
	}
	callers := k.w.asyncCallers(call.fn(), c.leaves)
	return len(callers) > 0 && !slices.ContainsFunc(callers, func(o *Context) bool { return o.entry != c.entry || o.Kind != c.Kind })
}
