package repair

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/link"
)

// joiner returns the call of a method that waits for a context. One that also closes a channel would do so each time that
// SyncStop runs: it can only take the place of what closes it there already.
func (r *repair) joiner(w link.Waiter) string {
	call, _ := r.node(w.Call).(*ast.CallExpr)
	if call == nil {
		return ""
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	x := r.inScope(sel.X, r.free)
	if x == "" {
		return ""
	}
	wait := x + "." + w.Method + "()"
	if w.Closes {
		return r.inPlace(wait, x, w.Calls)
	}
	return r.ifSet(sel.X, x, wait)
}

// ifSet lets a wait be skipped when what it waits for, written x in SyncStop, is set by nobody before Trigger.
func (r *repair) ifSet(e ast.Expr, x, wait string) string {
	if !r.setByTrigger(e) {
		return wait
	}
	return "if " + x + " != nil {\n\t" + wait + "\n}"
}

// inPlace lets a statement take the place of a call of one of the methods in each SyncStop that there is.
func (r *repair) inPlace(wait, x string, methods []string) string {
	for _, m := range methods {
		old := x + "." + m + "()"
		for _, t := range r.tables {
			if own := t.Callback("syncstop"); len(own) != 1 || r.statement(r.function(own[0]), old) == nil {
				old = ""
			}
		}
		if old != "" {
			if r.instead == nil {
				r.instead = map[string]string{}
			}
			r.instead[wait] = old
			return wait
		}
	}
	return ""
}

// exchange puts the statements that take the place of others in a SyncStop there.
func (r *repair) exchange(sync *function) bool {
	for _, s := range r.stop {
		if old := r.instead[s]; old != "" {
			at := r.statement(sync, old)
			if at == nil {
				return false
			}
			r.edit(at.Pos(), at.End(), s)
		}
	}
	return true
}

// statement finds a call that stands as a statement of its own in a function.
func (r *repair) statement(f *function, text string) ast.Stmt {
	if f == nil || f.body == nil {
		return nil
	}
	for _, s := range f.body.List {
		if x, ok := s.(*ast.ExprStmt); ok && strings.TrimSpace(r.text(x.Pos(), x.End())) == text {
			return s
		}
	}
	return nil
}

// setByTrigger tells whether an expression is a field with a pointer that nobody sets before Trigger does.
func (r *repair) setByTrigger(e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok || r.pass.TypesInfo.Selections[sel] == nil {
		return false
	}
	if _, ptr := types.Unalias(r.pass.TypesInfo.TypeOf(sel)).(*types.Pointer); !ptr {
		return false
	}
	field := r.pass.TypesInfo.Selections[sel].Obj()
	set, elsewhere := false, false
	for _, file := range r.pass.Files {
		for _, d := range file.Decls {
			fd, ok := d.(*ast.FuncDecl)
			trigger := ok && strings.EqualFold(fd.Name.Name, "trigger")
			ast.Inspect(d, func(n ast.Node) bool {
				if r.assigns(n, field) {
					set, elsewhere = true, elsewhere || !trigger
				}
				return true
			})
		}
	}
	return set && !elsewhere
}

// assigns tells whether a node gives a field a value.
func (r *repair) assigns(n ast.Node, field types.Object) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for _, l := range n.Lhs {
			if s, ok := l.(*ast.SelectorExpr); ok && n.Tok == token.ASSIGN && r.pass.TypesInfo.Uses[s.Sel] == field {
				return true
			}
		}
	case *ast.KeyValueExpr:
		id, ok := n.Key.(*ast.Ident)
		return ok && r.pass.TypesInfo.Uses[id] == field
	}
	return false
}
