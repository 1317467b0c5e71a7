package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// stops lists the calls of a table's .trigger that stop what runs a context's handler without waiting for it, when the
// stream stops: what .sync_stop has to wait for is what they are called with.
func (r *remedies) stops(v *Verdict, c *Context) []OwnWait {
	w := r.w
	object := w.stoppedObject(c)
	if object == nil {
		return nil
	}
	var out []OwnWait
	for _, m := range v.members["trigger"] {
		f := w.moduleFunc(v.Table, m.value)
		if f == nil || f.u != v.u {
			continue
		}
		for _, call := range w.callsIn(f) {
			s, ok := kernelapi.StopsOnly[call.e.Args[0].Name]
			if !ok || s.Kind != c.Kind || call.e.Args[0].Kind != cparse.Ident || call.root.depth > 0 || !w.whenStopping(f, call.e.Pos) {
				continue
			}
			theirs, mine := w.objectKeys(call.kid(1), nil), w.objectKeys(object, callsOf(c.stack))
			if len(theirs) > 0 && len(mine) > 0 && overlap(theirs, mine) {
				x := OwnWait{Call: call.pos(), In: funcRef(f), Text: w.spelled(call)}
				if c.Kind == kernelapi.DMA {
					x.Channel, x.Cookie = w.spelled(call.kid(1)), r.cookie(v, call.kid(1))
				}
				out = append(out, x)
			}
		}
	}
	return out
}

// stoppedObject is what a context is stopped by: its object, of a transfer the DMA channel.
func (w *remedyLayer) stoppedObject(c *Context) *site {
	if c.object != nil && c.Kind == kernelapi.DMA {
		return w.channel(c.object)
	}
	return c.object
}

// pauses tells whether a table's .trigger may pause the DMA channel that runs a context.
func (r *remedies) pauses(v *Verdict, c *Context) bool {
	w := r.w
	object := w.stoppedObject(c)
	if c.Kind != kernelapi.DMA || object == nil {
		return false
	}
	mine := w.objectKeys(object, callsOf(c.stack))
	for call := range w.linkedCalls(kernelapi.DMAEnginePause, v.Pos.File) {
		theirs := w.objectKeys(call.kid(1), nil)
		if w.rolesOf(call.fn())["trigger"] && (len(mine) == 0 || len(theirs) == 0 || overlap(mine, theirs)) {
			return true
		}
	}
	return false
}

// cookie spells what the driver asks for the state of a DMA channel's transfer by, where it spells the channel as channel
// does and reaches both through one variable; empty where it does not.
func (r *remedies) cookie(v *Verdict, channel *site) string {
	w := r.w
	base, _ := baseOf(channel)
	for call := range w.linkedCalls(kernelapi.DMAEngineStatus, v.Pos.File) {
		cookie := call.kid(2)
		if cookie == nil || base == nil || w.spelled(call.kid(1)) != w.spelled(channel) || call.u() != channel.u() {
			continue
		}
		if b, _ := baseOf(cookie); b != nil && b.e.Name == base.e.Name {
			return w.spelled(cookie)
		}
	}
	return ""
}

// stopper finds the work item in which a driver stops a context and waits for it, where the table's .trigger starts that
// work item whenever a stream stops: to wait for the work is to wait for the context.
func (r *remedies) stopper(v *Verdict, c *Context) *Context {
	w := r.w
	for _, name := range w.waitsOn(c.Kind) {
		k := w.api().Waits[name]
		for call := range w.linkedCalls(name, v.Pos.File) {
			object := call.kid(k.Object + 1)
			if object == nil || !w.certainlySame(object, c) {
				continue
			}
			for _, x := range w.asyncCallers(call.fn(), c.leaves) {
				if x.Kind == kernelapi.Work && x.object != nil && r.startedAtStop(v, x) {
					return x
				}
			}
		}
	}
	return nil
}

// waitsOn lists the functions that wait for one kind of context, in order.
func (w *remedyLayer) waitsOn(kind kernelapi.Kind) []string {
	var out []string
	for name, k := range w.api().Waits {
		if slices.Equal(k.Kinds, []kernelapi.Kind{kind}) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// certainlySame tells whether an expression names what a context was registered with.
func (w *remedyLayer) certainlySame(s *site, c *Context) bool {
	mine, theirs := w.objectKeys(s, nil), w.objectKeys(c.object, callsOf(c.stack))
	return len(mine) > 0 && len(theirs) > 0 && overlap(mine, theirs)
}

// startedAtStop tells whether the table's .trigger starts a work item when the stream stops, whatever else it is called
// for, and nothing starts it but callbacks of streams and of devices.
func (r *remedies) startedAtStop(v *Verdict, x *Context) bool {
	w := r.w
	at := false
	for _, call := range r.startsOf(v, x) {
		if len(w.asyncCallers(call.fn(), x.leaves)) > 0 {
			return false
		}
		for _, m := range v.members["trigger"] {
			f := w.moduleFunc(v.Table, m.value)
			at = at || f != nil && f == call.fn() && (!call.root.cond && !call.root.ifdef || w.whenStopping(f, call.e.Pos))
		}
	}
	return at
}
