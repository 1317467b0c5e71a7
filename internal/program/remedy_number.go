package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// A Store is how a driver can be made to keep the number of an IRQ that it requests: in a new member of the struct that
// the handler works on, set by the function that requests.
type Store struct {
	*Request
	Base   string // the pointer to the struct in that function
	Struct Pos    // the keyword of its definition
	Tag    string
	Member string // its name
	// Lost: the statement that requests gives the variable with the number another value.
	Lost bool
}

// keeping is a Store and the struct that it is about.
type keeping struct {
	store *Store
	sd    *structDef
}

// A keepingKey is what a keeping depends on: one request may hand over two handlers, that see different structs.
type keepingKey struct {
	call  *site
	entry *fn
}

// newNumbers are the members that a Store may add: the usual name, and one for a struct in which that is something else.
var newNumbers = []string{"irq", "pcm_irq"}

// keepable finds a way to keep the number of a requested IRQ, for a table that gets at the struct; nil where there is none.
func (r *remedies) keepable(v *Verdict, c *Context) (*Store, *Access) {
	k := r.keeping(c)
	if k.store == nil || r.severalNumbers(v, c, k) {
		return nil, nil
	}
	a := r.w.reached(v.Table, k.sd, "."+k.store.Member)
	if a == nil {
		return nil, nil
	}
	a.Type = "int"
	return k.store, a
}

// keeping is keepable without a look at the table.
func (r *remedies) keeping(c *Context) keeping {
	q := r.request(c)
	if q == nil || q.Own || len(q.Keeps) > 0 {
		return keeping{}
	}
	call := r.w.siteOfCall(c)
	key := keepingKey{call, c.entry}
	if k, ok := r.keepings[key]; ok {
		return k
	}
	k := r.keepingIn(c, call)
	if k.store != nil {
		k.store.Request = q
	}
	r.keepings[key] = k
	return k
}

func (r *remedies) keepingIn(c *Context, call *site) keeping {
	w, f := r.w, call.fn()
	if !w.isNumber(f, c.object) || !w.calledOnce(f) {
		return keeping{}
	}
	base, sd := w.handlerStruct(c, call)
	if sd == nil || sd.tag == "" || sd.tag[0] == '@' {
		return keeping{}
	}
	defs := w.fields(sd, sd.u)
	if len(defs) != 1 || defs[0].Union {
		return keeping{}
	}
	name := slices.IndexFunc(newNumbers, func(n string) bool {
		return !slices.ContainsFunc(defs[0].Fields, func(m cparse.Field) bool { return m.Name == n })
	})
	if name < 0 {
		return keeping{}
	}
	st := &Store{Base: base, Struct: at(sd.u.path, defs[0].Pos, defs[0].Pos), Tag: sd.tag, Member: newNumbers[name]}
	if root := rootOf(call); root.e.Kind == cparse.Assign {
		st.Lost = w.spelled(root.kid(0)) == w.spelled(c.object)
	}
	return keeping{st, sd}
}

// siteOfCall is the call that requested a context's IRQ.
func (w *remedyLayer) siteOfCall(c *Context) *site {
	call := c.object.up
	for call.up != nil && call.e.Kind != cparse.Call {
		call = call.up
	}
	return call
}

// isNumber tells whether an expression is a number that a function has in a parameter or a local variable.
func (w *remedyLayer) isNumber(f *fn, s *site) bool {
	if s.e.Kind != cparse.Ident || f == nil {
		return false
	}
	plain := func(t cparse.Type) bool {
		return !t.Array && t.Ptr == 0 && !t.Func && !strings.HasPrefix(t.Base, "struct ")
	}
	if i, ok := f.param(s.e.Name); ok {
		return plain(f.d.Params[i].Type)
	}
	_, v, ok := f.local(s.e.Name, s.e.Pos)
	return ok && v != nil && !v.Static && plain(v.Type)
}

// calledOnce tells whether a function runs once for each device: nothing of its driver calls it twice.
func (w *remedyLayer) calledOnce(f *fn) bool {
	from := map[string]bool{}
	for _, u := range w.usesOf(f) {
		switch {
		case u.kind == useCall && !from[u.at.u().path]:
			from[u.at.u().path] = true
		case u.kind == useSync && kernelapi.BeginningOrEnd[handedTo(u.at)]:
		default:
			return false
		}
	}
	return true
}

// handlerStruct gives the struct of the driver's own that an IRQ handler works on, and the pointer to it in the function
// that requests: what the handler is given, or what it gets out of the device that it is given.
func (w *remedyLayer) handlerStruct(c *Context, call *site) (base string, sd *structDef) {
	row := w.api().Registrars[call.e.Args[0].Name]
	data := call.kid(row.Data + 1)
	for data != nil && data.e.Kind == cparse.Cast {
		data = data.kid(0)
	}
	if row.Data == kernelapi.None || data == nil {
		return "", nil
	}
	if t := w.typeOf(data); data.e.Kind == cparse.Ident && w.ownStruct(t) {
		return data.e.Name, t.sd
	}
	if c.entry == nil {
		return "", nil
	}
	sd = w.drvdataOf(c.entry)
	if sd == nil {
		return "", nil
	}
	for _, v := range w.variables(call.fn()) {
		if v.t.sd != sd || v.t.ptr != 1 || v.from >= call.e.Pos {
			continue
		}
		if base != "" {
			return "", nil
		}
		base = v.name
	}
	if base == "" {
		return "", nil
	}
	return base, sd
}

// drvdataOf is the one struct that a handler gets as the data of a device.
func (w *remedyLayer) drvdataOf(handler *fn) *structDef {
	var sd *structDef
	for _, v := range w.variables(handler) {
		if !w.ownStruct(v.t) {
			continue
		}
		value := w.onlyValue(handler, v.name)
		if value == nil || value.e.Kind != cparse.Call || !kernelapi.DeviceData[value.e.Args[0].Name] {
			continue
		}
		if sd != nil && sd != v.t.sd {
			return nil
		}
		sd = v.t.sd
	}
	return sd
}

// ownStruct tells whether a type is a pointer to a struct that the driver itself defines.
func (w *remedyLayer) ownStruct(t typ) bool {
	return t.sd != nil && t.ptr == 1 && t.sd.path != "" && t.sd.u != nil && !strings.HasPrefix(t.sd.u.path, "include/") &&
		!strings.Contains(t.sd.u.path, "/include/") && !kernelapi.IsFramework(t.sd.u.path)
}

// severalNumbers tells whether a struct would have to keep the numbers of several IRQs of one device.
func (r *remedies) severalNumbers(v *Verdict, c *Context, k keeping) bool {
	for _, x := range v.Contexts {
		if x == c || !x.leaves.Meets(c.leaves) {
			continue
		}
		if other := r.request(x); other == nil || other == k.store.Request {
			continue
		}
		if r.keeping(x).sd == k.sd {
			return true
		}
	}
	return false
}
