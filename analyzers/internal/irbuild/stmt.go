package irbuild

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// block reads the statements of a block.
func (b *builder) block(s *ast.BlockStmt) {
	if s == nil {
		return
	}
	for _, s := range s.List {
		b.stmt(s)
	}
}

// under reads a statement that runs under a condition.
func (b *builder) under(s ast.Stmt) {
	if s == nil {
		return
	}
	b.enter()
	b.stmt(s)
	b.leave()
}

// starts tells whether a call starts something that goes on behind it.
func starts(c ir.Call) bool { return c.Mode == ir.Go || knowledge.IsAsync(c.Static) }

// enter begins a conditional block.
func (b *builder) enter() {
	b.cond++
	if b.fn != nil {
		b.fn.Blocks = append(b.fn.Blocks, b.in)
		b.in = int32(len(b.fn.Blocks))
	}
}

// leave ends it.
func (b *builder) leave() {
	b.cond--
	if b.fn != nil {
		b.in = b.fn.Blocks[b.in-1]
	}
}

// order numbers what comes to run next.
func (b *builder) order() ir.Order {
	b.seq++
	return ir.Order{Seq: b.seq, Block: b.in}
}

// stmt reads one statement.
func (b *builder) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case nil:
	case *ast.BlockStmt:
		b.block(s)
	case *ast.ExprStmt:
		b.expr(s.X)
	case *ast.SendStmt:
		b.send(s, false, false)
	case *ast.IncDecStmt:
		b.expr(s.X)
	case *ast.AssignStmt:
		b.assign(s.Lhs, s.Rhs, s.Tok == token.DEFINE, false)
	case *ast.GoStmt:
		b.call(s.Call, ir.Go)
	case *ast.DeferStmt:
		b.deferStmt(s)
	case *ast.ReturnStmt:
		b.returnStmt(s)
	case *ast.IfStmt:
		b.stmt(s.Init)
		b.expr(s.Cond)
		b.under(s.Body)
		b.under(s.Else)
	case *ast.SwitchStmt:
		b.stmt(s.Init)
		b.expr(s.Tag)
		b.under(s.Body)
	case *ast.TypeSwitchStmt:
		b.stmt(s.Init)
		b.typeSwitch(s)
	case *ast.CaseClause:
		for _, e := range s.List {
			b.expr(e)
		}
		b.enter()
		for _, s := range s.Body {
			b.stmt(s)
		}
		b.leave()
	case *ast.SelectStmt:
		b.selectStmt(s)
	case *ast.ForStmt:
		b.forStmt(s)
	case *ast.RangeStmt:
		b.rangeStmt(s)
	case *ast.LabeledStmt:
		b.stmt(s.Stmt)
	case *ast.DeclStmt:
		if d, ok := s.Decl.(*ast.GenDecl); ok {
			b.genDecl(d)
		}
	}
}

// deferStmt reads a deferred call; a deferred literal is read as what it does when the function ends.
func (b *builder) deferStmt(s *ast.DeferStmt) {
	b.call(s.Call, ir.Defer)
}

func (b *builder) returnStmt(s *ast.ReturnStmt) {
	if b.fn == nil {
		return
	}
	if slices.ContainsFunc(b.fn.Calls, starts) {
		defer func() { b.fn.Returns = append(b.fn.Returns, b.order()) }()
	}
	if len(s.Results) == 1 && len(b.fn.Results) > 1 {
		if call, ok := ast.Unparen(s.Results[0]).(*ast.CallExpr); ok {
			for i, n := range b.call(call, ir.Sync) {
				if i < len(b.fn.Results) {
					b.copyTo(b.fn.Results[i], n)
				}
			}
		}
		return
	}
	for i, e := range s.Results {
		n := b.expr(e)
		b.number(ir.ResultKey(b.fn.Key, i), e)
		if i < len(b.fn.Results) {
			b.copyTo(b.fn.Results[i], n)
		}
	}
}

// typeSwitch reads `switch y := x.(type)`, where y is a variable of its own in each clause.
func (b *builder) typeSwitch(s *ast.TypeSwitchStmt) {
	var n ir.Node
	switch a := s.Assign.(type) {
	case *ast.ExprStmt:
		n = b.expr(a.X)
	case *ast.AssignStmt:
		n = b.expr(a.Rhs[0])
	}
	for _, c := range s.Body.List {
		if v, ok := b.Info.Implicits[c].(*types.Var); ok {
			b.copyTo(b.varNode(v), n)
		}
	}
	for _, c := range s.Body.List {
		b.enter()
		for _, s := range c.(*ast.CaseClause).Body {
			b.stmt(s)
		}
		b.leave()
	}
}

// selectStmt reads a select. With a default clause its receptions do not wait.
func (b *builder) selectStmt(s *ast.SelectStmt) {
	def := false
	for _, c := range s.Body.List {
		if c.(*ast.CommClause).Comm == nil {
			def = true
		}
	}
	for _, c := range s.Body.List {
		c := c.(*ast.CommClause)
		first := 0
		if b.fn != nil {
			first = len(b.fn.Prims)
		}
		switch comm := c.Comm.(type) {
		case *ast.SendStmt:
			b.send(comm, def, true)
		default:
			b.stmt(comm)
			if b.fn != nil {
				for i := first; i < len(b.fn.Prims); i++ {
					b.fn.Prims[i].Default, b.fn.Prims[i].Any, b.fn.Prims[i].Returns = def, true, returns(c.Body)
				}
			}
		}
		b.enter()
		for _, s := range c.Body {
			b.stmt(s)
		}
		b.leave()
	}
}

// returns tells whether statements end with a return.
func returns(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	_, ok := list[len(list)-1].(*ast.ReturnStmt)
	return ok
}

func (b *builder) forStmt(s *ast.ForStmt) {
	b.stmt(s.Init)
	b.loop++
	b.loopCond = true
	b.expr(s.Cond)
	b.loopCond = false
	b.stmt(s.Post)
	if s.Cond != nil {
		b.enter()
	}
	b.block(s.Body)
	if s.Cond != nil {
		b.leave()
	}
	b.loop--
}

// rangeStmt reads a loop over a container, a channel or an iterator function.
func (b *builder) rangeStmt(s *ast.RangeStmt) {
	x := b.expr(s.X)
	t := b.typeOf(s.X)
	if t == nil {
		b.loop++
		b.block(s.Body)
		b.loop--
		return
	}
	b.loop++
	switch u := t.Underlying().(type) {
	case *types.Chan:
		b.prim(ir.Prim{Kind: ir.Recv, Node: x, Pos: b.pos(s.X)})
		b.store(s.Key, b.load(x, "<-", "", u.Elem(), s.X))
	case *types.Map:
		b.store(s.Value, b.load(x, "[]", "", u.Elem(), s.X))
		b.store(s.Key, b.load(x, "key", "", u.Key(), s.X))
	case *types.Slice:
		b.store(s.Value, b.load(x, "[]", "", u.Elem(), s.X))
	case *types.Array:
		b.store(s.Value, b.load(x, "[]", "", u.Elem(), s.X))
	case *types.Pointer:
		if a, ok := u.Elem().Underlying().(*types.Array); ok {
			b.store(s.Value, b.load(x, "[]", "", a.Elem(), s.X))
		}
	case *types.Signature:
		b.rangeFunc(s, x, u)
	}
	b.enter()
	b.block(s.Body)
	b.leave()
	b.loop--
}

// rangeFunc reads a loop over an iterator: it is called with a function that gets the loop's variables. One of the
// standard library gives the elements of what it was made of.
func (b *builder) rangeFunc(s *ast.RangeStmt, x ir.Node, iter *types.Signature) {
	if b.fn == nil || iter.Params().Len() != 1 {
		return
	}
	yield, ok := iter.Params().At(0).Type().Underlying().(*types.Signature)
	if !ok {
		return
	}
	f := ir.Func{Key: "func " + b.at(s.For) + " range", Name: outer(b.fn.Name) + ".range", Pos: b.pos(s.X), Parent: b.fn.Key}
	vars, n := []ast.Expr{s.Key, s.Value}, yield.Params().Len()
	for i := range min(n, 2) {
		t := yield.Params().At(i).Type()
		node := ir.Node(0)
		if carries(t) {
			node = b.newNode()
			b.store(vars[i], node)
		}
		f.Params, f.Types = append(f.Params, node), append(f.Types, b.typeKey(t))
		field := "[]"
		if n == 2 && i == 0 {
			field = "key"
		}
		b.store(vars[i], b.load(x, field, "", t, s.X))
	}
	b.out.Funcs = append(b.out.Funcs, f)
	body := b.hold(ir.Value{Func: f.Key, Name: f.Name, Pos: f.Pos})
	b.fn.Calls = append(b.fn.Calls, ir.Call{Pos: b.pos(s.X), Dyn: x, Args: []ir.Arg{{Node: body, Func: true}}, Loop: true, Order: b.order()})
}

// send reads `ch <- v`.
func (b *builder) send(s *ast.SendStmt, def, any bool) {
	ch, v := b.expr(s.Chan), b.expr(s.Value)
	b.prim(ir.Prim{Kind: ir.Send, Node: ch, Pos: b.pos(s), Default: def, Any: any})
	if ch != 0 && v != 0 {
		b.add(ir.Cons{Kind: ir.Store, Dst: ch, Field: "<-", Src: v, Pos: b.pos(s.Value)})
	}
}

// prim records a channel operation of the current function.
func (b *builder) prim(p ir.Prim) {
	if b.fn == nil {
		return
	}
	p.Loop, p.Cond, p.Order = b.loop > 0, b.cond > 0, b.order()
	b.fn.Prims = append(b.fn.Prims, p)
}

// assign reads assignments and declarations with values. typed is set for `var x T = y`.
func (b *builder) assign(lhs, rhs []ast.Expr, define, typed bool) {
	if len(rhs) == 1 && len(lhs) > 1 {
		b.assignTuple(lhs, rhs[0])
		return
	}
	for i := range lhs {
		if i >= len(rhs) {
			return
		}
		b.assignOne(lhs[i], rhs[i], define)
	}
}

// assignTuple reads `a, b = f()` and the comma-ok forms.
func (b *builder) assignTuple(lhs []ast.Expr, rhs ast.Expr) {
	if call, ok := ast.Unparen(rhs).(*ast.CallExpr); ok {
		b.numbers(lhs, call)
		for i, n := range b.call(call, ir.Sync) {
			if i < len(lhs) {
				b.store(lhs[i], n)
			}
		}
		return
	}
	b.store(lhs[0], b.expr(rhs))
}

// assignOne reads one `x = y`.
func (b *builder) assignOne(lhs, rhs ast.Expr, define bool) {
	id, _ := ast.Unparen(lhs).(*ast.Ident)
	if id != nil && id.Name != "_" {
		b.holder, b.held = id, literal(rhs)
	}
	n := b.expr(rhs)
	b.holder, b.held = nil, nil
	if id != nil && id.Name == "_" {
		if tv, ok := b.Info.Types[rhs]; ok && !define && tv.IsNil() {
			return
		}
		return
	}
	if id != nil {
		if v, ok := b.objectOf(id).(*types.Var); ok {
			b.number(b.numberKey(v), rhs)
			b.address(rhs, b.numberKey(v))
		}
	}
	t := b.typeOf(rhs)
	if id != nil && isStruct(t) && copies(rhs) {
		// A struct copy: the variable becomes an object of its own.
		if v, ok := b.objectOf(id).(*types.Var); ok {
			dst := b.varNode(v)
			if dst != 0 {
				b.add(ir.Cons{Kind: ir.Hold, Dst: dst, Val: b.object(v.Type(), id, id.Name, true)})
				b.structCopy(dst, n, rhs)
			}
		}
		return
	}
	if tv, ok := b.Info.Types[rhs]; ok && tv.IsNil() {
		b.storeNil(lhs)
		return
	}
	b.rhs = b.constant(rhs)
	b.store(lhs, n)
	b.rhs = ""
}

// copies tells whether assigning the struct expression makes a copy of an object that others see.
func copies(e ast.Expr) bool {
	switch ast.Unparen(e).(type) {
	case *ast.CompositeLit, *ast.CallExpr:
		return false
	}
	return true
}

// literal returns the composite literal in `T{}` and `&T{}`.
func literal(e ast.Expr) ast.Expr {
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = ast.Unparen(u.X)
	}
	switch e := e.(type) {
	case *ast.CompositeLit:
		return e
	case *ast.CallExpr:
		if id, ok := e.Fun.(*ast.Ident); ok && id.Name == "new" {
			return e
		}
	}
	return nil
}

func (b *builder) objectOf(id *ast.Ident) types.Object {
	if o := b.Info.Defs[id]; o != nil {
		return o
	}
	return b.Info.Uses[id]
}

func (b *builder) typeOf(e ast.Expr) types.Type {
	if e == nil {
		return nil
	}
	if tv, ok := b.Info.Types[e]; ok {
		return tv.Type
	}
	if id, ok := e.(*ast.Ident); ok {
		if o := b.objectOf(id); o != nil {
			return o.Type()
		}
	}
	return nil
}

// structCopy copies the fields of the objects in src to those in dst.
func (b *builder) structCopy(dst, src ir.Node, at ast.Node) {
	if dst != 0 && src != 0 {
		b.add(ir.Cons{Kind: ir.CopyStruct, Dst: dst, Src: src, Pos: b.pos(at)})
	}
}

// store makes what lhs names hold the values of n.
func (b *builder) store(lhs ast.Expr, n ir.Node) {
	if lhs == nil {
		return
	}
	b.storeTo(lhs, n, false)
}

// storeNil records that nil is assigned, which matters for callbacks.
func (b *builder) storeNil(lhs ast.Expr) { b.storeTo(lhs, 0, true) }

func (b *builder) storeTo(lhs ast.Expr, n ir.Node, null bool) {
	lhs = ast.Unparen(lhs)
	t := b.typeOf(lhs)
	switch l := lhs.(type) {
	case *ast.Ident:
		if l.Name == "_" {
			return
		}
		if v, ok := b.objectOf(l).(*types.Var); ok {
			b.copyTo(b.varNode(v), n)
		}
	case *ast.SelectorExpr:
		sel, ok := b.Info.Selections[l]
		if !ok {
			if v, ok := b.Info.Uses[l.Sel].(*types.Var); ok {
				b.copyTo(b.varNode(v), n)
			}
			return
		}
		base, owner := b.base(l, sel)
		if base == 0 {
			return
		}
		if n == 0 {
			if !carries(t) && !null {
				// Numbers have no values, but that the field is assigned can matter (SyncIRQ).
				b.add(ir.Cons{Kind: ir.Store, Dst: base, Field: l.Sel.Name, Struct: owner, Const: b.rhs, Pos: b.pos(l)})
				return
			}
			b.add(ir.Cons{Kind: ir.Store, Dst: base, Field: l.Sel.Name, Struct: owner, Nil: null, Pos: b.pos(l)})
			return
		}
		if isStruct(t) {
			part := b.newNode()
			b.add(ir.Cons{Kind: ir.Sub, Dst: part, Src: base, Field: l.Sel.Name, Struct: owner})
			b.structCopy(part, n, l)
			return
		}
		b.add(ir.Cons{Kind: ir.Store, Dst: base, Field: l.Sel.Name, Struct: owner, Src: n, Pos: b.pos(l)})
	case *ast.IndexExpr:
		b.expr(l.Index)
		x := b.expr(l.X)
		if x == 0 || n == 0 {
			return
		}
		if isStruct(t) && !isMap(b.typeOf(l.X)) {
			part := b.newNode()
			b.add(ir.Cons{Kind: ir.Sub, Dst: part, Src: x, Field: "[]"})
			b.structCopy(part, n, l)
			return
		}
		b.add(ir.Cons{Kind: ir.Store, Dst: x, Field: "[]", Src: n, Pos: b.pos(l)})
	case *ast.StarExpr:
		b.numberFrom(b.constant(l), b.rhs)
		x := b.expr(l.X)
		if x == 0 || n == 0 {
			return
		}
		if isStruct(t) {
			b.structCopy(x, n, l)
			return
		}
		b.add(ir.Cons{Kind: ir.Store, Dst: x, Field: "*", Src: n, Pos: b.pos(l)})
	}
}

func isMap(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Map)
	return ok
}
