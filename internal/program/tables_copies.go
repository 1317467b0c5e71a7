package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// copied handles the copy of one ops struct to another: chip->ops = snd_x_ops, struct snd_pcm_ops ops = snd_x_ops,
// memcpy(&chip->ops, &snd_x_ops, n), ops = kmemdup(&snd_x_ops, n, gfp).
func (f *tableFinder) copied(s *site) {
	t, from := f.copyIn(s)
	if t == nil {
		return
	}
	if from.e.Kind == cparse.InitList {
		f.members(t, from, s.root.ifdef || s.root.cond, 0)
		return
	}
	for _, src := range f.sourcesOf(from, 0) {
		if src == t || slices.Contains(t.sources, src) {
			continue
		}
		src.copied = true
		t.sources = append(t.sources, src)
		for name, ms := range src.members {
			t.members[name] = append(t.members[name], ms...)
		}
	}
}

// copyIn tells which table a full expression copies something to, and what; nil if it is no copy of an ops struct.
func (f *tableFinder) copyIn(s *site) (*Table, *site) {
	switch {
	case s.root.v != nil:
		t := f.w.resolve(f.u, &s.root.v.Type)
		from := copyFrom(t, s)
		if from == nil || from.e.Kind == cparse.InitList || !f.isOps(t) {
			return nil, nil
		}
		return f.local(s.fn(), s.root.v, t.sd.tag), from
	case s.e.Kind == cparse.Assign && s.e.Name == "=":
		t := f.w.typeOf(s.kid(0))
		from := copyFrom(t, s.kid(1))
		if from == nil || !f.isOps(t) {
			return nil, nil
		}
		return f.runTime(s.kid(0), t.sd.tag), from
	case s.e.Kind == cparse.Call:
		c, ok := kernelapi.CopyInto[s.e.Args[0].Name]
		if !ok || s.kid(c.To+1) == nil || s.kid(c.From+1) == nil {
			return nil, nil
		}
		to := s.kid(c.To + 1)
		if t := f.w.typeOf(to); t.ptr == 1 && f.isOps(t) {
			if to.e.Kind == cparse.Addr {
				to = to.kid(0)
			}
			return f.runTime(to, t.sd.tag), s.kid(c.From + 1)
		}
	}
	return nil, nil
}

// copyFrom gives what something of a type is a copy of when it is given a value: the value, or where it is a pointer
// what the call in the value copies. Nil when it is no copy.
func copyFrom(t typ, value *site) *site {
	switch t.ptr {
	case 0:
		switch value.e.Kind {
		case cparse.Ident, cparse.Deref, cparse.Member, cparse.Index, cparse.Cond, cparse.InitList:
			return value
		}
	case 1:
		for value.e.Kind == cparse.Cast {
			value = value.kid(0)
		}
		if value.e.Kind == cparse.Call {
			if i, ok := kernelapi.CopyOf[value.e.Args[0].Name]; ok {
				return value.kid(i + 1)
			}
		}
	}
	return nil
}

func (f *tableFinder) isOps(t typ) bool {
	if t.sd == nil {
		return false
	}
	_, ok := f.w.api().Ops[t.sd.tag]
	return ok
}

// local gives the table that a local variable holds or points to, which is a copy.
func (f *tableFinder) local(g *fn, v *cparse.Var, tag string) *Table {
	t := f.byVar[v]
	if t == nil {
		t = &Table{Name: v.Name, Kind: "assigned", Tag: tag, u: f.u, v: v, members: map[string][]member{}, In: g.name()}
		t.Pos = at(f.u.path, v.Pos, v.Pos+cparse.Pos(len(v.Name)))
		f.byVar[v] = t
		f.out = append(f.out, t)
	}
	return t
}

// maxSourceDepth bounds how far a pointer to a table is followed back.
const maxSourceDepth = 6

// sourcesOf finds the tables that an expression names, or points to: through local variables, and what functions return.
func (f *tableFinder) sourcesOf(s *site, depth int) []*Table {
	if s == nil || depth > maxSourceDepth {
		return nil
	}
	switch s.e.Kind {
	case cparse.Deref, cparse.Addr, cparse.Cast, cparse.Index:
		return f.sourcesOf(s.kid(0), depth)
	case cparse.Cond:
		return append(f.sourcesOf(s.kid(1), depth), f.sourcesOf(s.kid(2), depth)...)
	case cparse.Ident:
		return f.named(s, depth)
	case cparse.Call:
		var out []*Table
		for _, g := range f.w.callees(s) {
			for _, r := range f.w.returns(g) {
				out = append(out, f.sourcesOf(r, depth+1)...)
			}
		}
		return out
	}
	return nil
}

func (f *tableFinder) named(s *site, depth int) []*Table {
	if g := s.fn(); g != nil {
		if _, v, ok := g.local(s.e.Name, s.e.Pos); ok {
			if t := f.byVar[v]; v != nil && t != nil {
				return []*Table{t}
			}
			var out []*Table
			for _, d := range lastBefore(f.w.localDefs(g, s.e.Name), s) {
				out = append(out, f.sourcesOf(d, depth+1)...)
			}
			return out
		}
	}
	v := f.w.lookupVar(s.u(), s.e.Name)
	if v == nil {
		return nil
	}
	if t := f.byVar[v.d]; t != nil {
		return []*Table{t}
	}
	var out []*Table
	for _, t := range f.w.tablesIn(v.u.path) {
		if t.Name == v.d.Name && t.In == "" {
			out = append(out, t)
		}
	}
	return out
}

// lastBefore keeps those of the values of a local variable that it can have at a place behind them: the last one that it is
// given without a condition, and what comes after that.
func lastBefore(values []*site, at *site) []*site {
	var out []*site
	for _, v := range values {
		if v.e.Pos > at.e.Pos && !at.root.cond {
			continue
		}
		if v.e.Pos > at.e.Pos || v.root.depth > 0 || at.root.depth > 0 {
			return values // a loop may bring it back
		}
		if !v.root.cond && !v.root.ifdef {
			out = nil
		}
		out = append(out, v)
	}
	return out
}

// pattern tells whether a table is only there to be copied: its driver never hands it to anything, so that no
// substream is opened through it.
func (w *tableLayer) pattern(t *Table) bool {
	if !t.copied || t.v == nil || t.In == "" && !t.v.Static {
		return false
	}
	for _, p := range w.group(t.u.path) {
		if !w.mentions(p, t.Name) {
			continue
		}
		u := w.unit(p)
		if u == nil {
			continue
		}
		for _, s := range w.idents(u, t.Name) {
			if t.In != "" && functionName(s) != t.In {
				continue
			}
			if !w.isCopied(s) {
				return false
			}
		}
	}
	return true
}

// isCopied tells whether a mention of a table copies it, or fills it.
func (w *tableLayer) isCopied(s *site) bool {
	for up := s.up; up != nil; s, up = up, up.up {
		switch up.e.Kind {
		case cparse.Addr, cparse.Cast:
		case cparse.Member:
			return true // one of its callbacks
		case cparse.Assign:
			return s.arg == 0 || w.typeOf(up.kid(0)).ptr == 0
		case cparse.Call:
			name := up.e.Args[0].Name
			if c, ok := kernelapi.CopyInto[name]; ok {
				return int(s.arg) == c.From+1 || int(s.arg) == c.To+1
			}
			i, ok := kernelapi.CopyOf[name]
			return ok && int(s.arg) == i+1 || name == "sizeof"
		case cparse.Opaque, cparse.TypeArg:
			return up.e.Name == "sizeof"
		default:
			return false
		}
	}
	return s.root.v != nil && w.resolve(s.u(), &s.root.v.Type).ptr == 0
}
