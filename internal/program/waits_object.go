package program

import (
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// objectKeys names the objects that an expression can mean, as far as they have names of their own: a variable, or a
// member of a struct with the members that it lies in, innermost first ("work<stream"). An object that is reached
// through a local pointer or a parameter is named by what that pointer is set to, and by the members that it is kept
// in. calls says through which call a function was entered, where that is known. Empty means that it cannot be told.
func (w *waitLayer) objectKeys(s *site, calls map[*fn]*site) map[string]bool {
	o := &objects{w: w, keys: map[string]bool{}, seen: map[objectAt]bool{}, calls: calls}
	o.of(s, "")
	return o.keys
}

// sameKey tells whether two names can mean one object: one may know more of where it lies than the other.
func sameKey(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+"<") || strings.HasPrefix(b, a+"<")
}

type objectAt struct {
	s    *site
	path string
}

type objects struct {
	w     *waitLayer
	keys  map[string]bool
	seen  map[objectAt]bool
	calls map[*fn]*site
}

// of names s; path is what of it is meant, innermost first.
func (o *objects) of(s *site, path string) {
	if s == nil || o.seen[objectAt{s, path}] || len(o.seen) > 600 {
		return
	}
	o.seen[objectAt{s, path}] = true
	switch s.e.Kind {
	case cparse.Addr, cparse.Cast, cparse.Deref, cparse.Index:
		o.of(s.kid(0), path)
	case cparse.Opaque:
		if len(s.kids) > 0 && (s.e.Name == "+" || s.e.Name == "-") {
			o.of(s.kid(0), path)
		}
	case cparse.Cond:
		o.of(s.kid(1), path)
		o.of(s.kid(2), path)
	case cparse.Assign:
		o.of(s.kid(0), path)
		o.of(s.kid(1), path)
	case cparse.Member:
		o.member(s, path)
	case cparse.Ident:
		o.ident(s, path)
	case cparse.Call:
		o.result(s, path)
	}
}

// add notes a name.
func (o *objects) add(path, outer string) {
	if path == "" {
		path = outer
	} else if outer != "" {
		path += "<" + outer
	}
	o.keys[path] = true
}

// member: the work inside a struct delayed_work is the delayed work.
func (o *objects) member(s *site, path string) {
	loc, ok := o.w.memberField(s)
	if ok && loc.sd.path == "" && wrapsWork[loc.sd.tag] {
		o.of(s.kid(0), path)
		return
	}
	name := "?." + s.e.Name
	if ok {
		name = loc.sd.path + " " + loc.sd.tag + "." + loc.name
	}
	if path != "" {
		path += "<"
	}
	path += name
	before := len(o.keys)
	if !s.e.Arrow || strings.Count(path, "<") < 3 {
		o.outer(s.kid(0), path)
	}
	if len(o.keys) == before {
		o.add(path, "")
	}
}

// outer goes on with what the struct lies in: in.urb of chip->in.urb, or of a pointer that is set to &chip->in.
func (o *objects) outer(base *site, path string) {
	switch base.e.Kind {
	case cparse.Member:
		if t := o.w.typeOf(base); t.ptr == 0 || base.up.e.Kind == cparse.Index {
			o.member(base, path)
		}
	case cparse.Index, cparse.Deref, cparse.Addr, cparse.Cast:
		o.outer(base.kid(0), path)
	case cparse.Ident:
		f := base.fn()
		if f == nil {
			return
		}
		_, v, ok := f.local(base.e.Name, base.e.Pos)
		if !ok {
			return
		}
		if v == nil {
			if call := o.calls[f]; call != nil {
				if i, ok := f.param(base.e.Name); ok && call.kid(i+1) != nil && !o.seen[objectAt{base, path}] {
					o.seen[objectAt{base, path}] = true
					o.pointed(call.kid(i+1), path)
				}
			}
			return
		}
		for _, d := range o.w.localDefs(f, base.e.Name) {
			o.pointed(d, path)
		}
	}
}

// pointed goes on with a value that points into a struct.
func (o *objects) pointed(s *site, path string) {
	switch s.e.Kind {
	case cparse.Addr:
		o.outer(s.kid(0), path)
	case cparse.Cast:
		o.pointed(s.kid(0), path)
	case cparse.Ident:
		o.outer(s, path)
	case cparse.Opaque:
		if len(s.kids) > 0 && s.e.Name == "+" {
			o.pointed(s.kid(0), path)
		}
	case cparse.Member:
		if s.up == nil || s.up.e.Kind != cparse.Addr {
			if t := o.w.typeOf(s); t.ptr == 1 {
				loc, ok := o.w.memberField(s)
				if ok && o.w.isArrayField(loc, s.u()) {
					o.member(s, path)
				}
			}
		}
	}
}

// wrapsWork are structs of the kernel that hold a work item which is waited for by the whole.
var wrapsWork = map[string]bool{"delayed_work": true, "kthread_delayed_work": true, "rcu_work": true}

func (o *objects) ident(s *site, path string) {
	w, name := o.w, s.e.Name
	f := s.fn()
	if f != nil {
		if _, v, ok := f.local(name, s.e.Pos); ok {
			o.local(s, f, v, path)
			return
		}
	}
	if v := w.lookupVar(s.u(), name); v != nil {
		o.add(path, "variable "+v.u.path+" "+name)
		return
	}
	// DECLARE_WORK(name, ...) declares the variable that it names.
	o.add(path, "variable "+s.u().path+" "+name)
}

func (o *objects) local(s *site, f *fn, v *cparse.Var, path string) {
	w, name := o.w, s.e.Name
	if v != nil && v.Static {
		o.add(path, "static "+f.u.path+" "+f.name()+" "+name)
		return
	}
	if v == nil {
		i, _ := f.param(name)
		if call := o.calls[f]; call != nil {
			o.of(call.kid(i+1), path)
			return
		}
		for _, u := range w.usesOf(f) {
			switch {
			case u.kind == useCall:
				o.of(u.at.kid(i+1), path)
			case u.kind == useAsync && u.param == i && u.data != nil:
				o.of(u.data, path)
			}
		}
	}
	for _, d := range w.localDefs(f, name) {
		o.of(d, path)
	}
	// and where the pointer is kept: urb = usb_alloc_urb(); s->urbs[i] = urb;
	for _, x := range w.identsIn(f, name) {
		if x.up == nil {
			continue
		}
		if x.up.e.Kind == cparse.Assign && x.arg == 1 {
			o.of(x.up.kid(0), path)
		}
	}
}

// result: what a call gives is named by where it is kept.
func (o *objects) result(s *site, path string) {
	if c := s.e.Args[0]; c.Kind == cparse.Ident {
		if i, ok := kernelapi.Identity[c.Name]; ok && i >= 0 {
			o.of(s.kid(i+1), path)
			return
		}
	}
	x := s
	for up := s.up; up != nil; x, up = up, up.up {
		switch up.e.Kind {
		case cparse.Assign:
			if x.arg == 1 {
				o.of(up.kid(0), path)
			}
			return
		case cparse.Cast, cparse.Cond, cparse.Comma:
		default:
			return
		}
	}
	if v := x.root.v; v != nil && x.root.fn != nil && x.up == nil {
		for _, y := range o.w.identsIn(x.root.fn, v.Name) {
			if y.up != nil && y.up.e.Kind == cparse.Assign && y.arg == 1 {
				o.of(y.up.kid(0), path)
			}
		}
	}
}

// channel finds the DMA channel of a transfer descriptor: desc = dmaengine_prep_...(chan, ...).
func (w *waitLayer) channel(desc *site) *site {
	var values []*site
	switch {
	case desc.e.Kind == cparse.Ident && desc.fn() != nil:
		values = w.localDefs(desc.fn(), desc.e.Name)
	case desc.e.Kind == cparse.Index:
		return w.channel(desc.kid(0))
	case desc.e.Kind == cparse.Member:
		if loc, ok := w.memberField(desc); ok {
			for _, st := range w.fieldStores(loc, desc.u().path) {
				values = append(values, st.value)
			}
		}
	}
	for _, d := range values {
		if d.e.Kind == cparse.Call && strings.Contains(d.e.Args[0].Name, "_prep_") {
			return d.kid(1)
		}
	}
	return nil
}
