package irbuild

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
)

// expr reads an expression and returns the node that holds its value.
func (b *builder) expr(e ast.Expr) ir.Node {
	switch e := e.(type) {
	case nil:
		return 0
	case *ast.Ident:
		return b.ident(e)
	case *ast.ParenExpr:
		return b.expr(e.X)
	case *ast.SelectorExpr:
		return b.selector(e)
	case *ast.CallExpr:
		if r := b.call(e, ir.Sync); len(r) > 0 {
			return r[0]
		}
	case *ast.FuncLit:
		return b.funcLit(e)
	case *ast.CompositeLit:
		return b.compositeLit(e)
	case *ast.UnaryExpr:
		return b.unary(e)
	case *ast.StarExpr:
		x := b.expr(e.X)
		t := b.typeOf(e)
		if isStruct(t) {
			return x
		}
		return b.load(x, "*", "", t, e)
	case *ast.IndexExpr:
		if tv, ok := b.Info.Types[e.Index]; ok && tv.IsType() {
			return b.expr(e.X) // an instance of a generic function
		}
		b.expr(e.Index)
		x := b.expr(e.X)
		return b.element(x, b.typeOf(e.X), b.typeOf(e), e)
	case *ast.IndexListExpr:
		return b.expr(e.X)
	case *ast.SliceExpr:
		b.expr(e.Low)
		b.expr(e.High)
		return b.expr(e.X)
	case *ast.TypeAssertExpr:
		return b.expr(e.X)
	case *ast.BinaryExpr:
		b.expr(e.X)
		b.expr(e.Y)
	case *ast.KeyValueExpr:
		b.expr(e.Key)
		return b.expr(e.Value)
	}
	return 0
}

func (b *builder) ident(id *ast.Ident) ir.Node {
	switch o := b.objectOf(id).(type) {
	case *types.Var:
		return b.varNode(o)
	case *types.Func:
		return b.funcValue(o, 0, false, id)
	}
	return 0
}

// hold makes a node that holds one value.
func (b *builder) hold(v ir.Value) ir.Node {
	n := b.newNode()
	b.add(ir.Cons{Kind: ir.Hold, Dst: n, Val: v})
	return n
}

func (b *builder) funcValue(fn *types.Func, recv ir.Node, mexpr bool, at ast.Node) ir.Node {
	return b.hold(ir.Value{Func: FuncKey(fn), Recv: recv, MethodExpr: mexpr, Name: fn.Name(), Pos: b.pos(at)})
}

// load returns a node that holds field f of the objects in x. Struct fields are parts of the object, all others values.
func (b *builder) load(x ir.Node, f, owner string, t types.Type, at ast.Node) ir.Node {
	if x == 0 || t == nil || !carries(t) {
		return 0
	}
	n := b.newNode()
	kind := ir.Load
	if isStruct(t) && f != "<-" && f != "key" {
		kind = ir.Sub
	}
	c := ir.Cons{Kind: kind, Dst: n, Src: x, Field: f, Struct: owner, Pos: b.pos(at)}
	if kind == ir.Sub {
		c.Val.Type = b.typeKey(t)
	}
	b.add(c)
	return n
}

// element reads x[i].
func (b *builder) element(x ir.Node, container, t types.Type, at ast.Node) ir.Node {
	if x == 0 || t == nil || !carries(t) {
		return 0
	}
	if isMap(container) {
		n := b.newNode()
		b.add(ir.Cons{Kind: ir.Load, Dst: n, Src: x, Field: "[]", Pos: b.pos(at)})
		return n
	}
	return b.load(x, "[]", "", t, at)
}

// selector reads x.f, x.Method, pkg.Name and T.Method.
func (b *builder) selector(e *ast.SelectorExpr) ir.Node {
	sel, ok := b.Info.Selections[e]
	if !ok {
		return b.ident(e.Sel)
	}
	switch sel.Kind() {
	case types.MethodExpr:
		return b.funcValue(sel.Obj().(*types.Func), 0, true, e)
	case types.MethodVal:
		recv, _ := b.base(e, sel)
		return b.funcValue(sel.Obj().(*types.Func), recv, false, e)
	}
	base, owner := b.base(e, sel)
	return b.load(base, e.Sel.Name, owner, sel.Type(), e)
}

// base returns the node of the object that a selection ends at, behind all embedded fields, and the key of its type.
func (b *builder) base(e *ast.SelectorExpr, sel *types.Selection) (ir.Node, string) {
	n := b.expr(e.X)
	t := sel.Recv()
	path, _ := b.embedPath(t, sel.Index())
	for i, st := range path {
		s, _ := structOf(t)
		t = s.Field(sel.Index()[i]).Type()
		if n == 0 {
			continue
		}
		next := b.newNode()
		kind := ir.Sub
		if st.Ptr {
			kind = ir.Load
		}
		c := ir.Cons{Kind: kind, Dst: next, Src: n, Field: st.Field, Struct: st.Struct, Pos: b.pos(e)}
		c.Val.Type = b.typeKey(t)
		b.add(c)
		n = next
	}
	_, owner := structOf(t)
	return n, owner
}

// unary reads &x and <-ch.
func (b *builder) unary(e *ast.UnaryExpr) ir.Node {
	switch e.Op {
	case token.ARROW:
		x := b.expr(e.X)
		b.prim(ir.Prim{Kind: ir.Recv, Node: x, Pos: b.pos(e)})
		return b.load(x, "<-", "", b.typeOf(e), e)
	case token.AND:
		x := b.expr(e.X)
		if isStruct(b.typeOf(e.X)) {
			return x
		}
		if sel, ok := ast.Unparen(e.X).(*ast.SelectorExpr); ok && x != 0 {
			return b.fieldAddress(e, sel, x)
		}
		id, ok := ast.Unparen(e.X).(*ast.Ident)
		if x == 0 || !ok {
			return x
		}
		n := b.newNode()
		b.add(ir.Cons{Kind: ir.Cell, Dst: n, Src: x, Val: b.object(b.typeOf(e.X), e, id.Name, true)})
		return n
	}
	b.expr(e.X)
	return 0
}

// fieldAddress reads &x.f: what is put there through the pointer is in the field.
func (b *builder) fieldAddress(e *ast.UnaryExpr, x *ast.SelectorExpr, value ir.Node) ir.Node {
	sel := b.Info.Selections[x]
	if sel == nil || sel.Kind() != types.FieldVal {
		return value
	}
	base, owner := b.base(x, sel)
	if base == 0 {
		return value
	}
	cell, n := b.newNode(), b.newNode()
	b.copyTo(cell, value)
	b.add(ir.Cons{Kind: ir.Store, Dst: base, Field: x.Sel.Name, Struct: owner, Src: cell, Pos: b.pos(e)})
	b.add(ir.Cons{Kind: ir.Cell, Dst: n, Src: cell, Val: b.object(b.typeOf(e.X), e, x.Sel.Name, true)})
	return n
}

// funcLit reads a function literal as a function of its own.
func (b *builder) funcLit(e *ast.FuncLit) ir.Node {
	sig, _ := b.typeOf(e).(*types.Signature)
	if sig == nil {
		return 0
	}
	b.lits++
	f := &ir.Func{Key: "func " + b.at(e.Pos()), Pos: b.span(e.Pos(), e.Type.End()), Variadic: sig.Variadic()}
	if b.fn != nil {
		f.Name, f.Parent = fmt.Sprintf("%s.func%d", outer(b.fn.Name), b.lits), b.fn.Key
	} else {
		f.Name = fmt.Sprintf("func%d", b.lits)
	}
	b.body(f, sig, e.Body)
	return b.hold(ir.Value{Func: f.Key, Name: f.Name, Pos: f.Pos})
}

// outer returns the name of the declared function in the name of a literal.
func outer(name string) string {
	for i := len(name) - 5; i > 0; i-- {
		if name[i:i+5] == ".func" {
			return name[:i]
		}
	}
	return name
}

// compositeLit reads T{...}.
func (b *builder) compositeLit(e *ast.CompositeLit) ir.Node {
	t := b.typeOf(e)
	if t == nil {
		return 0
	}
	holder := b.holder
	name, held, at := "", false, ast.Node(e)
	if holder != nil && b.held == ast.Expr(e) {
		name, held, at = holder.Name, true, holder
	}
	b.holder, b.held = nil, nil
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if name == "" {
		name = types.TypeString(t, b.qualifier) + "{...}"
		if e.Type != nil {
			name = types.ExprString(e.Type) + "{...}"
		}
	}
	v := b.object(t, e, name, held)
	v.Pos = b.pos(at)
	if !held {
		v.Pos = b.span(e.Pos(), e.Lbrace)
		if e.Type == nil {
			v.Pos = b.span(e.Lbrace, e.Lbrace+1)
		}
	}
	n := b.hold(v)
	switch u := t.Underlying().(type) {
	case *types.Struct:
		b.structLit(e, n, t, u)
	case *types.Map:
		b.elements(e, n, u.Elem(), false)
	case *types.Slice:
		b.elements(e, n, u.Elem(), true)
	case *types.Array:
		b.elements(e, n, u.Elem(), true)
	}
	return n
}

// qualifier names a package in a type as source does.
func (b *builder) qualifier(pkg *types.Package) string {
	if pkg == b.Pkg {
		return ""
	}
	return pkg.Name()
}

func (b *builder) structLit(e *ast.CompositeLit, n ir.Node, t types.Type, s *types.Struct) {
	_, owner := structOf(t)
	for i, el := range e.Elts {
		var field *types.Var
		val := el
		if kv, ok := el.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				field, _ = b.Info.Uses[id].(*types.Var)
			}
			val = kv.Value
		} else if i < s.NumFields() {
			field = s.Field(i)
		}
		src := b.expr(val)
		if field == nil {
			continue
		}
		if src != 0 && isStruct(field.Type()) {
			part := b.newNode()
			c := ir.Cons{Kind: ir.Sub, Dst: part, Src: n, Field: field.Name(), Struct: owner}
			c.Val.Type = b.typeKey(field.Type())
			b.add(c)
			b.structCopy(part, src, val)
			continue
		}
		tv := b.Info.Types[val]
		b.add(ir.Cons{Kind: ir.Store, Dst: n, Field: field.Name(), Struct: owner, Src: src, Nil: tv.IsNil(), Const: b.constant(val), Pos: b.pos(val)})
	}
}

// elements reads the elements of a slice, array or map literal.
func (b *builder) elements(e *ast.CompositeLit, n ir.Node, elem types.Type, parts bool) {
	for _, el := range e.Elts {
		val := el
		if kv, ok := el.(*ast.KeyValueExpr); ok {
			val = kv.Value
			if !parts {
				b.expr(kv.Key)
			}
		}
		src := b.expr(val)
		if src == 0 {
			continue
		}
		if parts && isStruct(elem) {
			part := b.newNode()
			b.add(ir.Cons{Kind: ir.Sub, Dst: part, Src: n, Field: "[]"})
			b.copyTo(part, src) // elements keep their identity as literals
			b.add(ir.Cons{Kind: ir.Store, Dst: n, Field: "[]", Src: src, Pos: b.pos(val)})
			continue
		}
		b.add(ir.Cons{Kind: ir.Store, Dst: n, Field: "[]", Src: src, Pos: b.pos(val)})
	}
}
