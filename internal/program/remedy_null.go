package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// mayBeNull tells whether a driver tests a member for being there, or clears it.
func (w *remedyLayer) mayBeNull(s *site) bool {
	for s.e.Kind == cparse.Index || s.e.Kind == cparse.Cast {
		s = s.kid(0)
	}
	if s.e.Kind != cparse.Member {
		return s.e.Kind != cparse.Addr
	}
	loc, ok := w.memberField(s)
	if !ok {
		return true
	}
	for _, x := range w.fieldSites(loc, s.u().path) {
		if v, _ := written(x); v != nil && isNull(v) {
			return true
		}
		if x.up == nil && x.root.kind == cparse.StmtCond || x.up != nil && x.up.e.Kind == cparse.Opaque {
			return true
		}
	}
	return false
}

// guardable tells whether a pointer that may be null can be waited for where it is not: it is set when the device comes and
// cleared when it goes, and never is an error in between.
func (w *remedyLayer) guardable(s *site) bool {
	if s.e.Kind != cparse.Member {
		return false
	}
	loc, ok := w.memberField(s)
	if !ok {
		return false
	}
	for _, x := range w.fieldSites(loc, s.u().path) {
		v, _ := written(x)
		if v != nil && x.fn() != nil && len(w.rolesOf(x.fn())) > 0 {
			return false
		}
		if x.up != nil && x.up.e.Kind == cparse.Call && kernelapi.TestsError[calledName(x.up)] && !w.clearedBehind(loc, x) {
			return false
		}
	}
	return true
}

// clearedBehind tells whether a function sets a member to null behind a place.
func (w *remedyLayer) clearedBehind(loc fieldLoc, s *site) bool {
	return slices.ContainsFunc(w.fieldSites(loc, s.u().path), func(x *site) bool {
		v, _ := written(x)
		return v != nil && isNull(v) && x.fn() == s.fn() && x.e.Pos > s.e.Pos
	})
}

// goesEarly tells whether a driver may clear a pointer to its device, or reckons with a null pointer there, while it still has
// streams: before it has freed the card.
func (w *remedyLayer) goesEarly(s *site) bool {
	loc, ok := w.memberField(s)
	if s.e.Kind != cparse.Member || !ok {
		return true
	}
	for _, x := range w.fieldSites(loc, s.u().path) {
		if x.up == nil && x.root.kind == cparse.StmtCond {
			return true
		}
		if v, at := written(x); v != nil && isNull(v) && !w.cardIsFreed(x.fn(), at.e.Pos, 0) {
			return true
		}
	}
	return false
}

// cardIsFreed tells whether a function frees the sound card before a place, waiting for whoever has it open.
func (w *remedyLayer) cardIsFreed(f *fn, before cparse.Pos, depth int) bool {
	if f == nil || depth > 3 {
		return false
	}
	for _, c := range w.callsIn(f) {
		if c.e.Pos >= before {
			continue
		}
		if calledName(c) == kernelapi.FreeCard {
			return true
		}
		for _, g := range w.driverCallees(c) {
			if w.cardIsFreed(g, g.d.End, depth+1) {
				return true
			}
		}
	}
	return false
}
