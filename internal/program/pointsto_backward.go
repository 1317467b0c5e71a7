package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// A store is one place where a struct's member, a variable or an array gets a value.
type store struct {
	value *site
	at    *site // the assignment or initializer element
	base  *site // the object whose member is assigned; nil in an initializer
}

// fieldKey names a member as it is seen from a file: which other files can have accesses to it depends on what that file
// is linked with.
func fieldKey(loc fieldLoc, path string) locKey {
	return locKey{kind: locField, sd: loc.sd, name: loc.name, from: path}
}

// fieldFiles lists the files in which a member of a struct can be accessed.
func (w *pointsToLayer) fieldFiles(loc fieldLoc, path string) []string {
	var out []string
	add := func(p string) {
		if w.mentions(p, loc.name) {
			out = append(out, p)
		}
	}
	if loc.sd != nil && loc.sd.path != "" && !modules.IsHeader(loc.sd.path) {
		for _, p := range w.group(loc.sd.path) {
			add(p)
		}
		return out
	}
	for _, p := range w.searchFiles(loc.name) {
		if w.graph.Linked(path, p) {
			out = append(out, p)
		}
	}
	if len(out) == 0 || w.graph.Of[path] == nil {
		for _, p := range w.graph.Siblings(path) {
			add(p)
		}
		add(path)
	}
	return out
}

// fieldSites lists the accesses to a member of a struct.
func (w *pointsToLayer) fieldSites(loc fieldLoc, path string) []*site {
	key := fieldKey(loc, path)
	if s, ok := w.sinks[key]; ok {
		return s
	}
	w.sinks[key] = nil
	var out []*site
	for _, p := range w.fieldFiles(loc, path) {
		u := w.unit(p)
		if u == nil {
			continue
		}
		for _, s := range w.members(u, loc.name) {
			if got, ok := w.memberField(s); w.sameField(loc, path, got, ok, s) {
				out = append(out, s)
			}
		}
	}
	w.sinks[key] = out
	return out
}

// sameField tells whether two mentions of a member's name mean the same member. Where a struct cannot be told the name
// decides, within one module only.
func (w *pointsToLayer) sameField(loc fieldLoc, path string, got fieldLoc, ok bool, s *site) bool {
	if ok && loc.sd != nil {
		return got.sd == loc.sd || got.sd.tag == loc.sd.tag && (got.sd.path == "" || loc.sd.path == "")
	}
	if there := s.u().path; !w.graph.SameModule(path, there) && !slices.Contains(w.localClosure(path), there) &&
		!slices.Contains(w.localClosure(there), path) {
		return false
	}
	known := loc.sd
	if ok {
		known = got.sd
	}
	return known == nil || !w.isCore(known)
}

// fieldStores lists the values that a member of a struct is given: by assignment, designated or by position.
func (w *pointsToLayer) fieldStores(loc fieldLoc, path string) []store {
	key := fieldKey(loc, path)
	if s, ok := w.origins[key]; ok {
		return s
	}
	w.origins[key] = nil
	var out []store
	files := w.fieldFiles(loc, path)
	for _, p := range files {
		if u := w.unit(p); u != nil {
			out = append(out, w.storesIn(u, loc, path)...)
		}
	}
	for _, p := range files {
		u := w.unit(p)
		if u == nil {
			continue
		}
		for _, e := range w.inits(u, loc.name) {
			got, ok := w.elemField(e)
			if w.sameField(loc, path, got, ok, e) && len(e.kids) > 0 {
				out = append(out, store{e.kid(0), e, nil})
			}
		}
	}
	out = append(out, w.positional(loc, path)...)
	w.origins[key] = out
	return out
}

// written gives the value that a member access is assigned, if it is the left side of an assignment.
func written(s *site) (value, at *site) {
	for up := s.up; up != nil; s, up = up, up.up {
		switch up.e.Kind {
		case cparse.Assign:
			if s.arg == 0 && up.e.Name == "=" {
				return up.kid(1), up
			}
			return nil, nil
		case cparse.Index:
			if s.arg != 0 {
				return nil, nil
			}
		case cparse.Addr:
		case cparse.Call:
			if st, ok := kernelapi.Store[spelledCallee(up)]; ok && s.arg == 1 {
				return up.kid(st.Value + 1), up
			}
			if !isLvalue(up, s) {
				return nil, nil
			}
		case cparse.Deref, cparse.Cast:
		default:
			return nil, nil
		}
	}
	return nil, nil
}

// spelledCallee is the function or macro that a call names, empty for one through a pointer.
func spelledCallee(call *site) string {
	if c := call.e.Args[0]; c.Kind == cparse.Ident {
		return c.Name
	}
	return ""
}

// isLvalue tells whether a call stands for its argument where that is assigned: ACCESS_ONCE(x) = y.
func isLvalue(call, arg *site) bool {
	i, ok := kernelapi.Identity[spelledCallee(call)]
	return ok && i >= 0 && int(arg.arg) == i+1 && call.up != nil && call.up.e.Kind == cparse.Assign && call.arg == 0
}

// storesIn lists the assignments in one file of a member that is meant in the file path.
func (w *pointsToLayer) storesIn(u *unit, loc fieldLoc, path string) []store {
	var out []store
	for _, s := range w.stored(u, loc.name) {
		if got, ok := w.memberField(s); w.sameField(loc, path, got, ok, s) {
			if value, at := written(s); value != nil {
				out = append(out, store{value, at, s.kid(0)})
			}
		}
	}
	return out
}

// positional finds initializers that give the member its value by position.
func (w *pointsToLayer) positional(loc fieldLoc, path string) []store {
	if loc.sd == nil || loc.sd.path == "" {
		return nil
	}
	var out []store
	for _, p := range w.searchFiles(loc.sd.tag) {
		if !w.graph.Linked(path, p) {
			continue
		}
		u := w.unit(p)
		if u == nil {
			continue
		}
		for _, e := range w.placedIn(u, loc.sd) {
			if w.fieldAt(loc.sd, u, int(e.arg)) == loc.name {
				out = append(out, store{e.kid(0), e, nil})
			}
		}
	}
	return out
}

// placed are the elements of a file's initializers that fill a member by their place, by the struct, as far as they were
// asked for.
type placed struct {
	lists int // of the unit when they were gathered: macros may bring more
	by    map[*structDef][]*site
}

func (w *pointsToLayer) placedIn(u *unit, sd *structDef) []*site {
	w.buildBraced(u, sd)
	p, ok := w.placed[u]
	if !ok || p.lists != len(u.lists) {
		p = placed{len(u.lists), map[*structDef][]*site{}}
		byPos(u.lists)
		for _, l := range slices.Clone(u.lists) {
			w.placedElements(l, p.by, 0)
		}
		w.placed[u] = p
	}
	return p.by[sd]
}

func (w *pointsToLayer) placedElements(list *site, out map[*structDef][]*site, depth int) {
	if depth > 6 {
		return
	}
	t := w.listType(list)
	for i := range list.kids {
		e := &list.kids[i]
		if e.e.Kind != cparse.InitElem || len(e.kids) == 0 {
			continue
		}
		if t.sd != nil && t.ptr == 0 && e.e.Name == "" && !e.e.Desig {
			out[t.sd] = append(out[t.sd], e)
		}
		if k := e.kid(0); k.e.Kind == cparse.InitList {
			w.placedElements(k, out, depth+1)
		}
	}
}

// callees lists the functions that a call can mean.
func (w *pointsToLayer) callees(call *site) []*fn {
	if fs, ok := w.resolved[call]; ok {
		return fs
	}
	if at, ok := w.resolving[call]; ok { // a cycle: who asks on the way learns a part only
		w.partial = min(w.partial, at)
		return nil
	}
	depth, around := len(w.resolving), w.partial
	w.resolving[call], w.partial = depth, depth
	b := w.backward(call.u().path)
	b.functions(call.kid(0))
	var out []*fn
	for _, f := range b.fns {
		if w.graph.Linked(call.u().path, f.u.path) {
			out = append(out, f)
		}
	}
	delete(w.resolving, call)
	whole := w.partial == depth
	w.partial = min(around, w.partial)
	if w.partials[call]++; whole || w.partials[call] > maxPartials {
		w.resolved[call] = out
	}
	return out
}

// maxPartials bounds how often a call in a cycle is looked at while another call of the cycle is.
const maxPartials = 8

// backward follows a value to where it comes from.
type backward struct {
	w     *pointsToLayer
	seen  map[*site]bool
	steps int
	from  string
	fns   []*fn
}

const maxBackSteps = 5000

// backward follows values as they are seen from a file.
func (w *pointsToLayer) backward(from string) *backward {
	return &backward{w: w, seen: map[*site]bool{}, from: from}
}

func (b *backward) functions(s *site) {
	if s == nil || b.seen[s] || b.steps > maxBackSteps {
		return
	}
	b.seen[s] = true
	b.steps++
	w, e := b.w, s.e
	switch e.Kind {
	case cparse.Ident:
		b.ident(s)
	case cparse.Member:
		loc, _ := w.memberField(s)
		for _, st := range w.storesFor(loc, s) {
			if w.graph.Linked(b.from, st.at.u().path) {
				b.functions(st.value)
			}
		}
	case cparse.Index, cparse.Cast, cparse.Addr, cparse.Deref:
		b.functions(s.kid(0))
	case cparse.Cond:
		b.functions(s.kid(1))
		b.functions(s.kid(2))
	case cparse.Comma, cparse.StmtExprKind:
		b.functions(s.kid(len(s.kids) - 1))
	case cparse.Assign:
		b.functions(s.kid(1))
	case cparse.InitList:
		for i := range s.kids {
			k := &s.kids[i]
			b.functions(k.kid(0))
		}
	case cparse.Call:
		if v := w.expandedValue(s); v != nil {
			b.functions(v)
			return
		}
		if c := s.kid(0); c.e.Kind == cparse.Ident {
			if i, ok := kernelapi.Identity[c.e.Name]; ok && i >= 0 {
				b.functions(s.kid(i + 1))
				return
			}
		}
		for _, g := range w.callees(s) {
			for _, r := range w.returns(g) {
				b.functions(r)
			}
		}
	}
}

// storesFor lists the stores that a member access can read: those to the same part of a struct, or where there are none,
// so that the part must have been copied, all.
func (w *pointsToLayer) storesFor(loc fieldLoc, s *site) []store {
	all := w.fieldStores(loc, s.u().path)
	mine := w.partOf(s.kid(0), nil, 0)
	var out []store
	for _, st := range all {
		if !mine.other(w.partOf(st.base, nil, 0)) {
			out = append(out, st)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

// returns lists the expressions that a function returns.
func (w *pointsToLayer) returns(g *fn) []*site {
	var out []*site
	for _, r := range w.rootsOf(g) {
		if r.root.kind == cparse.StmtReturn && r.root.stmt != nil {
			out = append(out, r)
		}
	}
	return out
}

func (b *backward) ident(s *site) {
	w, name := b.w, s.e.Name
	if f := s.fn(); f != nil {
		if _, v, ok := f.local(name, s.e.Pos); ok {
			if v == nil {
				b.param(f, name)
			}
			for _, d := range w.localDefs(f, name) {
				b.functions(d)
			}
			return
		}
	}
	if fs := w.lookupFunc(s.u(), name); len(fs) > 0 {
		b.fns = append(b.fns, fs...)
		return
	}
	if v := w.lookupVar(s.u(), name); v != nil {
		for _, d := range w.globalDefs(v) {
			b.functions(d)
		}
		return
	}
	if x := w.objectMacro(s.u(), s); x != nil {
		b.functions(x)
	}
}

func (b *backward) param(f *fn, name string) {
	i, ok := f.param(name)
	if !ok {
		return
	}
	for _, call := range b.w.directCalls(f) {
		if b.w.graph.Linked(b.from, call.u().path) {
			b.functions(call.kid(i + 1))
		}
	}
}

// localDefs lists the values that a local variable or parameter is given inside its function.
func (w *pointsToLayer) localDefs(f *fn, name string) []*site {
	idents := w.identsIn(f, name)
	key, n := localVar{f, name}, len(f.u.roots[f])
	if d, ok := f.u.defCache[key]; ok && d.idents == len(idents) && d.roots == n {
		return d.values
	}
	var out []*site
	for _, s := range idents {
		if v, _ := written(s); v != nil {
			out = append(out, v)
		}
	}
	for _, r := range w.rootsOf(f) {
		if r.root.v != nil && r.root.v.Name == name {
			out = append(out, r)
		}
	}
	out = slices.Clip(out)
	f.u.defCache[key] = defs{len(idents), n, out}
	return out
}

// globalDefs lists the values that a file-scope variable is given.
func (w *pointsToLayer) globalDefs(v *gvar) []*site {
	out := slices.Clone(w.initOf(v.u, v.d))
	files := []string{v.u.path}
	if !v.d.Static {
		files = append(files, w.searchFiles(v.d.Name)...)
	} else {
		files = append(files, w.group(v.u.path)[1:]...)
	}
	seen := map[string]bool{}
	for _, p := range files {
		if seen[p] || !w.mentions(p, v.d.Name) || !w.graph.Linked(v.u.path, p) {
			continue
		}
		seen[p] = true
		u := w.unit(p)
		if u == nil {
			continue
		}
		for _, s := range w.idents(u, v.d.Name) {
			if f := s.fn(); f != nil {
				if _, _, ok := f.local(s.e.Name, s.e.Pos); ok {
					continue
				}
			}
			if val, _ := written(s); val != nil {
				out = append(out, val)
			}
		}
	}
	return out
}

// isNull tells whether an expression spells a pointer to nothing.
func isNull(s *site) bool {
	switch s.e.Kind {
	case cparse.Const:
		return s.e.Name == "NULL" || s.e.Name == "0"
	case cparse.Cast:
		return isNull(s.kid(0))
	}
	return false
}
