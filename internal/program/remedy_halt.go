package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// halted says why a context may run again behind a wait: nothing that .trigger does when the stream stops ends what
// starts it. Empty when that ends: .trigger does something that may reach the hardware, or it gives members values with
// which the handler does not come to its elapsed call, or is not started. What the hardware makes of it is not judged, and
// an IRQ may end by itself: of one it must show that what .trigger does makes no difference to the handler.
func (r *remedies) halted(v *Verdict, c *Context) string {
	if c.entry == nil || c.e == nil {
		return ""
	}
	var by []started
	if !c.Kind.SyncedByIRQ() {
		if by = r.startedBy(v, c); len(by) == 0 {
			return "" // a wait that cancels it ends it
		}
	}
	for _, f := range r.triggers(v) {
		for _, cmd := range []string{kernelapi.TriggerStop, kernelapi.TriggerSuspend} {
			if cmd == kernelapi.TriggerSuspend && (c.Kind.SyncedByIRQ() || !strings.Contains(r.w.functionText(f), cmd)) {
				continue // a sleeping system has no IRQs; a driver that does not know the command has nothing to do for it
			}
			x := r.w.interpreter(nil)
			x.call(f, append(make([]string, kernelapi.OpsStructs[v.Tag].Substream+1), cmd))
			if x.acts || r.silent(c, by, x.known) {
				continue
			}
			if r.asks(c, by, x.known) || !x.mayAct && !c.Kind.SyncedByIRQ() {
				return c.Entry + "() can be started again behind the wait: " + f.name() + "() does not end that at " + cmd
			}
		}
	}
	return ""
}

// again tells whether a context's own handler starts it again, and what .trigger does when the stream stops does not keep
// it from that: a wait for one run of it is in vain.
func (r *remedies) again(v *Verdict, c *Context) bool {
	var by []started
	for _, call := range r.startsOf(v, c) {
		for _, x := range r.w.asyncCallers(call.fn(), c.leaves) {
			if x.entry == c.entry {
				by = append(by, started{c.entry, call})
			}
		}
	}
	if len(by) == 0 || c.e == nil {
		return false
	}
	for _, f := range r.triggers(v) {
		x := r.w.interpreter(nil)
		x.call(f, append(make([]string, kernelapi.OpsStructs[v.Tag].Substream+1), kernelapi.TriggerStop))
		if r.silent(c, by, x.known) {
			return false
		}
	}
	return true
}

// functionText is the text of a function.
func (w *remedyLayer) functionText(f *fn) string {
	if src := w.textOf(f); int(f.d.End) <= len(src) && f.d.Pos < f.d.End {
		return string(src[f.d.Pos:f.d.End])
	}
	return ""
}

// triggers lists what is called when a stream of a table stops, as far as that is at hand: nothing where a DAI may do it.
func (r *remedies) triggers(v *Verdict) []*fn {
	if v.ASoC() && r.w.daiTriggers(v.u) {
		return nil
	}
	var out []*fn
	for _, m := range v.members["trigger"] {
		if f := r.w.moduleFunc(v.Table, m.value); f != nil {
			out = append(out, f)
		}
	}
	return out
}

// daiTriggers tells whether a DAI of the module has a .trigger, which is called with the component's.
func (w *remedyLayer) daiTriggers(u *unit) bool {
	for _, p := range append(w.group(u.path), w.graph.Siblings(u.path)...) {
		if !w.mentions(p, kernelapi.DAIOps) {
			continue
		}
		if x := w.unit(p); x != nil {
			for _, e := range w.inits(x, "trigger") {
				if loc, ok := w.elemField(e); ok && loc.sd.tag == kernelapi.DAIOps {
					return true
				}
			}
		}
	}
	return false
}

// A started is a call in an asynchronous context that starts another one.
type started struct {
	by   *fn // the function that something else starts
	call *site
}

// startedBy lists the calls by which other asynchronous contexts start a context.
func (r *remedies) startedBy(v *Verdict, c *Context) []started {
	var out []started
	for _, call := range r.startsOf(v, c) {
		for _, x := range r.w.asyncCallers(call.fn(), c.leaves) {
			if x.entry != nil && x.entry != c.entry {
				out = append(out, started{x.entry, call})
			}
		}
	}
	return out
}

// silent tells whether a handler does not come to its elapsed call, or is not started, while members have some values.
func (r *remedies) silent(c *Context, by []started, known map[fieldLoc]string) bool {
	if len(known) == 0 {
		return false
	}
	if r.w.prevented(c.entry, c.e.at, known) {
		return true
	}
	for _, s := range by {
		if !r.w.prevented(s.by, s.call, known) {
			return false
		}
	}
	return len(by) > 0
}

// asks tells whether a handler, or what starts it, decides by one of some members: what .trigger gives them matters.
func (r *remedies) asks(c *Context, by []started, known map[fieldLoc]string) bool {
	fs := []*fn{c.entry, c.e.at.fn()}
	for _, s := range by {
		fs = append(fs, s.by, s.call.fn())
	}
	decides := func(s *site) bool { return s.root.kind == cparse.StmtCond && s.root.stmt != nil }
	for loc, value := range known {
		for _, f := range fs {
			if f != nil && value != "" && slices.ContainsFunc(r.w.membersIn(f, loc.name), decides) {
				return true
			}
		}
	}
	return false
}

// prevented tells whether a function comes to a call, but not while members have some values.
func (w *remedyLayer) prevented(f *fn, call *site, known map[fieldLoc]string) bool {
	free := w.interpreter(nil, call)
	free.call(f, nil)
	x := w.interpreter(known, call)
	x.call(f, nil)
	return free.reached && !x.reached
}

// early says that a timer is started before the stream: the core waits only for one that was stopped.
func (r *remedies) early(v *Verdict, c *Context) string {
	if c.Kind != kernelapi.Timer && c.Kind != kernelapi.HRTimer {
		return ""
	}
	for _, call := range r.startsOf(v, c) {
		roles := r.w.rolesOf(call.fn())
		for _, name := range []string{"copy", "copy_user", "copy_kernel", "fill_silence", "silence", "hw_params", "open"} {
			if roles[name] {
				return c.Entry + "() is started by ." + name + ", before the stream is: the core does not call .sync_stop then"
			}
		}
	}
	return ""
}

// rolesOf names the callbacks of streams that reach a function, and "async" where a handler does.
func (w *remedyLayer) rolesOf(f *fn) map[string]bool {
	if out, ok := w.roles[f]; ok {
		return out
	}
	out := map[string]bool{}
	seen := map[*fn]bool{f: true}
	queue := []*fn{f}
	for len(queue) > 0 && len(seen) < 200 {
		g := queue[0]
		queue = queue[1:]
		for _, u := range w.usesOf(g) {
			switch u.kind {
			case useOp:
				out[u.table.name] = true
			case useAsync, useEscape:
				out[roleAsync] = true
			case useCall:
				if h := u.at.fn(); h != nil && !seen[h] {
					seen[h] = true
					queue = append(queue, h)
				}
			}
		}
	}
	w.roles[f] = out
	return out
}

const roleAsync = "async"

// settled tells whether an expression of a function means the same in every callback between .open and .close: no
// callback and no handler stores to the members that it goes through, beside .open to a struct that it has made itself.
// What .open and .hw_params see holds only when they do not store to it either.
func (w *remedyLayer) settled(f *fn, s *site) bool {
	switch s.e.Kind {
	case cparse.Member:
		if loc, ok := w.memberField(s); ok && !w.kept(f, loc) {
			return false
		}
	case cparse.Call:
		if w.assignsTo(f, s.e.Args[0].Name) {
			return false
		}
		for _, x := range w.expanded(s) {
			if !w.settled(f, x) {
				return false
			}
		}
	}
	for i := range s.kids {
		if !w.settled(f, s.kid(i)) {
			return false
		}
	}
	return true
}

// kept tells whether a member keeps the value that a function sees from .open to .close.
func (w *remedyLayer) kept(f *fn, loc fieldLoc) bool {
	key := keptKey{f, loc}
	out, ok := w.keeps[key]
	if !ok {
		out = w.keptIn(f, loc)
		w.keeps[key] = out
	}
	return out
}

func (w *remedyLayer) keptIn(f *fn, loc fieldLoc) bool {
	roles := w.rolesOf(f)
	begins := roles["open"] || roles["hw_params"]
	for _, st := range w.fieldStores(loc, f.u.path) {
		g := st.at.fn()
		if g == nil || kernelapi.IsFramework(g.u.path) {
			continue
		}
		for role := range w.rolesOf(g) {
			switch role {
			case "open":
				if begins || !isNull(st.value) && !w.privateData(loc) && !w.made(g, st.base) {
					return false
				}
			case "close", kernelapi.HWFree:
			case "hw_params": // the core waits for no stream that had none
				if begins || !w.ofStream(loc.sd, f.u.path) {
					return false
				}
			default:
				return false
			}
		}
	}
	return true
}

// ofStream tells whether a struct is what an .open in a file makes for each stream.
func (w *remedyLayer) ofStream(sd *structDef, path string) bool {
	u := w.unit(path)
	for _, s := range w.members(u, "private_data") {
		value, _ := written(s)
		g := s.fn()
		if loc, ok := w.memberField(s); value == nil || !ok || g == nil || !w.privateData(loc) {
			continue
		}
		if t := w.typeOf(value); t.sd == sd && t.ptr == 1 && w.rolesOf(g)["open"] && w.made(g, value) {
			return true
		}
	}
	return false
}

// assignsTo tells whether a function assigns to what a macro stands for: snd_pcm_substream_chip(substream) = stream.
func (w *remedyLayer) assignsTo(f *fn, macro string) bool {
	return macro != "" && slices.ContainsFunc(w.rootsOf(f), func(s *site) bool {
		return s.e.Kind == cparse.Assign && s.kid(0).e.Kind == cparse.Call && s.kid(0).e.Args[0].Name == macro
	})
}

// privateData tells whether a member is the one in which a driver keeps its own data of a stream.
func (w *remedyLayer) privateData(loc fieldLoc) bool {
	return loc.sd != nil && loc.name == "private_data" && (loc.sd.tag == "snd_pcm_runtime" || loc.sd.tag == kernelapi.Substream)
}

// made tells whether a function has allocated the struct that an expression points to.
func (w *remedyLayer) made(f *fn, base *site) bool {
	return base != nil && base.e.Kind == cparse.Ident &&
		slices.ContainsFunc(w.variables(f), func(v variable) bool { return v.name == base.e.Name && v.fresh })
}
