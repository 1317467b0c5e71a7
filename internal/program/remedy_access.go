package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// An Access is how an expression can be spelled in a callback of a table.
type Access struct {
	Callback Member
	Bindings []Binding // local variables that it needs, in order
	Expr     string
	Pointer  bool // Expr is a pointer
	Null     bool // the driver itself reckons with a null pointer there
	Guarded  bool // and it is enough to test for that
	Type     string
	// Behind is where the file declares the variable that Expr begins with, 0 where it begins with another.
	Behind cparse.Pos
}

// A Binding is a local variable of a callback with its only value.
type Binding struct {
	Decl, Value string // "struct x *chip", "snd_pcm_substream_chip(substream)"
	// Tested: the callback leaves where it is null.
	Tested bool
}

// perStream tells whether an object lies in what one stream keeps to itself.
func (a *Access) perStream() bool {
	if len(a.Bindings) == 0 || strings.Count(a.Expr, "->") != 1 {
		return false
	}
	last := a.Bindings[len(a.Bindings)-1].Value
	return strings.Contains(last, "runtime") && strings.HasSuffix(last, "private_data")
}

// access spells an expression in a callback of a table: what it begins with, or a struct that it lies in, must be within
// reach there.
func (w *remedyLayer) access(t *Table, object *site) (*Access, string) {
	return w.accessWithin(t, object, "")
}

// accessWithin is access in a loop that counts index, where that is not empty.
func (w *remedyLayer) accessWithin(t *Table, object *site, index string) (*Access, string) {
	for object.e.Kind == cparse.Cast || object.e.Kind == cparse.Addr {
		object = object.kid(0)
	}
	ty := w.typeOf(object)
	suffix := ""
	x := object
	out := &Access{Pointer: ty.ptr > 0, Type: ty.base}
	if ty.sd != nil {
		out.Type = ty.sd.tag
	}
	if w.lasts(object) && object.e.Kind != cparse.Member && object.e.Kind != cparse.Index { // a constant or a variable of the file
		if object.u() != t.u {
			return nil, "it is a variable of another file"
		}
		out.Expr, out.Behind = w.spelled(object), w.declaredBefore(object)
		if cb := w.callbackOf(t); cb != nil {
			out.Callback = *cb
			return out, ""
		}
		return nil, "the table's callbacks are not in its file"
	}
	for {
		switch x.e.Kind {
		case cparse.Member:
			dot := "."
			if x.e.Arrow {
				dot = "->"
			}
			owner := w.typeOf(x.kid(0))
			tail := "." + x.e.Name + suffix
			if owner.sd != nil && owner.ptr <= 1 {
				if a := w.reached(t, owner.sd, tail); a != nil {
					a.Pointer, a.Type = out.Pointer, out.Type
					return a, ""
				}
			}
			suffix = dot + x.e.Name + suffix
			x = x.kid(0)
			continue
		case cparse.Index:
			if k := x.kid(1); k.e.Kind != cparse.Const && (k.e.Kind != cparse.Ident || k.e.Name != index || index == "") {
				return nil, "no callback of the table gets at the right element of the array it is in"
			}
			suffix = "[" + w.spelled(x.kid(1)) + "]" + suffix
			x = x.kid(0)
			continue
		case cparse.Ident:
			if f := x.fn(); f != nil {
				if _, _, local := f.local(x.e.Name, x.e.Pos); !local && x.u() == t.u && suffix != "" {
					if cb := w.callbackOf(t); cb != nil {
						out.Callback, out.Expr, out.Behind = *cb, x.e.Name+suffix, w.declaredBefore(x)
						return out, ""
					}
				}
			}
		}
		return nil, "no callback of the table gets at what holds it"
	}
}

// callbackOrder is the order in which a table's callbacks are looked at: simple ones first, and last those that
// see what may not be there yet, or be something else.
var callbackOrder = []string{"pointer", "prepare", "hw_free", "trigger", "close", "hw_params", "open"}

// callbackOf gives a callback of a table that is a function of its file.
func (w *remedyLayer) callbackOf(t *Table) *Member {
	for _, name := range callbackOrder {
		for _, m := range t.members[name] {
			if x := w.memberOf(t, name, m); x.Func.Name != "" && x.Func.File == t.u.path {
				return &x
			}
		}
	}
	return nil
}

func (w *remedyLayer) memberOf(t *Table, name string, m member) Member {
	x := Member{Name: name, Elem: m.at.pos(), Value: w.spelled(m.value), Ifdef: m.conditional}
	if f := w.moduleFunc(t, m.value); f != nil {
		x.Func = funcRef(f)
		if f.u != t.u {
			x.Proto = w.declared(t.u, f)
		}
	}
	return x
}

// declared finds the declaration of a function in a header that a file includes.
func (w *remedyLayer) declared(u *unit, f *fn) Pos {
	for _, p := range w.localClosure(u.path) {
		if x := w.unit(p); x != nil && modules.IsHeader(p) && w.mentions(p, f.name()) {
			if d := x.protos[f.name()]; d != nil {
				return at(p, d.Pos, d.Pos+posLen(f.name()))
			}
		}
	}
	return Pos{}
}

// reached finds a struct from the parameters of a table's callbacks; tail is what of it is meant, with its '.'.
func (w *remedyLayer) reached(t *Table, sd *structDef, tail string) *Access {
	key := structKey{t, sd}
	way, ok := w.ways[key]
	if !ok {
		way = w.wayTo(t, sd)
		w.ways[key] = way
	}
	if way == nil {
		return nil
	}
	a := *way
	a.Bindings = slices.Clone(a.Bindings)
	a.Expr += strings.TrimPrefix(tail, ".")
	return &a
}

// wayTo is reached without a tail: Expr ends with the '.' or '->' that one follows.
func (w *remedyLayer) wayTo(t *Table, sd *structDef) *Access {
	params := kernelapi.OpsStructs[t.Tag].Substream + 1
	var best *Access
	for _, name := range callbackOrder {
		for _, m := range t.members[name] {
			x := w.memberOf(t, name, m)
			if x.Func.Name == "" {
				continue
			}
			f := w.moduleFunc(t, m.value)
			most := maxReach
			if best != nil { // what has as many is no better
				most = min(most, len(best.Bindings)+members(best.Expr)-2)
			}
			if most < 0 {
				return best
			}
			rs := w.reaching(f, most, func(ty typ) bool { return ty.sd == sd && ty.ptr <= 1 })
			for i, r := range rs {
				if i > 0 && members(r.Text) > 0 && members(r.Text) == members(rs[i-1].Text) {
					continue
				}
				if members(r.Text) > 0 && ambiguous(rs, r) || slices.ContainsFunc(r.through, func(loc fieldLoc) bool { return !w.kept(f, loc) }) {
					continue
				}
				bs, ok := w.bindings(f, r.Base, params, 0)
				if !ok {
					continue
				}
				a := &Access{Callback: x, Bindings: bs, Expr: r.Text + "."}
				if r.pointer {
					a.Expr = r.Text + "->"
				}
				if best == nil || len(a.Bindings)+members(a.Expr) < len(best.Bindings)+members(best.Expr) {
					best = a
				}
			}
		}
	}
	return best
}

// ambiguous tells whether another path of the same length leads to a struct of the same type.
func ambiguous(rs []Reach, r Reach) bool {
	n := 0
	for _, x := range rs {
		if members(x.Text) == members(r.Text) && x.Base == r.Base {
			n++
		}
	}
	return n > 1
}

// bindings lists the local variables that an expression beginning with a name needs, that name's own last. Only the
// first params parameters of the function may be used.
func (w *remedyLayer) bindings(f *fn, name string, params, depth int) ([]Binding, bool) {
	if i, ok := f.param(name); ok {
		return nil, i < params
	}
	vs := f.localsNamed(name)
	if len(vs) != 1 || depth > 4 || vs[0].Type.Array || vs[0].Type.Func || vs[0].Static {
		return nil, false
	}
	defs := w.localDefs(f, name)
	if len(defs) != 1 || defs[0].root.cond || defs[0].root.ifdef || defs[0].root.depth > 0 || !w.settled(f, defs[0]) {
		return nil, false
	}
	out, ok := w.bindingsWithin(f, defs[0], name, params, depth)
	if !ok || slices.ContainsFunc(out, func(b Binding) bool { return b.Tested }) { // its value follows a pointer that is to be tested first
		return nil, false
	}
	ty := vs[0].Type
	decl := ty.Base + " " + strings.Repeat("*", int(ty.Ptr)) + name
	return append(out, Binding{decl, w.spelled(defs[0]), w.doubted(f, name)}), true
}

// declaredBefore is where the declaration of a variable of the file ends, 0 where it is not known.
func (w *remedyLayer) declaredBefore(s *site) cparse.Pos {
	if v := w.lookupVar(s.u(), s.e.Name); v != nil && v.u == s.u() {
		return v.d.End
	}
	return 0
}

// doubted tells whether a function tests a pointer for being there: what goes by its value has to do so, too.
func (w *remedyLayer) doubted(f *fn, name string) bool {
	for _, s := range w.rootsOf(f) {
		if s.root.kind == cparse.StmtCond && s.root.stmt != nil && (tests(s, name, "||") != "?" || tests(s, name, "&&") != "?") {
			return true
		}
	}
	return false
}

// bindingsOf lists the local variables that an expression needs.
func (w *remedyLayer) bindingsOf(f *fn, s *site, params int) ([]Binding, bool) {
	return w.bindingsWithin(f, s, "", params, 0)
}

// bindingsWithin is bindingsOf for the value of a variable, which must not need itself.
func (w *remedyLayer) bindingsWithin(f *fn, value *site, name string, params, depth int) (out []Binding, ok bool) {
	ok = true
	var visit func(s *site)
	visit = func(s *site) {
		switch s.e.Kind {
		case cparse.Ident:
			if _, _, local := f.local(s.e.Name, s.e.Pos); local {
				bs, fine := w.bindings(f, s.e.Name, params, depth+1)
				ok = ok && fine && s.e.Name != name
				for _, b := range bs {
					if !slices.Contains(out, b) {
						out = append(out, b)
					}
				}
			}
		case cparse.Assign, cparse.StmtExprKind:
			ok = false
		}
		for i := range s.kids {
			k := &s.kids[i]
			visit(k)
		}
	}
	visit(value)
	return out, ok
}
