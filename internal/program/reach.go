package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// An elapsed is one call of snd_pcm_period_elapsed() with everything that can lead to it.
type elapsed struct {
	at       *site
	leaves   Leaves
	contexts []*Context
	sync     bool // some way to it starts in a PCM op
	tables   map[*Table]bool
	top      bool // the substream may be any table's
}

// A Context is one asynchronous entry from which snd_pcm_period_elapsed() is reached.
type Context struct {
	Kind         kernelapi.Kind
	Entry        string
	EntryPos     Pos // the entry function's name at its definition
	Registered   Pos
	RegisteredIn string
	Elapsed      Pos
	Path         []Step // from the registration to the elapsed call

	object *site
	leaves Leaves
	e      *elapsed
	entry  *fn
}

// A StepKind says what a step of a path does.
type StepKind uint8

// The kinds of step, in the order in which they can come.
const (
	StepRegistered StepKind = iota // the entry is handed over here
	StepEntry                      // the entry function
	StepStored                     // a function pointer that the path goes through is stored here
	StepCalls                      // calls the next function
	StepElapsed                    // calls snd_pcm_period_elapsed()
)

// A Step is one line of a path.
type Step struct {
	Kind     StepKind
	Pos      Pos
	Function string // that the line is in; empty at file scope
	Callee   string // StepCalls: the function that is called; StepStored: the function that is stored
	Indirect bool   // StepCalls: through a function pointer
}

// way is a function from which elapsed is reached: it makes call, which leads to next.
type way struct {
	f      *fn
	call   *site
	next   *way
	stack  []*site // when not empty: the only call of f that counts is the last of these
	via    []*site // stores that the pointer to next's function went through
	direct bool
	leaves Leaves
	depth  int
}

const maxWays = 20000

// findElapsed lists the calls of snd_pcm_period_elapsed() outside the PCM core itself.
func (w *World) findElapsed() []*elapsed {
	var out []*elapsed
	files := w.tree.With(ktree.HasElapsed)
	var names []string
	for n := range kernelapi.Elapsed {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, name := range names {
		in := files
		for _, p := range w.searchFiles(name) {
			if !slices.Contains(in, p) {
				in = append(in[:len(in):len(in)], p)
			}
		}
		for _, u := range w.usesOfName(name, in) {
			out = append(out, w.elapsedAt(name, u)...)
		}
	}
	slices.SortStableFunc(out, func(a, b *elapsed) int { return comparePos(a.at.pos(), b.at.pos()) })
	return out
}

// elapsedAt turns a use of the elapsed function into a call, or into a context of its own when its address is handed
// straight to something that runs it.
func (w *World) elapsedAt(name string, u use) []*elapsed {
	switch u.kind {
	case useCall:
		f := u.at.fn()
		if f == nil || kernelapi.Elapsed[f.name()] {
			return nil
		}
		e := &elapsed{at: u.at, leaves: u.leaves, tables: map[*Table]bool{}}
		w.reach(e, &way{f: f, call: u.at, stack: u.stack, via: u.via, leaves: u.leaves})
		return []*elapsed{e}
	case useAsync:
		e := &elapsed{at: u.at, leaves: u.leaves, tables: map[*Table]bool{}, top: u.data == nil}
		c := &Context{Kind: u.async, Entry: name, EntryPos: u.at.pos(), Registered: u.at.pos(), Elapsed: u.at.pos(),
			object: u.object, leaves: u.leaves, e: e, RegisteredIn: functionName(u.at)}
		c.Path = []Step{{Kind: StepRegistered, Pos: u.at.pos(), Function: functionName(u.at)},
			{Kind: StepElapsed, Pos: u.at.pos(), Function: functionName(u.at)}}
		e.contexts = []*Context{c}
		return []*elapsed{e}
	}
	return nil
}

func functionName(s *site) string {
	if f := s.fn(); f != nil {
		return f.name()
	}
	return ""
}

type wayKey struct {
	f   *fn
	top *site
}

// reach walks from an elapsed call backward over its callers to the asynchronous entries.
func (w *World) reach(e *elapsed, start *way) {
	seen := map[wayKey]Leaves{}
	queue := []*way{start}
	type ctxKey struct {
		kind  kernelapi.Kind
		entry *fn
		reg   *site
	}
	have := map[ctxKey]*Context{}
	for n := 0; len(queue) > 0 && n < maxWays; n++ {
		x := queue[0]
		queue = queue[1:]
		k := wayKey{f: x.f}
		if len(x.stack) > 0 {
			k.top = x.stack[len(x.stack)-1]
		}
		if old, ok := seen[k]; ok {
			if x.leaves.subset(old) {
				continue
			}
			seen[k] = union(old, x.leaves)
		} else {
			seen[k] = x.leaves
		}
		if len(x.stack) > 0 {
			c := x.stack[len(x.stack)-1]
			if g := c.fn(); g != nil {
				l := x.leaves.And(w.graph.leavesOf(c.u().path))
				if !l.Empty() {
					queue = append(queue, &way{f: g, call: c, next: x, stack: x.stack[:len(x.stack)-1], leaves: l, direct: true,
						depth: x.depth + 1})
				}
			}
			continue
		}
		if len(w.ops[x.f]) > 0 {
			e.sync = true
		}
		for _, u := range w.usesOf(x.f) {
			l := x.leaves.And(u.leaves)
			if l.Empty() {
				continue
			}
			switch u.kind {
			case useCall:
				g := u.at.fn()
				if g == nil {
					continue
				}
				queue = append(queue, &way{f: g, call: u.at, next: x, stack: u.stack, via: u.via, leaves: l, depth: x.depth + 1,
					direct: isDirect(u.at, x.f)})
			case useOp, useSync:
				e.sync = true
			case useAsync, useEscape:
				kind := u.async
				if u.kind == useEscape {
					kind = kernelapi.Callback
				}
				ck := ctxKey{kind, x.f, u.at}
				if c := have[ck]; c != nil {
					c.leaves = union(c.leaves, l)
					continue
				}
				c := w.context(e, x, u, kind, l)
				have[ck] = c
				e.contexts = append(e.contexts, c)
			}
		}
	}
	slices.SortStableFunc(e.contexts, func(a, b *Context) int {
		if c := strings.Compare(string(a.Kind), string(b.Kind)); c != 0 {
			return c
		}
		if c := len(a.Path) - len(b.Path); c != 0 {
			return c
		}
		return comparePos(a.Registered, b.Registered)
	})
}

func union(a, b Leaves) Leaves {
	if a == nil || b == nil {
		return nil
	}
	out := slices.Clone(a)
	out.or(b)
	return out
}

// isDirect tells whether a call names the function.
func isDirect(call *site, f *fn) bool {
	c := call.e.Args[0]
	return c.Name == f.name()
}

// context describes an entry with its path.
func (w *World) context(e *elapsed, x *way, u use, kind kernelapi.Kind, l Leaves) *Context {
	c := &Context{Kind: kind, Entry: x.f.name(), Registered: u.at.pos(), RegisteredIn: functionName(u.at), Elapsed: e.at.pos(),
		object: u.object, leaves: l, e: e, entry: x.f}
	c.EntryPos = Pos{x.f.u.path, x.f.d.Pos, x.f.d.Pos + posLen(x.f.name())}
	c.Path = append(c.Path, Step{Kind: StepRegistered, Pos: c.Registered, Function: c.RegisteredIn, Callee: c.Entry})
	for n := x; n != nil; n = n.next {
		if n.next == nil {
			c.Path = append(c.Path, Step{Kind: StepElapsed, Pos: n.call.pos(), Function: n.f.name()})
			break
		}
		for _, v := range n.via {
			c.Path = append(c.Path, Step{Kind: StepStored, Pos: v.pos(), Function: functionName(v), Callee: n.next.f.name()})
		}
		c.Path = append(c.Path, Step{Kind: StepCalls, Pos: n.call.pos(), Function: n.f.name(), Callee: n.next.f.name(),
			Indirect: !n.direct})
	}
	return c
}
