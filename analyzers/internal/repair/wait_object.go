package repair

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/pcmlint/pcmlint/analyzers/internal/link"
)

// derive returns a statement that waits for a context, when the driver keeps something to wait for.
func (r *repair) derive(o link.Open) string {
	if o.Rule == "PCM001" {
		return r.synchronize(o)
	}
	if x := r.work(o); x != "" {
		return x
	}
	if !o.Ends {
		return "" // the wait would never end
	}
	if x := r.group(o); x != "" {
		return x
	}
	for _, p := range o.Signal {
		call, _ := r.node(p).(*ast.CallExpr)
		if call == nil {
			continue
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			continue
		}
		if x := r.inScope(sel.X, r.free); x != "" {
			return r.ifSet(sel.X, x, x+".Wait()")
		}
	}
	for _, w := range o.Waits {
		if x := r.joiner(w); x != "" {
			return x
		}
	}
	edits, recv := len(r.out), r.recv
	x := r.join(o)
	if x == "" {
		r.out, r.recv = r.out[:edits], recv
	}
	return x
}

// cancels are names of methods and functions that wait for a work.
var cancels = []string{"CancelWorkSync", "CancelSync", "CancelDelayedWorkSync", "FlushWork"}

// work returns the wait for a work that the context was made of: `InitWork(&c.work, f)`, `c.work.Init(f)` or
// `c.work = NewWork(f)`.
func (r *repair) work(o link.Open) string {
	call, _ := r.node(o.Reg).(*ast.CallExpr)
	if call == nil {
		return ""
	}
	var works []ast.Expr
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok && r.pass.TypesInfo.Selections[sel] != nil {
		works = append(works, sel.X)
	}
	for _, a := range call.Args {
		if u, ok := a.(*ast.UnaryExpr); ok {
			a = u.X
		}
		works = append(works, a)
	}
	if x := r.assigned(call); x != nil {
		works = append(works, x)
	}
	for _, w := range works {
		t := r.pass.TypesInfo.TypeOf(w)
		if t == nil {
			continue
		}
		for _, name := range cancels {
			if x := r.cancel(w, t, name, call); x != "" {
				return x
			}
		}
	}
	return ""
}

// cancel returns the call of a method or function of a name that waits for a work.
func (r *repair) cancel(w ast.Expr, t types.Type, name string, call *ast.CallExpr) string {
	if m, _, _ := types.LookupFieldOrMethod(t, true, r.pass.Pkg, name); m != nil {
		if fn, ok := m.(*types.Func); ok && fn.Signature().Params().Len() == 0 {
			if x := r.inScope(w, r.free); x != "" {
				return x + "." + name + "()"
			}
		}
		return ""
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	fn, ok := r.pass.TypesInfo.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Pkg() == nil || !importsAs(r.pass, r.free.file, sel.X, fn.Pkg()) {
		return ""
	}
	sync, ok := fn.Pkg().Scope().Lookup(name).(*types.Func)
	if !ok || sync.Signature().Params().Len() != 1 {
		return ""
	}
	param := sync.Signature().Params().At(0).Type()
	x := r.inScope(w, r.free)
	switch {
	case x == "":
		return ""
	case types.AssignableTo(t, param):
	case types.AssignableTo(types.NewPointer(t), param):
		x = "&" + x
	default:
		return ""
	}
	return types.ExprString(sel.X) + "." + name + "(" + x + ")"
}

// assigned returns what the result of a call is assigned to.
func (r *repair) assigned(call *ast.CallExpr) ast.Expr {
	var out ast.Expr
	ast.Inspect(r.file(call.Pos()), func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok && len(a.Rhs) == 1 && len(a.Lhs) == 1 && a.Rhs[0] == ast.Expr(call) {
			out = a.Lhs[0]
		}
		return out == nil
	})
	return out
}

// group returns the wait for a group whose Go runs the context.
func (r *repair) group(o link.Open) string {
	call, _ := r.node(o.Reg).(*ast.CallExpr)
	if call == nil {
		return ""
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Go" {
		return ""
	}
	wait, _, _ := types.LookupFieldOrMethod(r.pass.TypesInfo.TypeOf(sel.X), true, r.pass.Pkg, "Wait")
	fn, ok := wait.(*types.Func)
	if !ok || fn.Signature().Params().Len() > 0 {
		return ""
	}
	if x := r.inScope(sel.X, r.free); x != "" {
		return r.ifSet(sel.X, x, x+".Wait()")
	}
	return ""
}

// synchronize returns a call of the SynchronizeIRQ that stands beside the function which requested the interrupt.
func (r *repair) synchronize(o link.Open) string {
	call, _ := r.node(o.Reg).(*ast.CallExpr)
	if call == nil || len(call.Args) == 0 {
		return ""
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	fn, ok := r.pass.TypesInfo.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Pkg() == nil {
		return ""
	}
	pkg := types.ExprString(sel.X)
	sync, _ := fn.Pkg().Scope().Lookup("SynchronizeIRQ").(*types.Func)
	switch {
	case fn.Signature().Recv() != nil:
		m, _, _ := types.LookupFieldOrMethod(r.pass.TypesInfo.TypeOf(sel.X), true, r.pass.Pkg, "SynchronizeIRQ")
		sync, _ = m.(*types.Func)
		pkg = r.inScope(sel.X, r.free)
	case !importsAs(r.pass, r.free.file, sel.X, fn.Pkg()):
		return ""
	}
	if sync == nil || pkg == "" || sync.Signature().Params().Len() != 1 || sync.Signature().Results().Len() > 0 {
		return ""
	}
	number := call.Args[0]
	if !types.AssignableTo(r.pass.TypesInfo.TypeOf(number), sync.Signature().Params().At(0).Type()) {
		return ""
	}
	x := r.inScope(number, r.free)
	if x == "" {
		return ""
	}
	return pkg + ".SynchronizeIRQ(" + x + ")"
}

// importsAs tells whether a file imports a package by the name that an expression uses for it.
func importsAs(pass *analysis.Pass, file *ast.File, x ast.Expr, pkg *types.Package) bool {
	id, ok := x.(*ast.Ident)
	if !ok {
		return false
	}
	for _, im := range file.Imports {
		if strings.Trim(im.Path.Value, `"`) != pkg.Path() {
			continue
		}
		if im.Name != nil {
			return im.Name.Name == id.Name
		}
		return pkg.Name() == id.Name
	}
	return false
}

// inScope writes an expression so that it means the same in a SyncStop beside HwFree: constants and package-level
// variables as they are, variables that HwFree's literal sees too, and fields of the receiver by the receiver's name.
func (r *repair) inScope(e ast.Expr, free *function) string {
	e = ast.Unparen(e)
	if tv := r.pass.TypesInfo.Types[e]; tv.Value != nil {
		if _, lit := e.(*ast.BasicLit); lit {
			return types.ExprString(e)
		}
	}
	root := e
	for {
		s, ok := root.(*ast.SelectorExpr)
		if !ok {
			break
		}
		root = ast.Unparen(s.X)
	}
	id, ok := root.(*ast.Ident)
	if !ok {
		return ""
	}
	obj := r.pass.TypesInfo.ObjectOf(id)
	if obj == nil {
		return ""
	}
	if _, isPkg := obj.(*types.PkgName); isPkg {
		return ""
	}
	if free.made != nil {
		if obj.Parent() == r.pass.Pkg.Scope() {
			return types.ExprString(e)
		}
		if name := r.named(free, obj); name != "" && e != root {
			return name + strings.TrimPrefix(types.ExprString(e), id.Name)
		}
		return ""
	}
	at := free.body.Pos()
	if inner := r.pass.Pkg.Scope().Innermost(at); inner != nil && free.lit != nil || obj.Parent() == r.pass.Pkg.Scope() {
		if inner == nil {
			return ""
		}
		if _, seen := inner.LookupParent(id.Name, at); seen == obj {
			return types.ExprString(e)
		}
	}
	if e == root {
		return ""
	}
	if free.lit != nil {
		if name := r.only(obj.Type(), at); name != "" {
			return name + strings.TrimPrefix(types.ExprString(e), id.Name)
		}
		return ""
	}
	recv := receiver(free)
	if recv == nil {
		if name := r.named(free, obj); name != "" {
			return name + strings.TrimPrefix(types.ExprString(e), id.Name)
		}
		return ""
	}
	if rv, ok := r.pass.TypesInfo.Defs[recv].(*types.Var); ok && sameStruct(rv.Type(), obj.Type()) {
		return recv.Name + strings.TrimPrefix(types.ExprString(e), id.Name)
	}
	return ""
}

// named gives the receiver of SyncStop a name where HwFree's has none: that of a variable that is of its type.
func (r *repair) named(free *function, v types.Object) string {
	owner := r.ownerType()
	if owner == nil || !sameStruct(owner, v.Type()) {
		return ""
	}
	if r.recv == "" {
		r.recv = v.Name()
	}
	return r.recv
}

// only returns the one variable in scope at a place that is of a struct type, or a pointer to it.
func (r *repair) only(t types.Type, at token.Pos) string {
	found := ""
	for s := r.pass.Pkg.Scope().Innermost(at); s != nil && s != types.Universe; s = s.Parent() {
		for _, name := range s.Names() {
			v, ok := s.Lookup(name).(*types.Var)
			if !ok || !sameStruct(v.Type(), t) || s != r.pass.Pkg.Scope() && v.Pos() > at {
				continue
			}
			if found != "" {
				return ""
			}
			found = name
		}
	}
	return found
}

func sameStruct(a, b types.Type) bool {
	strip := func(t types.Type) types.Type {
		if p, ok := t.(*types.Pointer); ok {
			return p.Elem()
		}
		return t
	}
	return types.Identical(strip(a), strip(b))
}
