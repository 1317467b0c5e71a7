package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// forwarded gives the calls through which the callbacks of other tables reach those of a table, by the callback: the core
// never sees such a table, the others are attached in its place. Nil for a table that is attached itself, or where that
// cannot be told.
func (w *tableLayer) forwarded(t *Table) map[string][]*site {
	if calls, ok := w.inner[t]; ok {
		return calls
	}
	w.inner[t] = nil
	if t.v == nil || t.In != "" {
		return nil
	}
	x := &attaching{w: w, seen: map[*site]bool{}, calls: map[string][]*site{}}
	for _, s := range w.mentionsOf(t) {
		x.follow(s)
		if x.attached {
			return nil
		}
	}
	if !w.calledByOps(t, x.calls) {
		return nil
	}
	w.inner[t] = x.calls
	return x.calls
}

// mentionsOf lists the expressions that name a table's variable.
func (w *tableLayer) mentionsOf(t *Table) []*site {
	files := w.group(t.u.path)
	if !t.v.Static || modules.IsHeader(t.u.path) {
		files = w.searchFiles(t.Name)
	}
	var out []*site
	for _, p := range files {
		if !w.mentions(p, t.Name) {
			continue
		}
		u := w.unit(p)
		if u == nil {
			continue
		}
		for _, s := range w.idents(u, t.Name) {
			if v := w.lookupVar(u, t.Name); v != nil && v.u == t.u && !isLocalName(s) {
				out = append(out, s)
			}
		}
	}
	return out
}

func isLocalName(s *site) bool {
	f := s.fn()
	if f == nil {
		return false
	}
	_, _, ok := f.local(s.e.Name, s.e.Pos)
	return ok
}

// calledByOps tells whether some of the calls stands in a callback of another table.
func (w *tableLayer) calledByOps(t *Table, calls map[string][]*site) bool {
	for _, cs := range calls {
		for _, c := range cs {
			if f := c.fn(); f != nil && slices.ContainsFunc(w.opsOf(f), func(o opOf) bool { return o.t != t }) {
				return true
			}
		}
	}
	return false
}

// attaching follows the address of a table forward until somebody attaches it: a call that takes it as an argument, or a
// store into a struct of the core's. What only reads its members calls it in another table's place.
type attaching struct {
	w        *tableLayer
	seen     map[*site]bool
	attached bool
	calls    map[string][]*site
}

func (x *attaching) follow(s *site) {
	if x.attached || x.seen[s] {
		return
	}
	x.seen[s] = true
	up := s.up
	if up == nil {
		x.kept(s)
		return
	}
	switch up.e.Kind {
	case cparse.Call:
		x.attached = true
	case cparse.Cast, cparse.Addr, cparse.Deref:
		x.follow(up)
	case cparse.Index, cparse.Cond:
		if s.arg == 0 == (up.e.Kind == cparse.Index) {
			x.follow(up)
		}
	case cparse.Assign:
		if s.arg == 1 {
			x.stored(up.kid(0))
		}
	case cparse.InitElem:
		loc, ok := x.w.elemField(up)
		x.member(loc, ok, up)
	case cparse.Member:
		if call := up.up; call != nil && call.e.Kind == cparse.Call && up.arg == 0 {
			x.calls[up.e.Name] = append(x.calls[up.e.Name], call)
		}
	case cparse.Opaque: // compared, or tested for being there
	default:
		x.attached = true
	}
}

// kept goes on with a local variable that begins with the address.
func (x *attaching) kept(s *site) {
	r := s.root
	if r.v == nil || r.fn == nil || r.v.Static {
		x.attached = r.v != nil || r.kind != cparse.StmtExpr && r.kind != cparse.StmtCond
		return
	}
	x.local(r.fn, r.v.Name)
}

func (x *attaching) local(f *fn, name string) {
	for _, s := range x.w.identsIn(f, name) {
		x.follow(s)
	}
}

func (x *attaching) stored(lhs *site) {
	switch lhs.e.Kind {
	case cparse.Ident:
		if isLocalName(lhs) {
			x.local(lhs.fn(), lhs.e.Name)
			return
		}
	case cparse.Member:
		loc, ok := x.w.memberField(lhs)
		x.member(loc, ok, lhs)
		return
	}
	x.attached = true
}

// member goes on with those that read a member of a driver's own struct.
func (x *attaching) member(loc fieldLoc, ok bool, at *site) {
	if !ok || x.w.isCore(loc.sd) || loc.sd.path == "" {
		x.attached = true
		return
	}
	read := false
	for _, s := range x.w.fieldSites(loc, at.u().path) {
		if !isWritten(s) {
			read = true
			x.follow(s)
		}
	}
	x.attached = x.attached || !read
}
