package link

import (
	"maps"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// walker follows synchronous calls from an entry to PeriodElapsed.
type walker struct {
	p    *program
	seen map[string]int
	ctx  *context

	trace []event
	frame *frame
	here  place
}

// newWalker returns a walker that writes what it meets into x.
func newWalker(p *program, x *context) *walker {
	x.visited, x.streams, x.bound = map[*fn]bool{}, map[*Table]bool{}, map[funcVal]bool{}
	return &walker{p: p, seen: map[string]int{}, ctx: x}
}

const maxVisits = 4

// walk visits a function.
func (w *walker) walk(f *fn, e env, path []Step) {
	p := w.p
	if f == nil || p.isLib(f.pkg.Path) && f.pkg != p.root || len(path) > 40 {
		return
	}
	k := f.Key + "|" + e.key()
	if w.seen[k] > 0 || w.seen[f.Key] >= maxVisits {
		return
	}
	w.seen[k]++
	w.seen[f.Key]++
	w.ctx.visited[f] = true
	above, at := w.frame, w.here
	w.frame = above.enter(f, at.block)
	defer func() { w.frame, w.here = above, at }()
	for _, s := range f.steps() {
		w.here = place{w.frame, s.order().Block}
		c := s.call
		if c == nil {
			w.prim(f, s.prim, e)
			continue
		}
		if c.Mode == ir.Go && !p.joined(c) {
			continue
		}
		w.signals(f, c, e)
		if p.elapsedCall(c) {
			w.hit(c, e, path)
			continue
		}
		if irq, _ := knowledge.Requests(c.PkgName, c.Name); irq && c.Name != "" {
			continue
		}
		ces := p.callees(c, e)
		w.hitBound(c, ces, e, path)
		for _, t := range p.stdTargets(c, e) {
			if g := p.funcs[t.fn]; g != nil {
				w.walk(g, p.objEnv(t), append(path[:len(path):len(path)], Step{c.Pos, f.Name, "calls " + g.Name + " through " + c.Name}))
			}
		}
		for _, ce := range ces {
			if p.elapsed[ce.key] {
				continue
			}
			if knowledge.IsAsync(ce.key) {
				w.walkArgs(f, c, callee{key: ce.key}, e, path)
				continue
			}
			if ce.f != nil {
				w.walk(ce.f, ce.env, append(path[:len(path):len(path)], Step{c.Pos, f.Name, "calls " + ce.f.Name}))
			}
			if ce.f == nil && c.Std && !knowledge.Reflects(c.Pkg) {
				w.walkArgs(f, c, ce, e, path)
			} else if ce.f != nil && p.isLib(ce.f.pkg.Path) && ce.f.pkg != p.root {
				w.walkArgs(f, c, ce, e, path)
			}
		}
	}
}

// walkArgs visits functions that a call hands to a function which calls them before it returns.
func (w *walker) walkArgs(f *fn, c *call, ce callee, e env, path []Step) {
	p := w.p
	for i, a := range c.Args {
		if a.Node == 0 {
			continue
		}
		if _, ok := knowledge.Async(c.Static, i); ok && !p.joinsArg(c, i) || puts(c, i) {
			continue
		}
		if ce.f != nil && p.effectOf(ce.f, i)&calls == 0 {
			continue
		}
		for _, el := range p.sorted(p.eval(p.global(f.off, a.Node), e)) {
			if el.obj != nil {
				continue
			}
			if p.elapsed[el.fn] {
				w.ctx.bound[funcVal{fn: el.fn, recv: el.recv}] = true
				w.record(c, p.eval(el.recv, e), path)
				continue
			}
			if g := p.funcs[el.fn]; g != nil {
				ne := p.recvEnv(el)
				if g.Parent != "" {
					ne = e
				}
				w.walk(g, ne, append(path[:len(path):len(path)], Step{c.Pos, f.Name, "calls " + g.Name + " through " + c.Name}))
			}
		}
	}
}

// elapsedCall tells whether a call is one of the library's own PeriodElapsed.
func (p *program) elapsedCall(c *call) bool { return p.elapsed[c.Static] }

// hit records that PeriodElapsed is reached.
func (w *walker) hit(c *call, e env, path []Step) {
	p := w.p
	var streams set
	if c.Recv != 0 && p.subs[c.RecvType] {
		streams = p.eval(p.global(c.fn.off, c.Recv), e)
	} else {
		streams = set{}
		for _, a := range c.Args {
			for x := range p.eval(p.global(c.fn.off, a.Node), e) {
				streams[x] = struct{}{}
			}
		}
		for x := range p.eval(p.global(c.fn.off, c.Recv), e) {
			streams[x] = struct{}{}
		}
	}
	w.record(c, streams, path)
}

// hitBound records a call that runs PeriodElapsed through a method value or an interface.
func (w *walker) hitBound(c *call, ces []callee, e env, path []Step) {
	p, found, s := w.p, false, set{}
	for _, ce := range ces {
		if !p.elapsed[ce.key] {
			continue
		}
		found = true
		w.ctx.bound[funcVal{fn: ce.key, recv: ce.recv}] = true
		if ce.bound != nil {
			s[ce.bound.id] = struct{}{}
		}
		maps.Copy(s, p.eval(ce.recv, e))
	}
	if !found {
		return
	}
	for _, a := range c.Args {
		maps.Copy(s, p.eval(p.global(c.fn.off, a.Node), e))
	}
	w.record(c, s, path)
}

// hitHandedOver records that PeriodElapsed itself was registered as a method value.
func (w *walker) hitHandedOver(path []Step) {
	p, x := w.p, w.ctx
	if x.recv != 0 {
		x.bound[funcVal{fn: x.entry, recv: x.recv}] = true
		w.record(x.at, p.pts[x.recv], path)
		return
	}
	for _, a := range x.at.Args {
		for el := range p.pts[p.global(x.fn.off, a.Node)] {
			if v := p.elems[el]; v.obj == nil && p.elapsed[v.fn] {
				x.bound[funcVal{fn: v.fn, recv: v.recv}] = true
				streams := p.pts[v.recv]
				if v.recv == 0 {
					streams = p.beside(x.at, x.fn)
				}
				w.record(x.at, streams, path)
				return
			}
		}
	}
	streams := p.beside(x.at, x.fn)
	maps.Copy(streams, p.pts[p.global(x.fn.off, x.at.Recv)])
	w.record(x.at, streams, path)
}

// beside returns what a call names beside the functions that it hands over.
func (p *program) beside(c *call, f *fn) set {
	out := set{}
	for _, a := range c.Args {
		for x := range p.pts[p.global(f.off, a.Node)] {
			if p.elems[x].obj != nil {
				out[x] = struct{}{}
			}
		}
	}
	return out
}

// record notes the tables whose substream is told, and the first path.
func (w *walker) record(c *call, streams set, path []Step) {
	x, p := w.ctx, w.p
	x.sites = append(x.sites, c.Pos)
	if w.frame != nil {
		w.note(event{kind: elapses})
	}
	found := false
	for s := range streams {
		for _, t := range p.tablesOf(p.elems[s].obj) {
			x.streams[t] = true
			found = true
		}
	}
	if !found {
		for _, t := range p.tables {
			if p.sameDriver(t, c.fn.pkg.Path) {
				x.streams[t] = true
			}
		}
	}
	if len(x.path) == 0 {
		step := Step{c.Pos, c.fn.Name, "calls PeriodElapsed"}
		if c == x.at {
			step.Note = "PeriodElapsed runs here"
		}
		x.path = append(append([]Step(nil), path...), step)
		x.elapsed, x.pkg = c.Pos, c.fn.pkg.Path
	}
}

// tablesOf returns the tables that a stream was opened through: the one that it stands for, or those in its fields.
func (p *program) tablesOf(o *obj) []*Table {
	switch {
	case o == nil:
		return nil
	case o.stream != nil:
		return []*Table{o.stream}
	case !p.subs[o.typ] || o.any:
		return nil
	}
	var out []*Table
	for _, t := range p.tables {
		for _, name := range sortedFields(o) {
			if _, ok := p.pts[o.fields[name]][t.obj.id]; ok {
				out = append(out, t)
			}
		}
		for _, part := range o.parts {
			if part == t.obj {
				out = append(out, t)
			}
		}
	}
	return out
}

// shortKey shortens a function's key for people.
func shortKey(key string) string {
	for i := len(key) - 1; i >= 0; i-- {
		if key[i] == '/' {
			prefix := ""
			for j := 0; j < i && (key[j] == '(' || key[j] == '*'); j++ {
				prefix += string(key[j])
			}
			return prefix + key[i+1:]
		}
	}
	return key
}
