package repair

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
	"github.com/pcmlint/pcmlint/analyzers/internal/link"
)

// nameIRQs names the interrupt of each table's handler to its card, behind the request: then the core waits for it.
func (r *repair) nameIRQs(what *link.Repair) bool {
	if !what.Nameable || len(what.Waits) > 0 || what.Unseen.IsValid() {
		return false
	}
	done := map[ir.Pos]bool{}
	for _, o := range what.Open {
		if !done[o.Reg] && (o.Rule != "PCM001" || !r.nameIRQ(o)) {
			r.out = nil
			return false
		}
		done[o.Reg] = true
	}
	return len(done) > 0
}

// nameIRQ does so for one request.
func (r *repair) nameIRQ(o link.Open) bool {
	request, _ := r.node(o.Reg).(*ast.CallExpr)
	if request == nil {
		return false
	}
	number := r.numberArg(request)
	list, at := r.listOf(request)
	if number == nil || at < 0 {
		return false
	}
	card, typ := r.cardAt(request)
	if card == "" {
		return false
	}
	naming := r.namingOf(card, typ, number)
	return naming != "" && r.afterRequest(list, at, naming)
}

// numberArg returns the argument of a request that is the interrupt, when it means the same behind the request.
func (r *repair) numberArg(request *ast.CallExpr) ast.Expr {
	for _, a := range request.Args {
		basic, ok := r.pass.TypesInfo.TypeOf(a).Underlying().(*types.Basic)
		if !ok || basic.Info()&types.IsInteger == 0 {
			continue
		}
		if r.pass.TypesInfo.Types[a].Value != nil || r.steady(a) {
			return a
		}
		return nil
	}
	return nil
}

// listOf returns the innermost list of statements in which a call stands, and the index of its statement.
func (r *repair) listOf(call *ast.CallExpr) (list []ast.Stmt, at int) {
	at = -1
	ast.Inspect(r.file(call.Pos()), func(n ast.Node) bool {
		var stmts []ast.Stmt
		switch n := n.(type) {
		case *ast.BlockStmt:
			stmts = n.List
		case *ast.CaseClause:
			stmts = n.Body
		case *ast.CommClause:
			stmts = n.Body
		}
		for i, s := range stmts {
			if s.Pos() <= call.Pos() && call.End() <= s.End() {
				list, at = stmts, i
			}
		}
		return true
	})
	return list, at
}

// cardAt returns how a card is called where the interrupt is requested: the one variable of such a type, or else the one
// field of a variable that has one.
func (r *repair) cardAt(request *ast.CallExpr) (string, types.Type) {
	var cards, inside []*types.Var
	names := map[*types.Var]string{}
	for s := r.pass.Pkg.Scope().Innermost(request.Pos()); s != nil && s != types.Universe; s = s.Parent() {
		for _, name := range s.Names() {
			v, ok := s.Lookup(name).(*types.Var)
			if !ok || s != r.pass.Pkg.Scope() && v.Pos() > request.Pos() {
				continue
			}
			if r.isCard(v.Type()) {
				cards = append(cards, v)
				names[v] = name
			}
			for _, f := range r.cardFields(v.Type()) {
				inside = append(inside, f)
				names[f] = name + "." + f.Name()
			}
		}
	}
	if len(cards) == 0 {
		cards = inside
	}
	if len(cards) != 1 {
		return "", nil
	}
	return names[cards[0]], cards[0].Type()
}

// cardFields returns the fields of a driver's own struct that hold a card.
func (r *repair) cardFields(t types.Type) []*types.Var {
	n := named(t)
	if n == nil || n.Obj().Pkg() != r.pass.Pkg {
		return nil
	}
	st, ok := n.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var out []*types.Var
	for f := range st.Fields() {
		if r.isCard(f.Type()) {
			out = append(out, f)
		}
	}
	return out
}

// isCard tells whether a type of a library has a place for the interrupt.
func (r *repair) isCard(t types.Type) bool {
	n := named(t)
	return n != nil && n.Obj().Pkg() != r.pass.Pkg && r.namingMember(t) != nil
}

// namingMember returns the field that holds the interrupt, or else the method that sets it.
func (r *repair) namingMember(t types.Type) types.Object {
	if st, ok := under(t).(*types.Struct); ok {
		for f := range st.Fields() {
			if f.Exported() && knowledge.NamesIRQ(f.Name()) {
				return f
			}
		}
	}
	if _, ptr := types.Unalias(t).(*types.Pointer); !ptr && !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	ms := types.NewMethodSet(t)
	for m := range ms.Methods() {
		fn, ok := m.Obj().(*types.Func)
		if ok && fn.Exported() && knowledge.NamesIRQ(fn.Name()) && fn.Signature().Params().Len() == 1 && fn.Signature().Results().Len() == 0 {
			return fn
		}
	}
	return nil
}

// namingOf writes the statement.
func (r *repair) namingOf(card string, t types.Type, number ast.Expr) string {
	m := r.namingMember(t)
	to := m.Type()
	if fn, ok := m.(*types.Func); ok {
		to = fn.Signature().Params().At(0).Type()
	}
	tv := r.pass.TypesInfo.Types[number]
	if tv.Value == nil && !types.AssignableTo(tv.Type, to) {
		return ""
	}
	n := r.text(number.Pos(), number.End())
	if _, ok := m.(*types.Func); ok {
		return card + "." + m.Name() + "(" + n + ")"
	}
	return card + "." + m.Name() + " = " + n
}

// afterRequest puts a statement behind the one that requests the interrupt and behind the test for its error, or before
// the one that returns what the request gives.
func (r *repair) afterRequest(list []ast.Stmt, at int, stmt string) bool {
	s := list[at]
	switch s.(type) {
	case *ast.ReturnStmt:
		r.edit(s.Pos(), s.Pos(), stmt+r.separator(s))
		return true
	case *ast.IfStmt, *ast.ExprStmt:
	case *ast.AssignStmt:
		if at+1 < len(list) && isErrorTest(list[at+1]) {
			s = list[at+1]
		}
	default:
		return false
	}
	end := s.End()
	if c := r.behind(s); c != nil {
		end = c.End()
	}
	r.edit(end, end, r.separator(s)+stmt)
	return true
}

// separator is what stands between two statements here.
func (r *repair) separator(s ast.Stmt) string {
	tf := r.pass.Fset.File(s.Pos())
	if strings.TrimSpace(r.text(tf.LineStart(tf.Line(s.Pos())), s.Pos())) != "" {
		return "; "
	}
	return "\n" + r.indent(s.Pos())
}

// isErrorTest tells `if err != nil {...}`.
func isErrorTest(s ast.Stmt) bool {
	i, ok := s.(*ast.IfStmt)
	if !ok {
		return false
	}
	b, ok := i.Cond.(*ast.BinaryExpr)
	if !ok || b.Op != token.NEQ {
		return false
	}
	id, ok := b.Y.(*ast.Ident)
	return ok && id.Name == "nil"
}
