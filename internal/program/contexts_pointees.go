package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// pointees are what a pointer can lead to: calls that make one, variables, members of structs. Unknown says that
// there may be others.
type pointees struct {
	made    []*site
	vars    []*cparse.Var
	parts   []part
	unknown bool
}

// apart tells whether two pointers cannot lead to the same object.
func (o pointees) apart(p pointees) bool {
	if o.unknown || p.unknown || o.empty() || p.empty() {
		return false
	}
	return !slices.ContainsFunc(o.made, func(s *site) bool { return slices.Contains(p.made, s) }) &&
		!slices.ContainsFunc(o.vars, func(v *cparse.Var) bool { return slices.Contains(p.vars, v) }) &&
		!slices.ContainsFunc(o.parts, func(a part) bool { return slices.ContainsFunc(p.parts, func(b part) bool { return !a.other(b) }) })
}

func (o pointees) empty() bool { return len(o.made)+len(o.vars)+len(o.parts) == 0 }

func (o *pointees) add(p pointees) {
	o.made = append(o.made, p.made...)
	o.vars = append(o.vars, p.vars...)
	o.parts = append(o.parts, p.parts...)
	o.unknown = o.unknown || p.unknown
}

// maxSought bounds how many expressions are looked at for one pointer.
const maxSought = 200

// pointeesOf follows a pointer back to what it leads to.
func (b *tracer) pointeesOf(s *site, depth int) pointees {
	w := b.w
	for s != nil && s.e.Kind == cparse.Cast {
		s = s.kid(0)
	}
	unknown := pointees{unknown: true}
	b.sought++
	if s == nil || depth > maxStack || b.sought > maxSought || s.fn() == nil {
		return unknown
	}
	switch s.e.Kind {
	case cparse.Call:
		return b.returned(s, depth)
	case cparse.Addr:
		if k := s.kid(0); k.e.Kind == cparse.Ident {
			return b.variable(k)
		}
		return b.part(s)
	case cparse.Member, cparse.Index:
		if w.isStreamData(s) {
			return b.streamData(s, depth)
		}
		return b.part(s)
	case cparse.Ident:
		if i, ok := paramIndex(s.fn(), s); ok && len(w.localDefs(s.fn(), s.e.Name)) == 0 {
			return b.handed(s.fn(), i, depth)
		}
		if d := w.onlyValue(s); d != nil {
			return b.pointeesOf(d, depth+1)
		}
	}
	return unknown
}

// variable is the object of a variable whose address is taken.
func (b *tracer) variable(s *site) pointees {
	if _, _, local := s.fn().local(s.e.Name, s.e.Pos); !local {
		if v := b.w.lookupVar(s.u(), s.e.Name); v != nil {
			return pointees{vars: []*cparse.Var{v.d}}
		}
	}
	return pointees{unknown: true}
}

// handed gives the pointees that a function is handed in a parameter: by the call through which it was entered, where that
// is known, else by all its callers.
func (b *tracer) handed(f *fn, param, depth int) pointees {
	w := b.w
	var out pointees
	if call := b.calls[f]; call != nil {
		came := w.given(f, call, param)
		if came == nil {
			came = []*site{call.kid(param + 1)}
		}
		for _, d := range came {
			out.add(b.pointeesOf(d, depth+1))
		}
		return out
	}
	for _, u := range w.usesOf(f) {
		if u.kind != useCall || !isDirect(u.at, f) {
			return pointees{unknown: true}
		}
		out.add(b.pointeesOf(u.at.kid(param+1), depth+1))
	}
	return out
}

// part is a member of a struct, or what points to one that is in it.
func (b *tracer) part(s *site) pointees {
	if p := b.w.partOf(s, b.calls, 0); p.sd != nil {
		return pointees{parts: []part{p}}
	}
	return pointees{unknown: true}
}

// returned is what a call gives.
func (b *tracer) returned(call *site, depth int) pointees {
	if kernelapi.Allocates[spelledCallee(call)] {
		return pointees{made: []*site{call}}
	}
	var out pointees
	for _, g := range b.w.callees(call) {
		for _, r := range b.w.returns(g) {
			if !isNull(r) {
				out.add(b.pointeesOf(r, depth+1))
			}
		}
	}
	if out.empty() {
		out.unknown = true
	}
	return out
}

// streamData is what a stream's private data is in a callback of a table: what a callback of that table has stored there.
func (b *tracer) streamData(s *site, depth int) pointees {
	w := b.w
	loc, _ := w.memberField(s)
	mine := w.tablesOfCallback(s.fn())
	if len(mine) == 0 {
		return pointees{unknown: true}
	}
	var out pointees
	for _, st := range w.fieldStores(loc, s.u().path) {
		if isNull(st.value) || st.at.e.Kind != cparse.Assign || !w.isStreamData(st.at.kid(0)) {
			continue
		}
		theirs := w.tablesOfCallback(st.at.fn())
		if len(theirs) == 0 {
			return pointees{unknown: true} // a helper of any of them
		}
		if slices.ContainsFunc(theirs, func(t *Table) bool { return slices.Contains(mine, t) }) {
			out.add(b.pointeesOf(st.value, depth+1))
		}
	}
	return out
}

// isStreamData tells whether an expression is the private data of a stream. The struct that holds it may not be at hand.
func (w *contextLayer) isStreamData(s *site) bool {
	if s.e.Kind != cparse.Member || s.e.Name != kernelapi.StreamData.Field {
		return false
	}
	if t := w.typeOf(s.kid(0)); t.sd != nil {
		return t.sd.tag == kernelapi.StreamData.Struct
	}
	runtime := s.kid(0)
	if runtime.e.Kind != cparse.Member || runtime.e.Name != kernelapi.StreamRuntime {
		return false
	}
	t := w.typeOf(runtime.kid(0))
	return t.sd != nil && t.sd.tag == kernelapi.Substream
}

// tablesOfCallback lists the tables that a function is a callback of.
func (w *contextLayer) tablesOfCallback(f *fn) []*Table {
	if f == nil {
		return nil
	}
	var out []*Table
	for _, o := range w.opsOf(f) {
		out = append(out, o.t)
	}
	return out
}
