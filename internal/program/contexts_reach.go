package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// reaching walks from an elapsed call backward over its callers to the asynchronous entries, breadth first.
type reaching struct {
	w     *contextLayer
	e     *elapsed
	left  *budget
	queue []*way
	seen  map[wayKey]modules.Leaves   // the leaves in which a function was come to already
	have  map[entryKey]modules.Leaves // and those in which a context was found
}

// wayKey tells ways apart that may lead further in different ways.
type wayKey struct {
	f        *fn
	top, arg *site
}

// entryKey tells contexts apart.
type entryKey struct {
	kind  kernelapi.Kind
	entry *fn
	reg   *site
	arg   *site
}

// reach finds the contexts of an elapsed call.
func (w *contextLayer) reach(e *elapsed, start *way) {
	r := &reaching{w: w, e: e, left: w.budgetOf(e.at.u()), queue: []*way{start},
		seen: map[wayKey]modules.Leaves{}, have: map[entryKey]modules.Leaves{}}
	for len(r.queue) > 0 && r.spend() {
		x := r.queue[0]
		r.queue = r.queue[1:]
		switch {
		case r.again(x):
		case len(x.stack) > 0:
			r.upStack(x)
		default:
			r.callers(x)
		}
	}
	slices.SortStableFunc(e.contexts, func(a, b *Context) int {
		if c := strings.Compare(string(a.Kind), string(b.Kind)); c != 0 {
			return c
		}
		if c := a.Hops() - b.Hops(); c != 0 {
			return c
		}
		return comparePos(a.Registered, b.Registered)
	})
}

// spend takes one step, and cuts the walk where there is none left.
func (r *reaching) spend() bool {
	if r.left.spent() {
		r.e.cut = true
		return false
	}
	r.left.steps--
	return true
}

// add notes leaves, and tells whether all of them were noted before.
func add[K comparable](known map[K]modules.Leaves, k K, l modules.Leaves) bool {
	old, ok := known[k]
	switch {
	case !ok:
		known[k] = l
	case l.Subset(old):
		return true
	default:
		known[k] = modules.Union(old, l)
	}
	return false
}

// again tells whether a way was gone already.
func (r *reaching) again(x *way) bool {
	k := wayKey{f: x.f, arg: x.arg}
	if len(x.stack) > 0 {
		k.top = x.stack[len(x.stack)-1]
	}
	return add(r.seen, k, x.leaves)
}

// upStack goes on with the one call through which the function was come to.
func (r *reaching) upStack(x *way) {
	c := x.stack[len(x.stack)-1]
	if c.fn() == nil {
		return
	}
	if l := x.leaves.And(r.w.graph.LeavesOf(c.u().path)); !l.Empty() {
		y := r.w.callerOf(x, c, l)
		y.stack, y.direct = x.stack[:len(x.stack)-1], true
		r.queue = append(r.queue, y)
	}
}

// callers goes on with whatever calls the function or has it called.
func (r *reaching) callers(x *way) {
	uses := r.w.usesOf(x.f)
	r.e.cut = r.e.cut || r.w.cutShort[x.f]
	if len(uses) == 0 && len(r.w.exporters(x.f.name())) > 0 {
		r.e.outside = x.f.name()
	}
	for _, u := range uses {
		if !r.spend() {
			return
		}
		l, home := x.leaves.And(u.leaves), x.home
		if u.bridged {
			l = u.leaves
			if home == nil {
				home = x.leaves
			}
		}
		if l.Empty() {
			continue
		}
		switch u.kind {
		case useCall:
			if u.at.fn() != nil {
				y := r.w.callerOf(x, u.at, l)
				y.stack, y.via, y.direct, y.home = u.stack, u.via, isDirect(u.at, x.f), home
				r.queue = append(r.queue, y)
			}
		case useOp, useSync:
			r.e.sync = true
		case useAsync, useEscape:
			if home != nil {
				l = home
			}
			r.entry(x, u, l)
		}
	}
}

// entry adds the context that begins with a way's function.
func (r *reaching) entry(x *way, u use, l modules.Leaves) {
	kind := u.async
	if u.kind == useEscape {
		kind = kernelapi.Callback
	}
	if add(r.have, entryKey{kind, x.f, u.at, x.arg}, l) {
		return
	}
	r.left.contexts--
	c := r.w.context(r.e, x, u, kind, l)
	if r.left.steps <= 0 { // its tables are not all known
		r.e.cut = true
		return
	}
	r.e.contexts = append(r.e.contexts, c)
}
