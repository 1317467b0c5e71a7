package link

import (
	"slices"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// This file keeps the order in which a context takes locks, ends periods and tells others that it has ended. A signal
// before the last period says nothing about the end, and a lock protects only what runs while it is held.

// step is one call or channel operation of a function.
type step struct {
	call *call
	prim *ir.Prim
}

func (s step) order() ir.Order {
	if s.call != nil {
		return s.call.Order
	}
	return s.prim.Order
}

func (s step) deferred() bool { return s.call != nil && s.call.Defers || s.prim != nil && s.prim.Defer }

// steps returns what a function does in the order in which it runs, deferred calls last.
func (f *fn) steps() []step {
	if f.inOrder != nil {
		return f.inOrder
	}
	var now, last []step
	add := func(s step) {
		if s.deferred() {
			last = append(last, s)
		} else {
			now = append(now, s)
		}
	}
	for _, c := range f.calls {
		add(step{call: c})
	}
	for i := range f.Prims {
		add(step{prim: &f.Prims[i]})
	}
	byOrder := func(a, b step) int { return int(a.order().Seq - b.order().Seq) }
	slices.SortStableFunc(now, byOrder)
	slices.SortStableFunc(last, byOrder)
	slices.Reverse(last)
	f.inOrder = append(now, last...)
	return f.inOrder
}

// frame is one visit of a function.
type frame struct {
	f     *fn
	up    *frame
	at    int32 // the block of the call in the frame above
	depth int
}

func (fr *frame) enter(f *fn, at int32) *frame {
	depth := 0
	if fr != nil {
		depth = fr.depth + 1
	}
	return &frame{f, fr, at, depth}
}

// place is where in a context something happens.
type place struct {
	frame *frame
	block int32
}

// always tells whether a has happened whenever b happens, given that it stands before it: no condition is around a that
// is not around b too.
func (a place) always(b place) bool {
	for a.frame.depth > b.frame.depth || a.frame != b.frame && a.frame.depth == b.frame.depth {
		if a.block != 0 || a.frame.up == nil {
			return false
		}
		a = place{a.frame.up, a.frame.at}
	}
	for b.frame.depth > a.frame.depth {
		b = place{b.frame.up, b.frame.at}
	}
	if a.frame != b.frame {
		return a.block == 0 && a.frame.up != nil && b.frame.up != nil &&
			place{a.frame.up, a.frame.at}.always(place{b.frame.up, b.frame.at})
	}
	for b.block != a.block && b.block != 0 {
		b.block = b.frame.f.Blocks[b.block-1]
	}
	return a.block == b.block
}

// eventKind is the kind of an event.
type eventKind uint8

const (
	elapses  eventKind = iota // PeriodElapsed is called
	locks                     // a lock is taken
	unlocks                   // and let go
	tells                     // others are told that something has ended
	receives                  // something is taken from a channel: its sender goes on, or the place is free
)

// event is one thing that happens in a context.
type event struct {
	kind   eventKind
	id     ident
	shared bool // a lock that others can hold at the same time
	done   ir.Pos
	place
}

// steps notes what a function itself tells others, without what it calls.
func (w *walker) steps(f *fn, e env) {
	w.frame = w.frame.enter(f, 0)
	for _, s := range f.steps() {
		w.here = place{w.frame, s.order().Block}
		if s.prim != nil {
			w.prim(f, s.prim, e)
		} else {
			w.signals(f, s.call, e)
		}
	}
	w.finish()
}

// note adds an event at the current place.
func (w *walker) note(ev event) {
	ev.place = w.here
	w.trace = append(w.trace, ev)
}

// prim notes what a channel operation of a context means to others.
func (w *walker) prim(f *fn, pr *ir.Prim, e env) {
	x, id := w.ctx, w.ident(w.p.global(f.off, pr.Node), e)
	x.loops = x.loops || pr.Loop
	if pr.Kind == ir.Close || pr.Kind == ir.Send && (!pr.Loop || pr.Defer) {
		w.note(event{kind: tells, id: id})
	}
	if pr.Kind != ir.Close && !pr.Any && !pr.Default {
		x.blocks = append(x.blocks, id)
	}
	if pr.Kind == ir.Recv {
		x.takes = append(x.takes, id)
		w.note(event{kind: receives, id: id})
		if pr.Returns {
			x.leaves = append(x.leaves, id)
		}
	}
	if pr.Kind == ir.Send && pr.Loop {
		x.writes = append(x.writes, id)
	}
}

// signals notes what a call of a context means to others: atomic writes, locks, a group that it leaves.
func (w *walker) signals(f *fn, c *call, e env) {
	x := w.ctx
	x.loops = x.loops || c.Loop
	if knowledge.AtomicWrites(c.Static) {
		x.writes = append(x.writes, w.p.atomicIdent(c, e))
	}
	if c.LoopCond {
		w.asks(f, c, e)
	}
	if c.Recv != 0 {
		w.signal(c, w.p.keyOf(c, e), c.Name, w.ident(w.p.global(f.off, c.Recv), e))
	}
	if c.Dyn == 0 {
		return
	}
	for _, el := range w.p.sorted(w.p.eval(w.p.global(f.off, c.Dyn), e)) { // `defer onExit()` where that is wg.Done
		switch {
		case el.obj != nil:
			w.note(event{kind: tells, id: w.p.closedBy(el.obj)})
		case el.recv != 0:
			w.signal(c, el.fn, "", w.ident(el.recv, e))
		}
	}
}

// asks notes what the condition of a loop reads: a flag, or whether a context has been cancelled.
func (w *walker) asks(f *fn, c *call, e env) {
	x := w.ctx
	switch {
	case knowledge.AtomicLoad(c.Static):
		x.polls = append(x.polls, w.p.atomicIdent(c, e))
	case c.Iface == "Err":
		for _, o := range w.p.objsIn(w.p.eval(w.p.global(f.off, c.Recv), e)) {
			x.polls = append(x.polls, w.p.closedBy(o))
		}
	}
}

func (w *walker) signal(c *call, key, name string, id ident) {
	switch {
	case knowledge.Waits(key, name, c.Std) == knowledge.WaitLock:
		w.note(event{kind: locks, id: id, shared: knowledge.Shared(key)})
	case knowledge.Unlocks(key):
		w.note(event{kind: unlocks, id: id, shared: knowledge.Shared(key)})
		w.note(event{kind: tells, id: id})
	case knowledge.Signals(key):
		ev := event{kind: tells, id: id}
		if key == "(*sync.WaitGroup).Done" {
			ev.done = c.Pos
		}
		w.note(ev)
	}
}

// finish says what the order of events means: which signals tell the end, and which locks are held while periods end.
func (w *walker) finish() {
	x := w.ctx
	for i, ev := range w.trace {
		switch ev.kind {
		case tells:
			if w.afterLast(i) {
				x.ids = append(x.ids, ev.id)
				if ev.done.IsValid() {
					x.done = append(x.done, ev.done)
				}
			}
		case receives:
			if x.loops || w.afterLast(i) {
				x.gives = append(x.gives, ev.id)
			}
		case elapses:
			w.heldAt(i)
		}
	}
}

// afterLast tells whether no period ends behind a signal.
func (w *walker) afterLast(i int) bool {
	for _, later := range w.trace[i+1:] {
		if later.kind == elapses && w.trace[i].always(later.place) {
			return false
		}
	}
	return true
}

// heldAt notes the locks that are held when event i ends a period: those taken before and not let go, and those that are
// let go behind it without having been taken by the context, whose starter has taken them.
func (w *walker) heldAt(i int) {
	at := w.trace[i]
	for j, lock := range w.trace[:i] {
		if lock.kind == locks && !w.released(j, i) {
			w.ctx.locks = append(w.ctx.locks, held{lock.id, lock.shared})
		}
	}
	for j := i + 1; j < len(w.trace); j++ {
		if un := w.trace[j]; un.kind == unlocks && !w.taken(un, j) && at.place.frame != nil {
			w.ctx.locks = append(w.ctx.locks, held{un.id, un.shared})
		}
	}
}

// released tells whether the lock that event j takes is let go before event i.
func (w *walker) released(j, i int) bool {
	lock := w.trace[j]
	for _, un := range w.trace[j+1 : i] {
		if un.kind == unlocks && same(un.id, lock.id) && (un.always(w.trace[i].place) || un.always(lock.place)) {
			return true
		}
	}
	return false
}

// taken tells whether the context has taken the lock that it lets go in event j.
func (w *walker) taken(un event, j int) bool {
	return slices.ContainsFunc(w.trace[:j], func(ev event) bool { return ev.kind == locks && same(ev.id, un.id) })
}

// held is a lock that a context holds while it ends a period.
type held struct {
	id     ident
	shared bool
}

// waitsForLock tells whether taking a lock waits for who holds it.
func waitsForLock(w wait, locks []held) bool {
	return slices.ContainsFunc(locks, func(h held) bool { return same(h.id, w.id) && !(h.shared && w.shared) })
}
