package program

import (
	"fmt"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// fixed says why an initialisation cannot be made before the place from which on the handler can run, as far as the text
// between the two does not show it: what it initialises may not be there yet, or be overwritten on the way. Empty when nothing
// of that kind is known.
func (h *irqHandler) fixed(init, object, from *site) string {
	if init.fn() != from.fn() {
		return fmt.Sprintf("%s() is in %s(), and %s() in %s()", calledName(init), functionName(init), calledName(from), functionName(from))
	}
	base, hops := baseOf(object)
	if base == nil || hops > 1 {
		return fmt.Sprintf("what %s lies in may be made only behind %s()", h.w.objectText(object), calledName(from))
	}
	_, _, local := init.fn().local(base.e.Name, base.e.Pos)
	if !local && hops > 0 {
		return fmt.Sprintf("%s is a variable of the file, which other functions can set on the way", base.e.Name)
	}
	if local {
		for _, d := range h.w.localDefs(init.fn(), base.e.Name) {
			if d.e.Pos >= from.e.Pos {
				return fmt.Sprintf("%s is set behind %s()", base.e.Name, calledName(from))
			}
		}
	}
	if m := h.overwritten(init, object, from); m != nil {
		return fmt.Sprintf("%s() in %s() overwrites what it lies in on the way", calledName(m), functionName(m))
	}
	return ""
}

// objectText spells an object without the '&' before it.
func (w *verdictLayer) objectText(object *site) string {
	return strings.TrimPrefix(w.spelled(object), "&")
}

// baseOf is the variable that an expression begins with, and how many pointers are followed from there. It is nil for anything
// that is not made of members alone.
func baseOf(s *site) (base *site, hops int) {
	for s != nil {
		switch s.e.Kind {
		case cparse.Ident:
			return s, hops
		case cparse.Addr, cparse.Index:
		case cparse.Member:
			if s.e.Arrow {
				hops++
			}
		case cparse.Deref:
			hops++
		default:
			return nil, 0
		}
		s = s.kid(0)
	}
	return nil, 0
}

// overwritten is a call between the two that writes over a struct of a type that the object lies in.
func (h *irqHandler) overwritten(init, object, from *site) *site {
	around := map[string]bool{}
	for s := object; s != nil && s.e.Kind != cparse.Ident; {
		s = s.kid(0)
		if sd := h.w.typeOf(s).sd; sd != nil {
			around[sd.tag] = true
		}
	}
	for _, name := range kernelapi.Overwrites {
		for m := range h.w.linkedCalls(name, init.u().path) {
			if sd := h.w.typeOf(m.kid(1)).sd; sd != nil && around[sd.tag] && h.after(m, from, h.c.stack) && h.after(init, m, nil) {
				return m
			}
		}
	}
	return nil
}
