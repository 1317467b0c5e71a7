package program

import (
	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// objectKeys names the objects that an expression can mean, as far as they have names of their own: a member of a
// struct, a variable. An object that is reached through a local pointer or a parameter is named by what that pointer is
// set to, and by the members that it is stored in. Empty means that it cannot be told.
func (w *World) objectKeys(s *site) map[string]bool {
	o := &objects{w: w, keys: map[string]bool{}, seen: map[*site]bool{}}
	o.of(s)
	return o.keys
}

type objects struct {
	w    *World
	keys map[string]bool
	seen map[*site]bool
}

func (o *objects) of(s *site) {
	if s == nil || o.seen[s] || len(o.seen) > 400 {
		return
	}
	o.seen[s] = true
	switch s.e.Kind {
	case cparse.Addr, cparse.Cast, cparse.Deref, cparse.Index:
		o.of(s.kid(0))
	case cparse.Opaque:
		if len(s.kids) > 0 && (s.e.Name == "+" || s.e.Name == "-") {
			o.of(s.kid(0))
		}
	case cparse.Cond:
		o.of(s.kid(1))
		o.of(s.kid(2))
	case cparse.Assign:
		o.of(s.kid(0))
		o.of(s.kid(1))
	case cparse.Member:
		o.member(s)
	case cparse.Ident:
		o.ident(s)
	case cparse.Call:
		o.result(s)
	}
}

// member: the work inside a struct delayed_work is the delayed work.
func (o *objects) member(s *site) {
	loc, ok := o.w.memberField(s)
	if ok && loc.sd.path == "" && (loc.sd.tag == "delayed_work" || loc.sd.tag == "kthread_delayed_work" || loc.sd.tag == "rcu_work") {
		o.of(s.kid(0))
		return
	}
	if ok {
		o.keys["field "+loc.sd.path+" "+loc.sd.tag+"."+loc.name] = true
		return
	}
	o.keys["field ? ."+loc.name] = true
}

func (o *objects) ident(s *site) {
	w, name := o.w, s.e.Name
	f := s.fn()
	if f != nil {
		if _, v, ok := f.local(name, s.e.Pos); ok {
			o.local(s, f, v)
			return
		}
	}
	if v := w.lookupVar(s.u(), name); v != nil {
		o.keys["variable "+v.u.path+" "+name] = true
		return
	}
	// DECLARE_WORK(name, ...) declares the variable that it names.
	o.keys["variable "+s.u().path+" "+name] = true
}

func (o *objects) local(s *site, f *fn, v *cparse.Var) {
	w, name := o.w, s.e.Name
	if v != nil && v.Static {
		o.keys["static "+f.u.path+" "+f.name()+" "+name] = true
		return
	}
	if v == nil {
		i, _ := f.param(name)
		for _, u := range w.usesOf(f) {
			switch {
			case u.kind == useCall:
				o.of(u.at.kid(i + 1))
			case u.kind == useAsync && u.param == i && u.data != nil:
				o.of(u.data)
			}
		}
	}
	for _, d := range w.localDefs(f, name) {
		o.of(d)
	}
	// and where the pointer is kept: urb = usb_alloc_urb(); s->urbs[i] = urb;
	for _, x := range w.idents(f.u, name) {
		if x.fn() != f || x.up == nil {
			continue
		}
		if x.up.e.Kind == cparse.Assign && x.arg == 1 {
			o.of(x.up.kid(0))
		}
	}
}

// result: what a call gives is named by where it is kept.
func (o *objects) result(s *site) {
	if c := s.e.Args[0]; c.Kind == cparse.Ident {
		if i, ok := kernelapi.Identity[c.Name]; ok && i >= 0 {
			o.of(s.kid(i + 1))
			return
		}
	}
	x := s
	for up := s.up; up != nil; x, up = up, up.up {
		switch up.e.Kind {
		case cparse.Assign:
			if x.arg == 1 {
				o.of(up.kid(0))
			}
			return
		case cparse.Cast, cparse.Cond, cparse.Comma:
		default:
			return
		}
	}
	if v := x.root.v; v != nil && x.root.fn != nil && x.up == nil {
		for _, y := range o.w.idents(x.u(), v.Name) {
			if y.fn() == x.root.fn && y.up != nil && y.up.e.Kind == cparse.Assign && y.arg == 1 {
				o.of(y.up.kid(0))
			}
		}
	}
}
