package program

import (
	"slices"
	"strconv"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
)

// A part is the member of a struct that an object is known to be: dac of chip->dac.substream. The zero part is any.
type part struct {
	fieldLoc
	index string // of a member that is an array, where it is a constant
}

// other tells whether two objects cannot be the same: they are different members of one struct.
func (a part) other(b part) bool {
	if a.sd == nil || a.sd != b.sd {
		return false
	}
	return a.name != b.name || a.index != "" && b.index != "" && a.index != b.index
}

// partOf tells which part an expression is or points to: it spells the member, or is a local pointer that is only ever
// set to the address of one, or a parameter of a function that calls says how it was entered.
func (w *pointsToLayer) partOf(s *site, calls map[*fn]*site, depth int) part {
	for s != nil && (s.e.Kind == cparse.Addr || s.e.Kind == cparse.Cast) {
		s = s.kid(0)
	}
	if s == nil || depth > maxStack {
		return part{}
	}
	index, indexed := "", s.e.Kind == cparse.Index
	if indexed {
		index = constant(s.kid(1).e)
		s = s.kid(0)
	}
	switch s.e.Kind {
	case cparse.Member:
		if t := w.typeOf(s); t.ptr > 0 && !w.isArrayMember(s) {
			return part{} // what it points to may be anything
		}
		if loc, ok := w.memberField(s); ok && !w.isUnion(loc.sd, s.u()) {
			return part{loc, index}
		}
	case cparse.Ident:
		f := s.fn()
		if f == nil {
			return part{}
		}
		defs := w.localDefs(f, s.e.Name)
		if i, ok := paramIndex(f, s); ok {
			if call := calls[f]; call != nil && len(defs) == 0 {
				p := w.partOf(call.kid(i+1), calls, depth+1)
				if indexed || w.moves(f, s.e.Name) {
					p.index = ""
				}
				return p
			}
			return part{}
		}
		if _, v, ok := f.local(s.e.Name, s.e.Pos); ok && !v.Static && len(defs) == 1 && defs[0].e.Kind == cparse.Addr {
			p := w.partOf(defs[0], calls, depth+1)
			if indexed || w.moves(f, s.e.Name) {
				p.index = "" // another element of the array than it is set to
			}
			return p
		}
	}
	return part{}
}

// moves tells whether a local pointer is counted up or down, or handed to somebody who may do so.
func (w *pointsToLayer) moves(f *fn, name string) bool {
	return slices.ContainsFunc(w.identsIn(f, name), func(s *site) bool {
		return s.up != nil && (s.up.e.Kind == cparse.Addr || s.up.e.Kind == cparse.Assign && s.arg == 0 && s.up.e.Name != "=")
	})
}

func (w *pointsToLayer) isUnion(sd *structDef, from *unit) bool {
	return slices.ContainsFunc(w.fields(sd, from), func(def *cparse.Struct) bool { return def.Union })
}

func (w *pointsToLayer) isArrayMember(s *site) bool {
	loc, ok := w.memberField(s)
	return ok && w.isArrayField(loc, s.u())
}

// directions are the constants that index one object for each direction of a stream (include/uapi/sound/asound.h).
var directions = map[string]string{"SNDRV_PCM_STREAM_PLAYBACK": "0", "SNDRV_PCM_STREAM_CAPTURE": "1"}

// constant is the value of an index, empty when it is not known.
func constant(e *cparse.Expr) string {
	if e.Kind == cparse.Ident {
		return directions[e.Name]
	}
	n, err := strconv.ParseUint(strings.TrimRight(e.Name, "uUlL"), 0, 32)
	if e.Kind != cparse.Const || err != nil {
		return ""
	}
	return strconv.FormatUint(n, 10)
}
