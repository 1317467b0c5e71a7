package repair

import (
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/link"
)

// runningField is the WaitGroup that a driver gets when it keeps nothing by which to wait for its goroutine.
const runningField = "pcmRunning"

// join puts a goroutine that comes to an end into a WaitGroup of the device, and returns the wait for it.
func (r *repair) join(o link.Open) string {
	if !o.Leaves {
		return ""
	}
	stmt, method := r.goStmt(o)
	if stmt == nil {
		return ""
	}
	starter, waiter, device := r.device(stmt, method)
	if device == nil || waiter == "" || !r.addRunning(device) {
		return ""
	}
	group := starter + "." + runningField
	if len(stmt.Call.Args) == 0 && r.plain(stmt.Call.Fun) && version.Compare(r.pass.Pkg.GoVersion(), "go1.25") >= 0 {
		r.edit(stmt.Go, stmt.Call.Fun.Pos(), group+".Go(")
		r.edit(stmt.Call.Lparen, stmt.Call.End(), ")")
		return waiter + "." + runningField + ".Wait()"
	}
	body, name := r.body(stmt, starter, device)
	if body == nil {
		return ""
	}
	sep := "; "
	if tf := r.pass.Fset.File(stmt.Go); strings.TrimSpace(r.text(tf.LineStart(tf.Line(stmt.Go)), stmt.Go)) == "" {
		sep = "\n" + r.indent(stmt.Go)
	}
	r.edit(stmt.Go, stmt.Go, group+".Add(1)"+sep)
	r.prepend(&function{body: body}, "defer "+name+"."+runningField+".Done()")
	return waiter + "." + runningField + ".Wait()"
}

// body returns the body of the function that a go statement runs and nobody else, and how the device is called in it.
func (r *repair) body(stmt *ast.GoStmt, starter string, device *ast.StructType) (*ast.BlockStmt, string) {
	if lit, ok := ast.Unparen(stmt.Call.Fun).(*ast.FuncLit); ok {
		return lit.Body, starter
	}
	fn := r.calledFunc(stmt.Call)
	if fn == nil || fn.Exported() || r.inInterface(fn.Name()) {
		return nil, "" // others may call it
	}
	for _, file := range r.pass.Files {
		for _, d := range file.Decls {
			fd, ok := d.(*ast.FuncDecl)
			if !ok || fd.Body == nil || r.pass.TypesInfo.Defs[fd.Name] != types.Object(fn.Origin()) {
				continue
			}
			id := receiver(&function{decl: fd})
			if id == nil || r.structOf(r.pass.TypesInfo.Defs[id].Type()) != device || r.uses(fn) != 1 {
				return nil, ""
			}
			return fd.Body, id.Name
		}
	}
	return nil, ""
}

// inInterface tells whether an interface of the package has a method of the name.
func (r *repair) inInterface(name string) bool {
	for id, o := range r.pass.TypesInfo.Defs {
		fn, ok := o.(*types.Func)
		if ok && id.Name == name && fn.Signature().Recv() != nil && types.IsInterface(fn.Signature().Recv().Type()) {
			return true
		}
	}
	return false
}

// uses counts the places that name a function.
func (r *repair) uses(fn *types.Func) int {
	n := 0
	for _, o := range r.pass.TypesInfo.Uses {
		if f, ok := o.(*types.Func); ok && f.Origin() == fn.Origin() {
			n++
		}
	}
	return n
}

// goStmt returns the go statement that starts a context, and the declared function in which it stands.
func (r *repair) goStmt(o link.Open) (stmt *ast.GoStmt, in *ast.FuncDecl) {
	start, end := o.Reg.Range()
	file := r.file(start)
	if file == nil {
		return nil, nil
	}
	for _, d := range file.Decls {
		fd, ok := d.(*ast.FuncDecl)
		if !ok || start < fd.Pos() || fd.End() < end {
			continue
		}
		ast.Inspect(fd, func(n ast.Node) bool {
			if g, ok := n.(*ast.GoStmt); ok && g.Call.Pos() == start && g.Call.End() == end {
				stmt = g
			}
			return stmt == nil
		})
		return stmt, fd
	}
	return nil, nil
}

// plain tells whether a function takes and returns nothing.
func (r *repair) plain(fun ast.Expr) bool {
	sig, ok := r.pass.TypesInfo.TypeOf(fun).(*types.Signature)
	return ok && sig.Params().Len() == 0 && sig.Results().Len() == 0
}

// device finds the struct that stands for the device where the goroutine is started and where SyncStop will be: how it
// is called there and here, and its declaration.
func (r *repair) device(stmt *ast.GoStmt, in *ast.FuncDecl) (starter, waiter string, decl *ast.StructType) {
	if in.Recv != nil && len(in.Recv.List) == 1 {
		fn, _ := r.pass.TypesInfo.Defs[in.Name].(*types.Func)
		if fn == nil {
			return "", "", nil
		}
		v := fn.Signature().Recv()
		decl = r.structOf(v.Type())
		if id := receiver(&function{decl: in}); id != nil {
			return id.Name, r.nameOf(v), decl
		}
		if decl == nil || fn.Signature().RecvTypeParams().Len() > 0 {
			return "", "", nil
		}
		starter = r.nameReceiver(in, v.Type())
		return starter, r.nameOf(types.NewParam(v.Pos(), v.Pkg(), starter, v.Type())), decl
	}
	if r.free.body == nil {
		return "", "", nil
	}
	for s := r.pass.Pkg.Scope().Innermost(stmt.Go); s != nil && s != r.pass.Pkg.Scope() && s != types.Universe; s = s.Parent() {
		for _, name := range s.Names() {
			v, ok := s.Lookup(name).(*types.Var)
			if !ok || v.Pos() > stmt.Go {
				continue
			}
			if st := r.structOf(v.Type()); st != nil {
				if there := r.sees(v); there != "" {
					return name, there, st
				}
			}
		}
	}
	return "", "", nil
}

// nameReceiver gives the receiver of a method a name.
func (r *repair) nameReceiver(in *ast.FuncDecl, t types.Type) string {
	habit := r.habit(t)
	name := r.unused(&function{decl: in}, habit, "dev", "self")
	field := in.Recv.List[0]
	if len(field.Names) > 0 {
		r.edit(field.Names[0].Pos(), field.Names[0].End(), name)
	} else {
		r.edit(field.Type.Pos(), field.Type.Pos(), name+" ")
	}
	return name
}

// nameOf is how the device in a variable is called in SyncStop, which is made like HwFree.
func (r *repair) nameOf(v *types.Var) string {
	if r.free.lit != nil {
		return r.only(v.Type(), r.free.body.Pos())
	}
	id := receiver(r.free)
	switch {
	case id == nil:
		return r.named(r.free, v)
	case !sameStruct(r.pass.TypesInfo.Defs[id].Type(), v.Type()):
		return ""
	}
	return id.Name
}

// sees is how a variable is called in SyncStop, "" where it is not seen.
func (r *repair) sees(v *types.Var) string {
	if r.free.lit == nil {
		return r.nameOf(v)
	}
	at := r.free.body.Pos()
	if inner := r.pass.Pkg.Scope().Innermost(at); inner != nil {
		if _, o := inner.LookupParent(v.Name(), at); o == types.Object(v) {
			return v.Name()
		}
	}
	return ""
}

// structOf returns the declaration of the struct that a pointer points to, when it stands in HwFree's file.
func (r *repair) structOf(t types.Type) *ast.StructType {
	if _, ok := types.Unalias(t).(*types.Pointer); !ok {
		return nil
	}
	n := named(t)
	if n == nil || n.Obj().Pkg() != r.pass.Pkg {
		return nil
	}
	for _, d := range r.free.file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		for _, s := range g.Specs {
			s := s.(*ast.TypeSpec)
			if st, ok := s.Type.(*ast.StructType); ok && r.pass.TypesInfo.Defs[s.Name] == types.Object(n.Origin().Obj()) {
				return st
			}
		}
	}
	return nil
}

// addRunning gives a struct the field for its WaitGroup.
func (r *repair) addRunning(st *ast.StructType) bool {
	for _, f := range st.Fields.List {
		for _, name := range f.Names {
			if name.Name == runningField {
				return true
			}
		}
	}
	if !r.importSync() {
		return false
	}
	end := st.Fields.Closing
	switch {
	case !r.oneLine(st):
		ind := r.indent(end)
		line := r.pass.Fset.File(end).LineStart(r.pass.Fset.Position(end).Line)
		r.edit(line, line, "\n"+ind+"\t"+runningField+" sync.WaitGroup // what Trigger started\n")
	case len(st.Fields.List) > 0:
		last := st.Fields.List[len(st.Fields.List)-1].End()
		r.edit(last, last, "; "+runningField+" sync.WaitGroup")
	default:
		r.edit(end, end, " "+runningField+" sync.WaitGroup ")
	}
	return true
}
