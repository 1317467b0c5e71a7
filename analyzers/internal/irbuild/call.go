package irbuild

import (
	"go/ast"
	"go/types"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// call reads a call expression and returns the nodes of its results.
func (b *builder) call(e *ast.CallExpr, mode ir.Mode) []ir.Node {
	fun := ast.Unparen(e.Fun)
	tv := b.Info.Types[fun]
	if tv.IsType() {
		return []ir.Node{b.conversion(e, tv.Type)}
	}
	if id, ok := fun.(*ast.Ident); ok {
		if bi, ok := b.Info.Uses[id].(*types.Builtin); ok {
			return []ir.Node{b.builtin(e, bi.Name(), mode)}
		}
	}
	c := ir.Call{Pos: b.pos(e), Mode: mode, Cond: b.cond > 0, Loop: b.loop > 0, LoopCond: b.loopCond, Defers: mode == ir.Defer}
	b.callee(fun, &c)
	sig, _ := types.Type(nil), false
	if tv.Type != nil {
		sig = tv.Type.Underlying()
	}
	s, _ := sig.(*types.Signature)
	c.Args = b.args(e, s, &c)
	c.Results, c.Fresh = b.results(e, s, &c)
	b.container(&c, e)
	if b.fn == nil {
		b.initCall(c)
		return c.Results
	}
	c.Order = b.order()
	b.fn.Calls = append(b.fn.Calls, c)
	return c.Results
}

// container reads a method of a container of the standard library, such as an atomic.Value, as an assignment to what
// the container holds or as a read of it.
func (b *builder) container(c *ir.Call, at *ast.CallExpr) {
	if put, typ, field, ok := knowledge.Element(c.Static); ok && put < len(c.Args) && c.Args[put].Node != 0 {
		b.add(ir.Cons{Kind: ir.Store, Dst: b.newNode(), Field: field, Struct: typ, Src: c.Args[put].Node, Pos: b.pos(at)})
		return
	}
	put, get := knowledge.Contains(c.Static)
	if c.Recv == 0 {
		return
	}
	owner := b.fieldOf(at)
	if put >= 0 && put < len(c.Args) && c.Args[put].Node != 0 {
		b.add(ir.Cons{Kind: ir.Store, Dst: c.Recv, Field: "held", Struct: owner, Src: c.Args[put].Node, Pos: b.pos(at)})
	}
	if get && len(c.Results) > 0 && c.Results[0] != 0 {
		b.add(ir.Cons{Kind: ir.Load, Dst: c.Results[0], Src: c.Recv, Field: "held", Struct: owner, Pos: b.pos(at)})
	}
}

// fieldOf is the key of the field that holds the receiver of a method call, "" for other receivers.
func (b *builder) fieldOf(e *ast.CallExpr) string {
	fun, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	x, ok := ast.Unparen(fun.X).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	sel := b.Info.Selections[x]
	if sel == nil || sel.Kind() != types.FieldVal {
		return ""
	}
	_, owner := structOf(sel.Recv())
	return owner + "." + x.Sel.Name
}

// initCall records a call in a package-level initializer in a function that stands for the initialization.
func (b *builder) initCall(c ir.Call) {
	key := b.out.Path + ".init"
	for i := range b.out.Funcs {
		if b.out.Funcs[i].Key == key {
			b.out.Funcs[i].Calls = append(b.out.Funcs[i].Calls, c)
			return
		}
	}
	b.out.Funcs = append(b.out.Funcs, ir.Func{Key: key, Name: "init", Short: "init", Pos: c.Pos, Calls: []ir.Call{c}})
}

// callee says who is called.
func (b *builder) callee(fun ast.Expr, c *ir.Call) {
	switch x := fun.(type) {
	case *ast.IndexExpr:
		if b.Info.Types[x.Index].IsType() { // an instance of a generic function, else an element
			b.callee(ast.Unparen(x.X), c)
			return
		}
	case *ast.IndexListExpr:
		b.callee(ast.Unparen(x.X), c)
		return
	case *ast.Ident:
		if fn, ok := b.Info.Uses[x].(*types.Func); ok {
			b.static(fn, c)
			return
		}
	case *ast.SelectorExpr:
		sel, ok := b.Info.Selections[x]
		if !ok {
			if fn, ok := b.Info.Uses[x.Sel].(*types.Func); ok {
				b.static(fn, c)
				return
			}
			c.Name = x.Sel.Name
			break
		}
		if sel.Kind() == types.MethodVal {
			fn := sel.Obj().(*types.Func)
			c.Recv, _ = b.base(x, sel)
			b.static(fn, c)
			if r := fn.Type().(*types.Signature).Recv(); r != nil {
				c.RecvType = b.typeKey(r.Type())
				if types.IsInterface(r.Type()) || isParam(sel.Recv()) {
					c.Iface = fn.Name()
				}
			}
			return
		}
		c.Name = x.Sel.Name
	}
	c.Dyn = b.expr(fun)
}

func isParam(t types.Type) bool {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	_, ok := t.(*types.TypeParam)
	return ok
}

func (b *builder) static(fn *types.Func, c *ir.Call) {
	c.Static, c.Name = FuncKey(fn), fn.Name()
	if fn.Pkg() != nil {
		c.Pkg, c.PkgName = fn.Pkg().Path(), fn.Pkg().Name()
		c.Std = knowledge.Std(c.Pkg) && c.Pkg != b.out.Path
	}
}

// args reads the arguments and says what is known of the parameters that they go to.
func (b *builder) args(e *ast.CallExpr, sig *types.Signature, c *ir.Call) []ir.Arg {
	var out []ir.Arg
	if sig != nil && len(e.Args) == 1 && sig.Params().Len() > 1 {
		if call, ok := ast.Unparen(e.Args[0]).(*ast.CallExpr); ok {
			for _, n := range b.call(call, ir.Sync) {
				out = append(out, ir.Arg{Node: n})
			}
			return out
		}
	}
	for i, a := range e.Args {
		arg := ir.Arg{Node: b.expr(a), Const: b.constant(a), Nil: b.Info.Types[a].IsNil(), Number: isNumber(b.typeOf(a))}
		if c.Static != "" {
			b.address(a, ir.PointeeKey(c.Static, i))
		} else {
			b.address(a, "")
		}
		if t := paramType(sig, i, e.Ellipsis.IsValid()); t != nil {
			arg.Spread = e.Ellipsis.IsValid() && i == len(e.Args)-1
			arg.Type = b.typeKey(t)
			switch u := t.Underlying().(type) {
			case *types.Signature:
				arg.Func = true
			case *types.Interface:
				if !isParam(t) {
					for m := range u.Methods() {
						arg.Methods = append(arg.Methods, m.Name())
					}
				}
			}
			if t := b.typeOf(a); t != nil {
				switch t.Underlying().(type) {
				case *types.Signature:
					arg.Func = true
				case *types.Pointer, *types.Interface:
				default:
					arg.Value = true
				}
			}
		}
		out = append(out, arg)
	}
	return out
}

// paramType returns the type of the parameter that argument i goes to.
func paramType(sig *types.Signature, i int, spread bool) types.Type {
	if sig == nil || sig.Params().Len() == 0 {
		return nil
	}
	last := sig.Params().Len() - 1
	if !sig.Variadic() || i < last {
		if i > last {
			return nil
		}
		return sig.Params().At(i).Type()
	}
	t := sig.Params().At(last).Type()
	if s, ok := t.Underlying().(*types.Slice); ok && !spread {
		return s.Elem()
	}
	return t
}

// results makes the nodes that a call's results go to.
func (b *builder) results(e *ast.CallExpr, sig *types.Signature, c *ir.Call) (nodes []ir.Node, fresh []ir.Value) {
	if sig == nil {
		return nil, nil
	}
	for i := range sig.Results().Len() {
		t := sig.Results().At(i).Type()
		if !carries(t) || isError(t) {
			nodes, fresh = append(nodes, 0), append(fresh, ir.Value{})
			continue
		}
		v := b.object(t, e, c.Name+"()", false)
		v.Obj += "()" + string(rune('0'+i))
		nodes, fresh = append(nodes, b.newNode()), append(fresh, v)
	}
	return nodes, fresh
}

var errorType = types.Universe.Lookup("error").Type()

func isError(t types.Type) bool { return types.Identical(t, errorType) }

// conversion reads T(x).
func (b *builder) conversion(e *ast.CallExpr, t types.Type) ir.Node {
	if len(e.Args) != 1 {
		return 0
	}
	n := b.expr(e.Args[0])
	if key := b.typeKey(t); key != "" && n == 0 && !types.IsInterface(t) {
		// A typed nil or a number with methods is an object of its type.
		v := b.object(t, e, types.ExprString(e.Fun), false)
		v.Assertion = b.Info.Types[e.Args[0]].IsNil()
		return b.hold(v)
	}
	if key := b.typeKey(t); n != 0 && key != "" && isStruct(under(t)) && key != b.typeKey(b.typeOf(e.Args[0])) {
		// The same struct under another name: an object of that type with the same fields.
		v := b.object(t, e, types.ExprString(e.Fun), false)
		v.Obj += " converted"
		dst := b.hold(v)
		b.structCopy(dst, n, e)
		return dst
	}
	return n
}

// under is the type that a pointer points to, or else the type itself.
func under(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// builtin reads a call of a builtin function.
func (b *builder) builtin(e *ast.CallExpr, name string, mode ir.Mode) ir.Node {
	switch name {
	case "close":
		n := b.expr(e.Args[0])
		b.prim(ir.Prim{Kind: ir.Close, Node: n, Pos: b.pos(e), Defer: mode == ir.Defer})
		return 0
	case "new":
		t := b.typeOf(e)
		if p, ok := t.(*types.Pointer); ok {
			name, at, held := "new("+types.ExprString(e.Args[0])+")", ast.Node(e), false
			if b.holder != nil && b.held == ast.Expr(e) {
				name, at, held = b.holder.Name, b.holder, true
			}
			v := b.object(p.Elem(), e, name, held)
			v.Pos = b.pos(at)
			return b.hold(v)
		}
	case "make":
		for _, a := range e.Args[1:] {
			b.expr(a)
		}
		v := b.object(b.typeOf(e), e, "make", false)
		if len(e.Args) == 2 {
			size := b.Info.Types[e.Args[1]].Value
			v.Buffered = size != nil && size.ExactString() != "0"
		}
		return b.hold(v)
	case "append":
		n := b.newNode()
		b.copyTo(n, b.expr(e.Args[0]))
		b.add(ir.Cons{Kind: ir.Hold, Dst: n, Val: b.object(b.typeOf(e), e, "append", false)})
		for i, a := range e.Args[1:] {
			src := b.expr(a)
			if src == 0 {
				continue
			}
			if e.Ellipsis.IsValid() && i == len(e.Args)-2 {
				x := b.newNode()
				b.add(ir.Cons{Kind: ir.Load, Dst: x, Src: src, Field: "[]"})
				src = x
			}
			b.add(ir.Cons{Kind: ir.Store, Dst: n, Field: "[]", Src: src, Pos: b.pos(a)})
		}
		return n
	case "copy":
		dst, src := b.expr(e.Args[0]), b.expr(e.Args[1])
		if dst != 0 && src != 0 {
			x := b.newNode()
			b.add(ir.Cons{Kind: ir.Load, Dst: x, Src: src, Field: "[]"})
			b.add(ir.Cons{Kind: ir.Store, Dst: dst, Field: "[]", Src: x})
		}
		return 0
	default:
		for _, a := range e.Args {
			b.expr(a)
		}
	}
	return 0
}
