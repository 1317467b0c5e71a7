package program

import (
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// A lockUse is a call that takes or gives back a lock.
type lockUse struct {
	call  *site
	keys  map[string]bool
	kind  lockKind
	where string // the lock as it is spelled
}

type lockKind uint8

const (
	lockTake lockKind = iota
	lockRelease
	lockScope // it is held up to the end of a block
)

// lockUses lists the uses of locks in a function, in order.
func (r *remedies) lockUses(f *fn) []lockUse {
	if out, ok := r.lockUse[f]; ok {
		return out
	}
	var out []lockUse
	for _, c := range r.w.callsIn(f) {
		object, kind, ok := lockCall(c)
		if !ok {
			continue
		}
		if keys := r.w.objectKeys(object, nil); len(keys) > 0 {
			out = append(out, lockUse{c, keys, kind, r.w.spelled(object)})
		}
	}
	r.lockUse[f] = out
	return out
}

// lockCall tells what a call does with which lock: lock(object), guard(class)(object) or scoped_guard(class, object).
func lockCall(c *site) (object *site, kind lockKind, ok bool) {
	name, object := calledName(c), c.kid(1)
	guard := false
	switch callee := c.kid(0); callee.e.Kind {
	case cparse.Call:
		guard = kernelapi.Guards[callee.e.Args[0].Name]
	case cparse.Ident:
		if curried, is := kernelapi.Guards[callee.e.Name]; is && !curried {
			guard, object = true, c.kid(2)
		}
	}
	_, takes := kernelapi.Locks[name]
	switch {
	case guard:
		return object, lockScope, takes
	case kernelapi.Releases[name]:
		return object, lockRelease, true
	}
	return object, lockTake, takes
}

// locked says that a driver holds a lock which a context takes while the core, called by it, calls .sync_stop: a wait for
// the context would never end then.
func (r *remedies) locked(v *Verdict, c *Context) string {
	if c.entry == nil {
		return ""
	}
	taken := r.locksOf(c.entry)
	if len(taken) == 0 {
		return ""
	}
	for _, name := range kernelapi.CallSyncStop {
		for call := range r.w.linkedCalls(name, v.Pos.File) {
			if lock := r.heldAt(call, taken, 0); lock != "" {
				return c.Entry + "() takes " + lock + ", which " + call.fn().name() + "() holds around " + name + "(), and that calls .sync_stop"
			}
		}
	}
	return ""
}

// locksOf lists the locks that a function takes, or one that it calls.
func (r *remedies) locksOf(entry *fn) []lockUse {
	if out, ok := r.locks[entry]; ok {
		return out
	}
	var out []lockUse
	seen := map[*fn]bool{}
	var visit func(f *fn, depth int)
	visit = func(f *fn, depth int) {
		if seen[f] || depth > 6 {
			return
		}
		seen[f] = true
		for _, u := range r.lockUses(f) {
			if u.kind != lockRelease {
				out = append(out, u)
			}
		}
		for _, c := range r.w.callsIn(f) {
			for _, g := range r.w.driverCallees(c) {
				visit(g, depth+1)
			}
		}
	}
	visit(entry, 0)
	r.locks[entry] = out
	return out
}

const maxHolders = 4

// heldAt names one of some locks that is held where a call is made, by its function or by those that call that.
func (r *remedies) heldAt(call *site, locks []lockUse, depth int) string {
	f := call.fn()
	if f == nil || depth > maxHolders {
		return ""
	}
	uses := r.lockUses(f)
	var stmts []*cparse.Block
	if len(uses) > 0 {
		stmts, _ = r.w.outline(f)
	}
	for _, l := range locks {
		held := false
		for _, u := range uses {
			if u.call.e.Pos >= call.e.Pos || !overlap(u.keys, l.keys) {
				continue
			}
			switch u.kind {
			case lockTake:
				held = true
			case lockScope:
				held = held || scopeHolds(stmts, u.call.e.Pos, call.e.Pos)
			case lockRelease:
				held = held && leavesAfter(stmts, u.call.e.Pos, call.e.Pos)
			}
		}
		if held {
			return l.where
		}
	}
	for _, u := range r.w.usesOf(f) {
		if u.kind == useCall && u.at.fn() != nil && u.at.fn() != f {
			if lock := r.heldAt(u.at, locks, depth+1); lock != "" {
				return lock
			}
		}
	}
	return ""
}

// leavesAfter tells whether a lock is given back only on a way that leaves the function: the block that does it does not
// hold the other place, and ends with a return or a goto.
func leavesAfter(list []*cparse.Block, release, at cparse.Pos) bool {
	for _, b := range list {
		if !b.Span().Contains(release) {
			continue
		}
		for _, inner := range [][]*cparse.Block{b.Body, b.Else} {
			for _, x := range inner {
				if !x.Span().Contains(release) {
					continue
				}
				last := inner[len(inner)-1]
				if !last.Span().Contains(at) && (last.Kind == cparse.BlockReturn || last.Kind == cparse.BlockJump) && !b.Span().Contains(at) {
					return true
				}
				return leavesAfter(inner, release, at)
			}
		}
	}
	return false
}

// triggerWaits lists the waits for contexts of a table that its .trigger makes: where the table gets a .sync_stop, that is
// where they belong. Alone tells that nothing but .trigger comes there.
func (r *remedies) triggerWaits(v *Verdict) []TriggerWait {
	var out []TriggerWait
	for _, x := range r.w.waitsFrom(v.Table, "trigger") {
		k := r.w.api().Waits[x.Call]
		f := x.site.fn()
		if f == nil || strings.Contains(r.w.functionText(f), kernelapi.HRTimerRunning) {
			continue
		}
		if r.w.match(x, k, v.Contexts); len(x.For) == 0 {
			continue
		}
		t := TriggerWait{Call: x.Pos, Name: x.Call, In: funcRef(f), Alone: true}
		for role := range r.w.rolesOf(f) {
			t.Alone = t.Alone && role == "trigger"
		}
		for _, u := range r.w.usesOf(f) {
			t.Alone = t.Alone && (u.kind == useCall || u.kind == useOp)
		}
		out = append(out, t)
	}
	return out
}
