package repair

import (
	"go/ast"
	"go/types"
	"strings"
)

// keepPromoted makes a new SyncStop go on to the one that it hides: that of an embedded type may wait, too.
func (r *repair) keepPromoted(name string) bool {
	t := r.ownerType()
	if t == nil || r.tables[0].StopsNothing() {
		return true
	}
	o, index, _ := types.LookupFieldOrMethod(t, true, r.pass.Pkg, name)
	fn, ok := o.(*types.Func)
	if !ok || len(index) < 2 {
		return true
	}
	args := ""
	switch n := fn.Signature().Params().Len(); {
	case n > 1:
		return false
	case n == 1:
		if r.stream == "" {
			r.stream = r.streamName(r.free)
		}
		if args = r.stream; args == "" || args == "_" {
			return false
		}
	}
	call := r.receiverName(t) + "." + embeddedPath(t, index) + "." + name + "(" + args + ")"
	if fn.Signature().Results().Len() > 0 {
		call = "return " + call
	}
	r.wait(call)
	return true
}

// ownerType is the type that SyncStop becomes a method of, nil for none.
func (r *repair) ownerType() types.Type {
	if r.free.made != nil {
		if o := r.pass.Pkg.Scope().Lookup(r.free.owner); o != nil {
			return types.NewPointer(o.Type())
		}
		return nil
	}
	if r.free.decl == nil || r.free.decl.Recv == nil {
		return nil
	}
	return r.pass.TypesInfo.TypeOf(r.free.decl.Recv.List[0].Type)
}

// receiverName is how SyncStop calls its receiver, which gets a name for it.
func (r *repair) receiverName(t types.Type) string {
	if r.free.decl != nil {
		if id := receiver(r.free); id != nil {
			return id.Name
		}
	}
	if r.recv == "" {
		r.recv = r.habit(t)
	}
	return r.recv
}

// habit is how the other methods of a type call their receiver.
func (r *repair) habit(t types.Type) string {
	for _, file := range r.pass.Files {
		for _, d := range file.Decls {
			fd, ok := d.(*ast.FuncDecl)
			if !ok || fd.Recv == nil || !sameStruct(r.pass.TypesInfo.TypeOf(fd.Recv.List[0].Type), t) {
				continue
			}
			if id := receiver(&function{decl: fd}); id != nil {
				return id.Name
			}
		}
	}
	return strings.ToLower(named(t).Obj().Name()[:1])
}

// embeddedPath spells the embedded fields through which a method is promoted.
func embeddedPath(t types.Type, index []int) string {
	var names []string
	for _, i := range index[:len(index)-1] {
		st, ok := under(t).(*types.Struct)
		if !ok {
			break
		}
		names, t = append(names, st.Field(i).Name()), st.Field(i).Type()
	}
	return strings.Join(names, ".")
}
