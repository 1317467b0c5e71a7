package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// blocking looks for a call in a handler that takes a lock which the core holds around .sync_stop.
func (r *remedies) blocking(entry *fn) string {
	if found, ok := r.blocks[entry]; ok || entry == nil {
		return found
	}
	w := r.w
	seen := map[*fn]bool{}
	found := ""
	var visit func(f *fn, depth int)
	visit = func(f *fn, depth int) {
		if seen[f] || depth > 5 || found != "" {
			return
		}
		seen[f] = true
		for _, c := range w.callsIn(f) {
			if n := c.e.Args[0]; n.Kind == cparse.Ident {
				if kernelapi.TakesPCMLock[n.Name] {
					found = n.Name
					return
				}
			}
			for _, g := range w.driverCallees(c) {
				visit(g, depth+1)
			}
		}
	}
	visit(entry, 0)
	r.blocks[entry] = found
	return found
}

// startedByStream tells whether only the callbacks of streams start a timer, and its own handler; a work item too, when
// that is what keeps it going.
func (r *remedies) startedByStream(v *Verdict, c *Context, again bool) bool {
	if c.Kind != kernelapi.Timer && c.Kind != kernelapi.HRTimer && !again {
		return false // a work item may be queued for others at that moment
	}
	for _, call := range r.startsOf(v, c) {
		seen := map[*fn]bool{call.fn(): true}
		queue := []*fn{call.fn()}
		for len(queue) > 0 {
			g := queue[0]
			queue = queue[1:]
			for _, u := range r.w.usesOf(g) {
				switch {
				case u.kind == useOp, u.kind == useAsync && g == c.entry:
				case u.kind == useCall && u.at.fn() != nil:
					if h := u.at.fn(); !seen[h] {
						seen[h] = true
						queue = append(queue, h)
					}
				default:
					return false
				}
			}
		}
	}
	return true
}

// starters lists the asynchronous contexts that start a work item, timer or tasklet, beside its own handler. restarts
// tells that this does too, and that no start of a stream does.
func (r *remedies) starters(v *Verdict, c *Context, depth int) (out []*Awaited, restarts bool) {
	have := map[*site]bool{}
	byStream := false
	for _, call := range r.startsOf(v, c) {
		byStream = byStream || r.startsStream(v, call.fn())
		for _, x := range r.w.asyncCallers(call.fn(), c.leaves) {
			if x.entry == c.entry {
				restarts = true
			} else if !have[x.object] {
				have[x.object] = true
				x.tables = c.tables
				out = append(out, r.await(v, x, depth+1))
			}
		}
	}
	return out, restarts && !byStream
}

// startsStream tells whether a function is reached from what starts a stream.
func (r *remedies) startsStream(v *Verdict, f *fn) bool {
	seen := map[*fn]bool{f: true}
	queue := []*fn{f}
	for len(queue) > 0 && len(seen) < 200 {
		g := queue[0]
		queue = queue[1:]
		for _, u := range r.w.usesOf(g) {
			switch {
			case u.kind == useOp && (u.table.name == "trigger" || u.table.name == "prepare"):
				return true
			case u.kind == useCall && u.at.fn() != nil && !seen[u.at.fn()]:
				seen[u.at.fn()] = true
				queue = append(queue, u.at.fn())
			}
		}
	}
	return false
}

// startsOf lists the calls that start what runs a context's handler.
func (r *remedies) startsOf(v *Verdict, c *Context) []*site {
	if out, ok := r.starts[c.object]; ok {
		return out
	}
	w := r.w
	mine := w.objectKeys(c.object, callsOf(c.stack))
	var names []string
	for name := range kernelapi.Starts {
		names = append(names, name)
	}
	slices.Sort(names)
	var out []*site
	for _, name := range names {
		for call := range w.linkedCalls(name, v.Pos.File) {
			theirs := w.objectKeys(call.kid(kernelapi.Starts[name]+1), nil)
			if len(mine) > 0 && len(theirs) > 0 && overlap(mine, theirs) {
				out = append(out, call)
			}
		}
	}
	r.starts[c.object] = out
	return out
}
