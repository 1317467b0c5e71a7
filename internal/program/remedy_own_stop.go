package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// A Locked is a call by which a callback of a table stops what runs its handlers and waits for them, under a mutex: what a
// .sync_stop can do, too, because .prepare starts all that again.
type Locked struct {
	Callback           Member
	Bindings           []Binding // local variables that the lines need
	Lock, Call, Unlock string
}

// stopsLocked finds such a call. The mutex is one that no handler takes and that nobody holds around .sync_stop, the driver has
// one stream in all, and a stream that was suspended does not go on without .prepare.
func (r *remedies) stopsLocked(v *Verdict) *Locked {
	w := r.w
	if len(v.Contexts) == 0 || !w.oneStream(v.Table) || w.resumes(v.u) || !r.restarts(v) {
		return nil
	}
	for _, name := range []string{kernelapi.HWFree, "prepare", "close"} {
		for _, m := range v.members[name] {
			f := w.moduleFunc(v.Table, m.value)
			if f == nil || f.u != v.u || m.conditional {
				continue
			}
			for _, lock := range w.callsIn(f) {
				unlock := kernelapi.Mutexes[calledName(lock)]
				if unlock == "" || !ownStatement(lock) {
					continue
				}
				call := w.statementBehind(f, lock)
				if call == nil || !r.stopsAll(v, name, call) || r.needed(v, lock) {
					continue
				}
				bs, ok := w.bindingsOf(f, call, kernelapi.OpsStructs[v.Tag].Substream+1)
				more, fine := w.bindingsOf(f, lock, kernelapi.OpsStructs[v.Tag].Substream+1)
				if !ok || !fine || !w.settled(f, call.kid(1)) {
					continue
				}
				for _, b := range more {
					if !slices.Contains(bs, b) {
						bs = append(bs, b)
					}
				}
				return &Locked{Callback: w.memberOf(v.Table, name, m), Bindings: bs, Lock: w.spelled(lock), Call: w.spelled(call),
					Unlock: unlock + "(" + w.spelled(lock.kid(1)) + ")"}
			}
		}
	}
	return nil
}

// ownStatement tells whether a call is a statement of its function's own block.
func ownStatement(call *site) bool {
	return call.up == nil && !call.root.cond && !call.root.ifdef && call.root.depth == 0 && call.root.kind == cparse.StmtExpr
}

// statementBehind is the call that is the next statement behind one; nil where that is anything else.
func (w *remedyLayer) statementBehind(f *fn, s *site) *site {
	stmts, _ := w.outline(f)
	i := slices.IndexFunc(stmts, func(b *cparse.Block) bool { return b.Span().Contains(s.e.Pos) })
	if i < 0 || i+1 >= len(stmts) || stmts[i+1].Kind != cparse.BlockPlain {
		return nil
	}
	for _, c := range w.callsIn(f) {
		if c.e.Pos == stmts[i+1].Start && ownStatement(c) {
			return c
		}
	}
	return nil
}

// stopsAll tells whether a call in a callback is one of a function that gives back nothing and waits for all contexts of a table.
func (r *remedies) stopsAll(v *Verdict, callback string, call *site) bool {
	w := r.w
	gs := w.driverCallees(call)
	if len(gs) != 1 || gs[0].u != v.u || len(call.kids) != 2 {
		return false
	}
	for _, c := range v.Contexts {
		if !slices.ContainsFunc(w.waitsFrom(v.Table, callback), func(x *Wait) bool {
			if x.site.fn() != gs[0] {
				return false
			}
			w.match(x, w.api().Waits[x.Call], []*Context{c})
			return len(x.For) > 0
		}) {
			return false
		}
	}
	return true
}

// needed tells whether a context of a table takes a mutex, or somebody holds it around .sync_stop.
func (r *remedies) needed(v *Verdict, lock *site) bool {
	w := r.w
	keys := w.objectKeys(lock.kid(1), nil)
	if len(keys) == 0 {
		return true
	}
	mutex := lockUse{call: lock, keys: keys, where: w.spelled(lock.kid(1))}
	for _, c := range v.Contexts {
		if c.entry == nil || r.locked(v, c) != "" || slices.ContainsFunc(r.locksOf(c.entry), func(u lockUse) bool { return overlap(u.keys, keys) }) {
			return true
		}
	}
	for _, name := range kernelapi.CallSyncStop {
		for call := range w.linkedCalls(name, v.Pos.File) {
			if r.heldAt(call, []lockUse{mutex}, 0) != "" {
				return true
			}
		}
	}
	return false
}

// resumes tells whether the streams of a file may go on after a suspend without being prepared again.
func (w *remedyLayer) resumes(u *unit) bool {
	return strings.Contains(string(w.source(u)), kernelapi.InfoResume)
}

// restarts tells whether a table's .prepare starts what .sync_stop would stop.
func (r *remedies) restarts(v *Verdict) bool {
	for name := range kernelapi.StartsSource {
		for call := range r.w.linkedCalls(name, v.Pos.File) {
			if r.w.rolesOf(call.fn())["prepare"] {
				return true
			}
		}
	}
	return false
}
