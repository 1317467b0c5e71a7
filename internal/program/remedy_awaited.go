package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// A Member is one designated element of a table's initializer.
type Member struct {
	Name  string
	Elem  Pos
	Value string
	Func  Func // what it names, if that is a function of the same module
	Proto Pos  // its declaration in a header, if it stands in another file than the table
	Ifdef bool
}

// An Awaited is one asynchronous context, and how a callback of the table gets at what can be waited for.
type Awaited struct {
	Kind      kernelapi.Kind
	Entry     string
	Registrar string // the function or the member that the entry was handed to
	// Helper: the dmaengine helpers of the PCM core run it.
	Helper bool
	// Covered: the core waits for it by card->sync_irq, as long as the table has no .sync_stop.
	Covered bool
	Object  *Access // nil: no callback of the table gets at it, Why says why
	Why     string
	// Own: the object belongs to one stream, so that what is done to it disturbs no other.
	Own bool
	// Blocks says why a wait for it would never end: it takes a lock that is held around .sync_stop.
	Blocks string
	// Starters are the contexts that start this one again and must be waited for first.
	Starters []*Awaited
	// Again: its own handler starts it again, whatever .trigger has done: only a wait that cancels it ends it.
	Again bool
	// Restarts: its own handler starts it again, and neither .trigger nor .prepare does: once cancelled it stays so.
	Restarts bool
	// Endless says why a wait would be in vain, or not be made: what starts the context goes on.
	Endless string
	// Loop goes through all that Object means, where that is several.
	Loop *Loop
	// Stores keep the numbers of its IRQ that Object means, in a member that is not there yet.
	Stores []*Store
	// Paused: .trigger pauses the DMA channel, and a wait for one that is paused must not be made.
	Paused bool
	ByHand *OwnWait  // how the table's .hw_free waits for it
	Stops  []OwnWait // how the table's .trigger stops it, without waiting
}

// awaited describes what the table would have to wait for in a .sync_stop of its own.
func (r *remedies) awaited(v *Verdict) []*Awaited {
	var out []*Awaited
	seen, open := map[string]*Awaited{}, map[*Context]bool{}
	for _, c := range v.Uncovered {
		open[c] = true
	}
	for _, c := range v.Contexts {
		a := r.await(v, c, 0)
		a.Covered = !open[c]
		if a.Endless = r.halted(v, c); a.Endless == "" {
			a.Endless = r.early(v, c)
		}
		for i := range v.Remedy.Waits {
			if w := &v.Remedy.Waits[i]; slices.Contains(w.contexts, c) {
				a.ByHand = w
			}
		}
		a.Stops, a.Paused = r.stops(v, c), r.pauses(v, c)
		key := string(a.Kind) + " " + a.Registrar + " " + a.Why
		if a.Object != nil {
			key += a.Object.Expr
		}
		if old := seen[key]; old != nil && (a.Object != nil || a.Helper) {
			old.Stores = append(old.Stores, a.Stores...)
			continue
		}
		seen[key] = a
		out = append(out, a)
	}
	return out
}

const maxStarters = 2

func (r *remedies) await(v *Verdict, c *Context, depth int) *Awaited {
	w := r.w
	a := &Awaited{Kind: c.Kind, Entry: c.Entry}
	if c.Kind == kernelapi.URB {
		if x := r.stopper(v, c); x != nil {
			return r.await(v, x, depth+1)
		}
	}
	object := c.object
	if c.Kind == kernelapi.DMA && (kernelapi.IsFramework(c.Registered.File) || c.Entry == kernelapi.DMAEngineTrigger) {
		a.Helper = true
		return a
	}
	rest := ""
	if object == nil {
		a.Why = "what it is registered with was not found"
		return a
	}
	for n := len(c.stack) - 1; n >= 0; n-- { // a helper that takes the object
		f := object.fn()
		if f == nil || object.e.Kind != cparse.Ident {
			break
		}
		i, ok := f.param(object.e.Name)
		if !ok || c.stack[n].kid(i+1) == nil {
			break
		}
		object = c.stack[n].kid(i + 1)
	}
	if up := c.object.up; up != nil && up.e.Kind == cparse.Call && up.e.Args[0].Kind == cparse.Ident {
		a.Registrar = up.e.Args[0].Name
	} else if up != nil && up.e.Kind == cparse.Member {
		a.Registrar = up.e.Name
	}
	switch {
	case c.Kind.SyncedByIRQ():
		if l, elements := r.looped(v, c); l != nil {
			a.Object, a.Loop, a.Blocks = elements, l, r.locked(v, c)
			return a
		}
		number := r.number(c, object)
		if number == nil {
			number, rest = w.deviceKept(object)
		}
		if object = number; object == nil {
			if a.Object, a.Stores = r.otherNumber(v, c); a.Object != nil {
				a.Blocks = r.locked(v, c)
			} else {
				a.Why = "the driver does not keep the number of the IRQ of " + c.Entry + "()"
			}
			return a
		}
	case c.Kind == kernelapi.DMA:
		if object = w.channel(object); object == nil {
			a.Why = "the DMA channel was not found"
			return a
		}
	}
	a.Object, a.Why = w.access(v.Table, object)
	if a.Object == nil && r.covered(v, c) {
		a.Object = w.cardNumber(v.Table)
	}
	if a.Object == nil && c.Kind == kernelapi.URB {
		a.Why = w.urbsOf(v.Table)
	}
	if a.Object != nil {
		a.Again = c.entry != nil && !c.Kind.SyncedByIRQ() && r.again(v, c)
		a.Own = a.Object.perStream() || len(c.tables) == 1 && w.oneStream(v.Table) && r.startedByStream(v, c, a.Again)
		a.Object.Expr += rest
		switch {
		case rest != "":
			a.Object.Pointer, a.Object.Null = false, w.goesEarly(object)
		case a.Object.Pointer && w.mayBeNull(object):
			a.Object.Null, a.Object.Guarded = true, w.guardable(object)
		}
		if a.Object.Type == "" {
			a.Object.Type = kernelapi.Declares[a.Registrar]
		}
	}
	if call := r.blocking(c.entry); call != "" && !c.Kind.SyncedByIRQ() {
		a.Blocks = c.Entry + "() calls " + call + "(), which takes a lock that the core holds around .sync_stop"
	} else {
		a.Blocks = r.locked(v, c)
	}
	if c.entry != nil && !c.Kind.SyncedByIRQ() {
		if depth < maxStarters {
			a.Starters, a.Restarts = r.starters(v, c, depth)
		}
	}
	if kernelapi.Startable[c.Kind] && (a.Object == nil || slices.ContainsFunc(a.Starters, unreachable)) {
		if late := r.idle(v, c); late != nil {
			a.Object, a.Why, a.Own, a.Starters = late, "", true, nil
		}
	}
	return a
}

// urbsOf says why the URBs of a driver that keeps several are not killed.
func (w *remedyLayer) urbsOf(t *Table) string {
	if w.oneStream(t) {
		return "what its driver makes of URBs that were killed, and who submits them again, is not known"
	}
	return "its URBs may serve several streams: where they do, wait for a completion of each instead of killing them"
}

// unreachable tells whether a context, or what starts it, cannot be waited for.
func unreachable(a *Awaited) bool {
	return a.Object == nil || a.Object.Null && !a.Object.Guarded || a.Blocks != "" || slices.ContainsFunc(a.Starters, unreachable)
}

// oneStream tells whether the PCM devices of a table's file have one substream in all.
func (w *remedyLayer) oneStream(t *Table) bool {
	one := false
	for _, s := range w.idents(t.u, "snd_pcm_new") {
		if s.up == nil || s.up.e.Kind != cparse.Call || s.arg != 0 || one {
			return false
		}
		p, c := s.up.kid(4), s.up.kid(5)
		if p == nil || c == nil || p.e.Name+c.e.Name != "10" && p.e.Name+c.e.Name != "01" {
			return false
		}
		one = true
	}
	return one
}

// otherNumber is how a callback gets at the number of an IRQ that the driver keeps in no member of its own: from the card, from
// the device, or from a member that is to be added.
func (r *remedies) otherNumber(v *Verdict, c *Context) (*Access, []*Store) {
	if r.covered(v, c) {
		return r.w.cardNumber(v.Table), nil
	}
	if a := r.throughDevice(v, c); a != nil {
		return a, nil
	}
	if st, a := r.keepable(v, c); st != nil {
		return a, []*Store{st}
	}
	return nil, nil
}

// covered tells whether the core waits for an IRQ as long as the table has no .sync_stop.
func (r *remedies) covered(v *Verdict, c *Context) bool {
	return c.Kind.SyncedByIRQ() && v.Stop == Absent && slices.Contains(v.Contexts, c) && !slices.Contains(v.Uncovered, c)
}

// cardNumber is how a callback of a table reaches what the core waits for without a .sync_stop; nil where the table has no
// callback that shows its parameters.
func (w *remedyLayer) cardNumber(t *Table) *Access {
	cb := w.callbackOf(t)
	if cb == nil {
		return nil
	}
	for _, m := range t.members[cb.Name] {
		f := w.moduleFunc(t, m.value)
		if i := kernelapi.OpsStructs[t.Tag].Substream; f != nil && funcRef(f) == cb.Func && i < len(f.d.Params) && f.d.Params[i].Name != "" {
			return &Access{Callback: *cb, Expr: f.d.Params[i].Name + "->pcm->card->sync_irq", Type: "int"}
		}
	}
	return nil
}

// number gives what keeps the number of a requested IRQ.
func (r *remedies) number(c *Context, object *site) *site {
	q := r.request(c)
	if q == nil {
		return nil
	}
	if q.Own && object.e.Kind != cparse.Const {
		return object
	}
	for _, k := range q.Keeps {
		if s := r.w.siteAt(k.Stmt); s != nil && !k.Link {
			return s.kid(0)
		}
	}
	if object.e.Kind == cparse.Const || r.w.deviceOf(object) != nil {
		return object
	}
	return nil
}

// deviceOf gives the expression for a bus's own device whose field an expression is, where a driver's struct keeps the
// pointer to it: chip->pci of chip->pci->irq.
func (w *remedyLayer) deviceOf(s *site) *site {
	for ; s != nil && (s.e.Kind == cparse.Member || s.e.Kind == cparse.Index); s = s.kid(0) {
		if s.e.Kind != cparse.Member {
			continue
		}
		if loc, ok := w.memberField(s); ok && loc.sd.path != "" {
			return s
		}
	}
	return nil
}

// deviceKept finds where a function keeps a local pointer to a device in a struct: chip->pci = pci. rest is what of the
// device the expression means.
func (w *remedyLayer) deviceKept(s *site) (kept *site, rest string) {
	x := s
	for x.e.Kind == cparse.Member || x.e.Kind == cparse.Index {
		x = x.kid(0)
	}
	f := x.fn()
	if x == s || x.e.Kind != cparse.Ident || f == nil || w.typeOf(x).ptr != 1 {
		return nil, ""
	}
	for _, k := range w.keepsIn(f, x.e.Name, Pos{}) {
		if at := w.siteAt(k.Stmt); at != nil {
			return at.kid(0), strings.TrimPrefix(w.spelled(s), x.e.Name)
		}
	}
	return nil, ""
}
