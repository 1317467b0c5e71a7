package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
)

// A function and the data that it is to be called with are often handed over together and kept side by side:
// x->callback = callback; x->data = data, and later x->callback(x->data). What is then in x->data is what came with that
// function, not all that anyone ever stores there.

// given lists what a function is handed in a parameter by a call through a pointer, as it came with the function. Nil when
// that is not known of every place that hands the function over.
func (w *pointsToLayer) given(f *fn, call *site, param int) []*site {
	key := givenKey{f, call, param}
	if out, ok := w.pairs[key]; ok {
		return out
	}
	w.pairs[key] = nil
	out := w.findGiven(f, call, param)
	w.pairs[key] = out
	return out
}

type givenKey struct {
	f     *fn
	call  *site
	param int
}

func (w *pointsToLayer) findGiven(f *fn, call *site, param int) []*site {
	callee, data := w.kept(call.kid(0)), w.kept(call.kid(param+1))
	if callee == nil || data == nil || exprText(callee.kid(0).e) != exprText(data.kid(0).e) || callee.e.Arrow != data.e.Arrow {
		return nil
	}
	loc, ok := w.memberField(callee)
	if !ok {
		return nil
	}
	var out []*site
	for _, st := range w.fieldStores(loc, call.u().path) {
		if isNull(st.value) {
			continue
		}
		came, ok := w.cameWith(f, st.value, w.storedBeside(st, data.e.Name))
		if !ok {
			return nil
		}
		out = append(out, came...)
	}
	return out
}

// kept gives the member that an expression reads, itself or through a local variable that is only set to it.
func (w *pointsToLayer) kept(s *site) *site {
	for range maxMacroDepth {
		switch {
		case s == nil:
			return nil
		case s.e.Kind == cparse.Member:
			return s
		case s.e.Kind == cparse.Cast || s.e.Kind == cparse.Deref:
			s = s.kid(0)
		case s.e.Kind == cparse.Ident:
			if s = w.onlyValue(s); s == nil {
				return nil
			}
		default:
			return nil
		}
	}
	return nil
}

// onlyValue gives the one value that a local variable ever has, NULL apart; nil for anything else.
func (w *pointsToLayer) onlyValue(s *site) *site {
	f := s.fn()
	if f == nil {
		return nil
	}
	if _, v, ok := f.local(s.e.Name, s.e.Pos); !ok || v == nil || v.Static || w.moves(f, s.e.Name) {
		return nil
	}
	var only *site
	for _, d := range w.localDefs(f, s.e.Name) {
		switch {
		case isNull(d):
		case only != nil:
			return nil
		default:
			only = d
		}
	}
	return only
}

// storedBeside gives what another member of the same object is given where one is stored, nil when that is not one value.
func (w *pointsToLayer) storedBeside(st store, field string) *site {
	if st.base == nil || st.base.fn() == nil {
		return w.siblingStore(st.at, st.base, field)
	}
	var only *site
	for _, s := range w.membersIn(st.base.fn(), field) {
		value, _ := written(s)
		if value == nil || isNull(value) || exprText(s.kid(0).e) != exprText(st.base.e) {
			continue
		}
		if only != nil {
			return nil
		}
		only = value
	}
	return only
}

// cameWith lists the data that comes with a function where a pair is stored; ok is false when that cannot be told. Pairs of
// other functions come with none.
func (w *pointsToLayer) cameWith(f *fn, function, data *site) (out []*site, ok bool) {
	if is, known := w.isFunction(function, f); known {
		if !is {
			return nil, true
		}
		return []*site{data}, data != nil
	}
	h := function.fn()
	if h == nil {
		return nil, false
	}
	i, isParam := paramIndex(h, function)
	if !isParam || len(w.localDefs(h, function.e.Name)) > 0 {
		return nil, false
	}
	for _, u := range w.usesOf(h) {
		if u.kind != useCall || !isDirect(u.at, h) || u.at.kid(i+1) == nil {
			return nil, false
		}
		is, known := w.isFunction(u.at.kid(i+1), f)
		switch {
		case !known:
			return nil, false
		case !is:
			continue
		case data == nil:
			return nil, false
		}
		d := data
		if j, ok := paramIndex(h, data); ok {
			if d = u.at.kid(j + 1); d == nil {
				return nil, false
			}
		}
		out = append(out, d)
	}
	return out, true
}

// isFunction tells whether an expression is a function's name, and whether that is known at all.
func (w *pointsToLayer) isFunction(s *site, f *fn) (is, known bool) {
	for s.e.Kind == cparse.Cast || s.e.Kind == cparse.Addr {
		s = s.kid(0)
	}
	if isNull(s) {
		return false, true
	}
	if s.e.Kind != cparse.Ident {
		return false, false
	}
	if g := s.fn(); g != nil {
		if _, _, local := g.local(s.e.Name, s.e.Pos); local {
			return false, false
		}
	}
	fs := w.lookupFunc(s.u(), s.e.Name)
	return slices.Contains(fs, f), len(fs) > 0
}
