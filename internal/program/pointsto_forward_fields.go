package program

import (
	"maps"
	"path"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// store goes on with what an assignment's left side names.
func (fl *flowing) store(lhs, at *site) {
	switch lhs.e.Kind {
	case cparse.Ident:
		if f := lhs.fn(); f != nil {
			if _, _, ok := f.local(lhs.e.Name, lhs.e.Pos); ok {
				fl.kept(at, func() { fl.local(f, lhs.e.Name) })
				return
			}
		}
		if v := fl.w.lookupVar(lhs.u(), lhs.e.Name); v != nil {
			fl.heap(at, func() { fl.global(v) })
		}
	case cparse.Member:
		loc, _ := fl.w.memberField(lhs)
		fl.field(loc, at, lhs.kid(0))
	case cparse.Index, cparse.Cast, cparse.Deref, cparse.Addr:
		fl.store(lhs.kid(0), at)
	case cparse.Cond:
		fl.store(lhs.kid(1), at)
		fl.store(lhs.kid(2), at)
	case cparse.Call:
		if i, ok := kernelapi.Identity[spelledCallee(lhs)]; ok && i >= 0 && lhs.kid(i+1) != nil { // ACCESS_ONCE(x) = y
			fl.store(lhs.kid(i+1), at)
		}
	}
}

// element goes on with the member or array that an initializer element fills.
func (fl *flowing) element(elem *site) {
	list := elem.up
	t := fl.w.listType(list)
	if t.sd == nil || t.ptr > 0 {
		if elem.e.Name != "" {
			fl.field(fieldLoc{nil, elem.e.Name}, elem, nil)
			return
		}
		if list.up == nil {
			fl.kept(elem, func() { fl.full(list) }) // an array of functions: the variable
			return
		}
		if list.up.e.Kind == cparse.InitElem {
			fl.element(list.up)
		}
		return
	}
	loc, ok := fl.w.elemField(elem)
	switch {
	case ok:
		fl.field(loc, elem, nil)
	case fl.w.isCore(t.sd): // a member of a struct that is not at hand, by its position
		fl.emit(use{kind: useEscape, at: elem})
	}
}

// field goes on with the readers of a struct's member, or ends where the kernel takes the function.
func (fl *flowing) field(loc fieldLoc, at, base *site) {
	w := fl.w
	if loc.sd != nil {
		if r, ok := kernelapi.FieldRegistrars[kernelapi.FieldKey{Struct: loc.sd.tag, Field: loc.name}]; ok {
			u := use{kind: useAsync, at: at, async: r.Kind, object: base, param: kernelapi.None}
			if r.DataField != "" {
				u.data, u.param = w.siblingStore(at, base, r.DataField), r.DataParam
			}
			fl.emit(u)
			return
		}
		if fl.w.api().StreamOps[loc.sd.tag] {
			fl.emit(use{kind: useOp, at: at, table: loc})
			return
		}
		if kernelapi.LifecycleOps[loc.sd.tag] {
			fl.emit(use{kind: useSync, at: at})
			return
		}
	}
	key := fieldKey(loc, at.u().path)
	mine := w.partOf(base, entered(at, fl.stack), 0)
	fl.heap(at, func() {
		var all, own []*site
		for _, s := range w.fieldSites(loc, at.u().path) {
			if isWritten(s) {
				continue
			}
			all = append(all, s)
			if !mine.other(w.partOf(s.kid(0), nil, 0)) {
				own = append(own, s)
			}
		}
		if len(own) == 0 {
			own = all // it was copied from one part to another
		}
		for _, s := range own {
			fl.in(s.u().path, func(*unit) { fl.value(s) })
		}
		if len(all) > 0 || fl.fields[key] {
			return
		}
		fl.fields[key] = true
		if fl.elsewhere(loc, at) || fl.handed(loc, at) {
			return
		}
		if w.isForeign(loc.sd, at.u().path) {
			fl.emit(use{kind: useEscape, at: at})
		}
	})
}

// elsewhere goes on with readers in modules that are not linked with this one: where nobody in the own program reads a
// member of a struct from a shared header, those that get the struct at run time (as platform data) do.
func (fl *flowing) elsewhere(loc fieldLoc, at *site) bool {
	w := fl.w
	if loc.sd == nil || loc.sd.path == "" || !modules.IsHeader(loc.sd.path) {
		return false
	}
	found := false
	w.asked.note(cparse.HashName(loc.name), anywhere)
	for _, p := range w.tree.Mentioning(loc.name) {
		if !w.mentionsOwn(p, loc.sd.path) || !slices.Contains(w.localClosure(p), loc.sd.path) {
			continue
		}
		u := w.unit(p)
		if u == nil {
			continue
		}
		for _, s := range w.members(u, loc.name) {
			got, ok := w.memberField(s)
			if !ok || got.sd != loc.sd || isWritten(s) {
				continue
			}
			found = true
			old, was := fl.leaves, fl.bridged
			fl.leaves, fl.bridged = w.graph.LeavesOf(p), true
			fl.value(s)
			fl.leaves, fl.bridged = old, was
		}
	}
	return found
}

// handed goes on in the files of the kernel that the struct is handed to: where a function that is exported elsewhere is
// called with a pointer to such a struct, the member is read beside that function.
func (fl *flowing) handed(loc fieldLoc, at *site) bool {
	w := fl.w
	if loc.sd == nil {
		return false
	}
	found := false
	for _, p := range w.takers(loc.sd, at.u()) {
		u := w.unit(p)
		if u == nil {
			continue
		}
		for _, s := range w.members(u, loc.name) {
			if got, ok := w.memberField(s); ok && got.sd.tag == loc.sd.tag && !isWritten(s) {
				found = true
				fl.in(p, func(*unit) { fl.value(s) })
			}
		}
	}
	return found
}

// takers lists the files outside the drivers whose exported functions a file calls with a pointer to a struct, itself or
// by a macro for that, module_apr_driver(x).
func (w *pointsToLayer) takers(sd *structDef, u *unit) []string {
	var out []string
	for n := range u.items {
		it := &u.items[n]
		if it.top != nil {
			out = append(out, w.registeredAtTop(sd, u, it.top)...)
		}
		if it.fn == nil {
			continue
		}
		w.build(u, int32(n))
		for _, c := range w.callsIn(it.fn) {
			callee := c.e.Args[0]
			if callee.Kind != cparse.Ident || kernelapi.NotRegistrars[callee.Name] {
				continue
			}
			for i := range c.kids[1:] {
				a := &c.kids[i+1]
				if t := w.typeOf(a); t.sd == nil || t.sd.tag != sd.tag || t.ptr != 1 {
					continue
				}
				for _, p := range w.exporters(callee.Name) {
					if len(w.graph.Of[p]) == 0 && !slices.Contains(out, p) {
						out = append(out, p)
					}
				}
			}
		}
	}
	return out
}

// registeredAtTop lists the files that export what a macro at file scope hands a variable of the struct to: the functions
// that the macro's body mentions and that the header of the struct declares.
func (w *pointsToLayer) registeredAtTop(sd *structDef, u *unit, top *cparse.TopCall) []string {
	u.declare(top.Read())
	def := w.definedIn(sd, u)
	if def == nil || len(top.Args) == 0 || top.Args[0].Kind != cparse.Ident {
		return nil
	}
	v := w.lookupVar(u, top.Args[0].Name)
	if v == nil {
		return nil
	}
	if t := w.resolve(v.u, &v.d.Type); t.sd == nil || t.sd.tag != sd.tag || t.ptr > 0 {
		return nil
	}
	words := map[string]bool{}
	w.addWords(def, top.Name, words)
	var out []string
	for _, name := range slices.Sorted(maps.Keys(words)) {
		if def.protos[name] == nil {
			continue
		}
		for _, p := range w.exporters(name) {
			if len(w.graph.Of[p]) == 0 && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}

// mentionsOwn tells cheaply whether a file can include a header: it lies beside it, or has to do with sound.
func (w *pointsToLayer) mentionsOwn(file, header string) bool {
	return path.Dir(file) == path.Dir(header) || w.graph.IsRelevant(file)
}

// isForeign tells whether a struct is an interface to code that was not looked at: the kernel's core, or a header that
// lies in another folder than the file that uses it.
func (w *pointsToLayer) isForeign(sd *structDef, from string) bool {
	return w.isCore(sd) || sd != nil && modules.IsHeader(sd.path) && path.Dir(sd.path) != path.Dir(from)
}

// isCore tells whether a struct belongs to the kernel's interfaces, so that code outside the driver reads it.
func (w *pointsToLayer) isCore(sd *structDef) bool {
	if sd == nil {
		return false
	}
	if sd.path == "" {
		return true
	}
	return modules.IsHeader(sd.path) && hasPrefix(sd.path, "include/")
}

// isWritten tells whether a member access is the left side of a plain assignment.
func isWritten(s *site) bool {
	for up := s.up; up != nil; s, up = up, up.up {
		switch up.e.Kind {
		case cparse.Assign:
			return s.arg == 0 && up.e.Name == "="
		case cparse.Index:
			if s.arg != 0 {
				return false
			}
		case cparse.Deref, cparse.Cast:
		case cparse.Call:
			if !isLvalue(up, s) {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// siblingStore finds what the data field beside a stored handler is given: desc->callback_param = x.
func (w *pointsToLayer) siblingStore(at, base *site, field string) *site {
	if base == nil {
		if list := at.up; list != nil {
			for i := range list.kids {
				k := &list.kids[i]
				if k.e.Name == field && len(k.kids) > 0 {
					return k.kid(0)
				}
			}
		}
		return nil
	}
	if base.fn() == nil {
		return nil
	}
	for _, s := range w.membersIn(base.fn(), field) {
		if s.up != nil && s.up.e.Kind == cparse.Assign && s.arg == 0 &&
			exprText(s.e.Args[0]) == exprText(base.e) {
			return s.up.kid(1)
		}
	}
	return nil
}
