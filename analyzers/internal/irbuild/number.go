package irbuild

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
)

// isNumber tells integers, and what is made of them.
func isNumber(t types.Type) bool {
	if t == nil {
		return false
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsInteger != 0
}

// numberKey is the key of a variable that holds an integer or a pointer to one, "" for others. The number behind a
// pointer has the pointer's key.
func (b *builder) numberKey(v *types.Var) string {
	if !isNumber(under(v.Type())) {
		return ""
	}
	return b.variable(v)
}

// variable is the key of a variable: its name for those of a package, else its place.
func (b *builder) variable(v *types.Var) string {
	if v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
		return v.Pkg().Path() + "@" + v.Name()
	}
	return b.at(v.Pos())
}

// number records that a variable gets the number of an expression.
func (b *builder) number(dst string, e ast.Expr) {
	if !isNumber(b.typeOf(e)) {
		return
	}
	b.numberFrom(dst, b.constant(e))
}

// numbers records that variables get the integers among the results of a call.
func (b *builder) numbers(lhs []ast.Expr, call *ast.CallExpr) {
	fn := b.calledFunc(call)
	for i, l := range lhs {
		if id, ok := ast.Unparen(l).(*ast.Ident); ok && fn != nil {
			if v, ok := b.objectOf(id).(*types.Var); ok {
				b.numberFrom(b.numberKey(v), ir.ResultKey(FuncKey(fn), i))
			}
		}
	}
}

// address records that somebody gets the address of a field that holds an integer: number spells what is put there.
func (b *builder) address(e ast.Expr, number string) {
	u, ok := ast.Unparen(e).(*ast.UnaryExpr)
	if !ok || u.Op != token.AND || !isNumber(b.typeOf(u.X)) {
		return
	}
	x, ok := ast.Unparen(u.X).(*ast.SelectorExpr)
	if !ok {
		return
	}
	if sel := b.Info.Selections[x]; sel != nil && sel.Kind() == types.FieldVal {
		if base, owner := b.base(x, sel); base != 0 {
			b.add(ir.Cons{Kind: ir.Store, Dst: base, Field: x.Sel.Name, Struct: owner, Const: number, Pos: b.pos(e)})
		}
	}
}

// numberFrom records that a variable gets a number that is spelled so.
func (b *builder) numberFrom(dst, src string) {
	if dst != "" && src != "" && dst != src {
		b.out.Numbers = append(b.out.Numbers, ir.Number{Dst: dst, Src: src})
	}
}

// constant returns what identifies a number: its value, the variable or field that it is read from, or the function
// that returns it.
func (b *builder) constant(e ast.Expr) string {
	e = ast.Unparen(e)
	if tv, ok := b.Info.Types[e]; ok && tv.Value != nil {
		return "=" + tv.Value.ExactString()
	}
	switch e := e.(type) {
	case *ast.Ident:
		if v, ok := b.objectOf(e).(*types.Var); ok {
			return b.variable(v)
		}
	case *ast.UnaryExpr:
		if t := b.typeOf(e.X); e.Op == token.AND && t != nil && !carries(t) {
			return b.constant(e.X) // the address of a number
		}
	case *ast.StarExpr:
		if isNumber(b.typeOf(e)) {
			return b.constant(e.X)
		}
	case *ast.SelectorExpr:
		if sel, ok := b.Info.Selections[e]; ok && sel.Kind() == types.FieldVal {
			return declaring(sel) + "." + e.Sel.Name
		}
		if v, ok := b.Info.Uses[e.Sel].(*types.Var); ok {
			return b.variable(v)
		}
	case *ast.CallExpr:
		if len(e.Args) == 1 && b.Info.Types[e.Fun].IsType() {
			return b.constant(e.Args[0])
		}
		var c ir.Call
		if fn := b.calledFunc(e); fn != nil && isNumber(b.typeOf(e)) {
			b.static(fn, &c)
			return ir.ResultKey(c.Static, 0)
		}
	}
	return ""
}

// declaring is the key of the struct that declares the selected field, which can be an embedded one.
func declaring(sel *types.Selection) string {
	t := sel.Recv()
	for _, i := range sel.Index()[:len(sel.Index())-1] {
		s, _ := structOf(t)
		if s == nil || i >= s.NumFields() {
			break
		}
		t = s.Field(i).Type()
	}
	_, owner := structOf(t)
	return owner
}

// calledFunc is the function that a call names, nil when it calls a value.
func (b *builder) calledFunc(e *ast.CallExpr) *types.Func {
	switch f := ast.Unparen(e.Fun).(type) {
	case *ast.Ident:
		fn, _ := b.Info.Uses[f].(*types.Func)
		return fn
	case *ast.SelectorExpr:
		fn, _ := b.Info.Uses[f.Sel].(*types.Func)
		return fn
	}
	return nil
}
