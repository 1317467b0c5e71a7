package repair

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
)

// adopt makes a SyncStop that waits one that the core finds: of the library's spelling and result, and, where a value is
// registered, with a value as receiver.
func (r *repair) adopt(at ir.Pos) bool {
	f := r.function(at)
	t := r.tables[0]
	if f == nil || f.decl == nil || f.decl.Recv == nil {
		return false
	}
	if want := r.spelling(); f.decl.Name.Name != want {
		if r.used(f.decl.Name) {
			return false
		}
		r.edit(f.decl.Name.Pos(), f.decl.Name.End(), want)
	}
	if t.ByValue() && !r.byValue(f) {
		return false
	}
	return r.results(f, r.signature(t)) && len(r.out) > 0
}

// used tells whether a declared function is named anywhere else.
func (r *repair) used(name *ast.Ident) bool {
	obj := r.pass.TypesInfo.Defs[name]
	for _, o := range r.pass.TypesInfo.Uses {
		if o == obj {
			return true
		}
	}
	return false
}

// byValue takes the star from a receiver that the method does not use.
func (r *repair) byValue(f *function) bool {
	star, ok := ast.Unparen(f.decl.Recv.List[0].Type).(*ast.StarExpr)
	if !ok {
		return true
	}
	if id := receiver(f); id != nil && r.used(id) {
		return false
	}
	r.edit(star.Star, star.Star+1, "")
	return true
}

// results gives a method the parameters and the result that the library asks for.
func (r *repair) results(f *function, want *types.Signature) bool {
	got := r.sigOf(f)
	if want == nil || got == nil {
		return false
	}
	if got.Params().Len() > 0 && want.Params().Len() == 0 && r.unusedParams(f) {
		r.edit(f.typ.Params.Opening+1, f.typ.Params.Closing, "")
		return r.result(f, got, want)
	}
	if got.Params().Len() == 0 && want.Params().Len() > 0 && !r.used(f.decl.Name) {
		var params []string
		for v := range want.Params().Variables() {
			params = append(params, types.TypeString(v.Type(), r.qualifier(f.file)))
		}
		r.edit(f.typ.Params.Opening+1, f.typ.Params.Closing, strings.Join(params, ", "))
		return r.result(f, got, want)
	}
	if got.Params().Len() != want.Params().Len() {
		return false
	}
	for i := range want.Params().Len() {
		if typeName(got.Params().At(i).Type()) != typeName(want.Params().At(i).Type()) {
			return false
		}
	}
	return r.result(f, got, want)
}

// unusedParams tells whether a function makes nothing of its parameters.
func (r *repair) unusedParams(f *function) bool {
	for _, p := range f.typ.Params.List {
		for _, name := range p.Names {
			if name.Name != "_" && r.used(name) {
				return false
			}
		}
	}
	return true
}

// result gives a method without a result the error that the library asks for.
func (r *repair) result(f *function, got, want *types.Signature) bool {
	if got.Results().Len() == want.Results().Len() {
		return true
	}
	if got.Results().Len() > 0 || want.Results().Len() != 1 || want.Results().At(0).Type().String() != "error" {
		return false
	}
	r.edit(f.typ.Params.End(), f.typ.Params.End(), " error")
	ast.Inspect(f.body, func(n ast.Node) bool {
		if ret, ok := n.(*ast.ReturnStmt); ok {
			r.edit(ret.End(), ret.End(), " nil")
		}
		_, lit := n.(*ast.FuncLit)
		return !lit
	})
	if n := len(f.body.List); n > 0 {
		if _, ok := f.body.List[n-1].(*ast.ReturnStmt); ok {
			return true
		}
	}
	r.atEnd(f.body, "return nil")
	return true
}

// atEnd adds a statement at the end of a body.
func (r *repair) atEnd(body *ast.BlockStmt, stmt string) {
	end := body.Lbrace + 1
	if n := len(body.List); n > 0 {
		end = body.List[n-1].End()
	}
	switch {
	case !r.oneLine(body):
		r.edit(end, end, "\n"+r.indent(body.Lbrace)+"\t"+stmt)
	case len(body.List) > 0:
		r.edit(end, end, "; "+stmt)
	default:
		r.edit(end, end, " "+stmt+" ")
	}
}

// given puts a function where a constructor is given nil for the parameter that SyncStop is set to. Every call must
// give nil.
func (r *repair) given(param *ast.Ident, value string) bool {
	v, ok := r.pass.TypesInfo.Uses[param].(*types.Var)
	if !ok {
		return false
	}
	fn, index := r.paramOf(v)
	if fn == nil {
		return false
	}
	var nils []*ast.Ident
	uses := 0
	for id, o := range r.pass.TypesInfo.Uses {
		if o == types.Object(fn) && id != nil {
			uses++
		}
	}
	for _, file := range r.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || r.calledFunc(call) != fn || index >= len(call.Args) {
				return true
			}
			if id, ok := call.Args[index].(*ast.Ident); ok && id.Name == "nil" {
				nils = append(nils, id)
			}
			return true
		})
	}
	if len(nils) == 0 || len(nils) != uses || fn.Exported() {
		return false
	}
	for _, id := range nils {
		text := value
		if r.free.body != nil {
			text = strings.ReplaceAll(text, "\n"+r.indent(r.free.body.Lbrace), "\n"+r.indent(id.Pos()))
		}
		r.edit(id.Pos(), id.End(), text)
	}
	return true
}

// paramOf returns the declared function whose parameter a variable is, and the parameter's index.
func (r *repair) paramOf(v *types.Var) (*types.Func, int) {
	for _, o := range r.pass.TypesInfo.Defs {
		fn, ok := o.(*types.Func)
		if !ok {
			continue
		}
		for i := range fn.Signature().Params().Len() {
			if fn.Signature().Params().At(i) == v {
				return fn, i
			}
		}
	}
	return nil, 0
}

// calledFunc returns the function that a call names.
func (r *repair) calledFunc(call *ast.CallExpr) *types.Func {
	switch x := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		fn, _ := r.pass.TypesInfo.Uses[x].(*types.Func)
		return fn
	case *ast.SelectorExpr:
		fn, _ := r.pass.TypesInfo.Uses[x.Sel].(*types.Func)
		return fn
	}
	return nil
}
