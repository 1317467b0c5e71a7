package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// access tells whether a handler that runs between two places of a path finds what it follows and tests there already.
type access struct {
	*irqHandler
	from, init *site
	seen       map[*site]bool
}

// pointer tells whether what an expression points to is there: it is the handler's own data, lies in it, or hangs on
// pointers that were stored before.
func (a *access) pointer(s *site, fr *frame) bool {
	if s == nil || a.seen[s] {
		return false
	}
	a.seen[s] = true
	defer delete(a.seen, s)
	switch s.e.Kind {
	case cparse.Addr:
		return a.place(s.kid(0), fr)
	case cparse.Cast:
		return a.pointer(s.kid(0), fr)
	case cparse.Assign:
		return a.pointer(s.kid(1), fr)
	case cparse.Opaque:
		return s.e.Name == "+" && len(s.kids) > 0 && a.pointer(s.kid(0), fr)
	case cparse.Ident:
		return a.variable(s, fr)
	case cparse.Member, cparse.Index:
		if a.w.typeOf(s).ptr == 0 || a.array(s) {
			return a.place(s, fr) // a macro that takes the object itself, or an array
		}
		return a.stored(s, notNull) && a.place(s, fr)
	case cparse.Call:
		return a.result(s, fr)
	}
	return false
}

// place tells whether the object that an expression names is there.
func (a *access) place(s *site, fr *frame) bool {
	switch s.e.Kind {
	case cparse.Member:
		if s.e.Arrow {
			return a.pointer(s.kid(0), fr)
		}
		return a.place(s.kid(0), fr)
	case cparse.Index:
		if a.w.typeOf(s.kid(0)).ptr > 0 && !a.array(s.kid(0)) {
			return a.pointer(s.kid(0), fr)
		}
		return a.place(s.kid(0), fr)
	case cparse.Deref:
		return a.pointer(s.kid(0), fr)
	case cparse.Ident:
		f := s.fn()
		if f == nil {
			return true
		}
		_, v, local := f.local(s.e.Name, s.e.Pos)
		return !local || v != nil && v.Static
	}
	return false
}

// array tells whether a member is an array, which lies where its struct does.
func (a *access) array(s *site) bool {
	if s.e.Kind != cparse.Member {
		return s.e.Kind == cparse.Ident && a.w.isArrayVar(s)
	}
	loc, ok := a.w.memberField(s)
	return ok && a.w.isArrayField(loc, s.u())
}

// isArrayVar tells whether a file-scope variable is an array.
func (w *verdictLayer) isArrayVar(s *site) bool {
	v := w.lookupVar(s.u(), s.e.Name)
	return v != nil && v.d.Type.Array
}

// variable: a parameter is what the call hands over, that of the handler itself what it was requested with.
func (a *access) variable(s *site, fr *frame) bool {
	f, w := s.fn(), a.w
	if f == nil {
		return false
	}
	_, v, local := f.local(s.e.Name, s.e.Pos)
	switch {
	case !local && w.isArrayVar(s):
		return true
	case !local:
		return a.stored(s, notNull)
	case v == nil:
		i, _ := f.param(s.e.Name)
		switch {
		case len(w.localDefs(f, s.e.Name)) > 0:
			return false
		case f != fr.f:
			return false
		case fr.call == nil:
			return true // the data that the request names, or the number
		case len(fr.call.kids) <= i+1:
			return false
		}
		return a.pointer(fr.call.kid(i+1), fr.up)
	}
	defs := w.localDefs(f, s.e.Name)
	for _, d := range defs {
		if !a.pointer(d, fr) {
			return false
		}
	}
	return len(defs) > 0
}

// result: accessors give what they are given, or what was stored as a device's data.
func (a *access) result(s *site, fr *frame) bool {
	name := s.e.Args[0].Name
	if i, ok := kernelapi.Identity[name]; ok && i >= 0 {
		return a.pointer(s.kid(i+1), fr)
	}
	if _, ok := kernelapi.ContainerOf[name]; ok {
		return a.pointer(s.kid(1), fr)
	}
	if strings.HasSuffix(name, "get_drvdata") {
		return a.drvdata()
	}
	gs := a.w.driverCallees(s)
	if len(gs) != 1 {
		return false
	}
	rs := a.w.returns(gs[0])
	for _, r := range rs {
		if !isNull(r) && !a.pointer(r, &frame{f: gs[0], call: s, up: fr, n: fr.n + 1}) {
			return false
		}
	}
	return len(rs) > 0
}

// drvdata tells whether the data of a device is set before the handler can run.
func (a *access) drvdata() bool {
	for _, name := range []string{"platform_set_drvdata", "pci_set_drvdata", "dev_set_drvdata", "i2c_set_clientdata", "snd_soc_component_set_drvdata"} {
		for call := range a.w.linkedCalls(name, a.call.u().path) {
			if a.ready(call) {
				return true
			}
		}
	}
	return false
}

// ready tells whether a place is reached before the handler can run, or at least before the initialisation.
func (a *access) ready(at *site) bool {
	if at.fn() == nil {
		return true
	}
	return a.after(a.from, at, nil) || a.after(at, a.from, nil) && a.after(a.init, at, nil)
}

// What a stored value must be.
type wanted func(*site) bool

func anyValue(*site) bool { return true }

func notNull(v *site) bool { return !isNull(v) && v.e.Name != "false" }

// stored tells whether a member or a file-scope variable was given such a value before.
func (a *access) stored(s *site, want wanted) bool {
	w := a.w
	switch s.e.Kind {
	case cparse.Index, cparse.Cast, cparse.Deref:
		return a.stored(s.kid(0), want)
	case cparse.Member:
		loc, ok := w.memberField(s)
		return ok && slices.ContainsFunc(w.fieldStores(loc, s.u().path), func(st store) bool { return want(st.value) && a.ready(st.at) })
	case cparse.Ident:
		if v := w.lookupVar(s.u(), s.e.Name); v != nil {
			return slices.ContainsFunc(w.globalDefs(v), func(d *site) bool { return want(d) && a.ready(d) })
		}
	}
	return false
}

// passes tells whether a condition can hold for a handler that runs that early: whatever memory it tests has to have been
// given such a value, unless the value that it had from the beginning will do.
func (a *access) passes(g guard) bool {
	for _, m := range a.tested(g.cond, nil) {
		if !a.can(g, m) {
			return false
		}
	}
	return true
}

// tested lists the members and file-scope variables in a condition, those too whose value a local variable has.
func (a *access) tested(s *site, out []*site) []*site {
	switch s.e.Kind {
	case cparse.Member:
		return append(out, s)
	case cparse.Ident:
		f := s.fn()
		if f == nil {
			return out
		}
		if _, v, local := f.local(s.e.Name, s.e.Pos); local {
			if v == nil || a.seen[s] {
				return out
			}
			for _, d := range a.w.localDefs(f, s.e.Name) {
				if d.e.Kind == cparse.Member {
					out = append(out, d)
				}
			}
			return out
		}
		if a.w.lookupVar(s.u(), s.e.Name) != nil {
			return append(out, s)
		}
		return out
	case cparse.Call:
		if i, ok := kernelapi.Identity[s.e.Args[0].Name]; ok && i >= 0 && s.kid(i+1) != nil { // READ_ONCE(chip->ready)
			return a.tested(s.kid(i+1), out)
		}
		for i := 1; i < len(s.kids); i++ {
			if k := s.kid(i); k.e.Kind == cparse.Addr { // test_bit(BIT, &chip->flags)
				out = a.tested(k.kid(0), out)
			}
		}
		return out
	}
	for i := range s.kids {
		out = a.tested(s.kid(i), out)
	}
	return out
}

// can tells whether a condition can hold with what a member had by then.
func (a *access) can(g guard, m *site) bool {
	s, holds := g.cond, g.holds
	if s.e.Kind == cparse.Opaque && (s.e.Name == "==" || s.e.Name == "!=") {
		operand := s.kid(0)
		if m == s.kid(1) {
			operand = m
		}
		v, ok := a.w.compared(s, operand, nil)
		equal := (s.e.Name == "==") == holds
		zero := v == "0"
		switch {
		case equal && (zero || !ok), !equal && !zero:
			return true // as it was allocated
		case equal:
			return a.storedByHandler(m) || a.stored(m, func(x *site) bool {
				w, known := a.w.constant(x, nil)
				return !known || v == w
			})
		}
		return a.stored(m, notNull) || a.storedByHandler(m)
	}
	return !holds || a.stored(m, notNull) || a.storedByHandler(m)
}

// storedByHandler tells whether the handler itself gives a member its value: a status that it reads.
func (a *access) storedByHandler(m *site) bool {
	loc, ok := a.w.memberField(m)
	return ok && slices.ContainsFunc(a.w.fieldStores(loc, m.u().path), func(st store) bool {
		return notNull(st.value) && slices.ContainsFunc(a.frames, func(fr *frame) bool { return fr.f == st.at.fn() })
	})
}
