package repair

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/pcmlint/pcmlint/analyzers/internal/link"
)

// install puts the waiting statement into the SyncStop that the tables have, or into a new one.
func (r *repair) install(free *function, wait string) bool {
	if old := r.f.Table.Callback("syncstop"); len(old) == 1 {
		if f := r.function(old[0]); f != nil && f.body != nil {
			return r.extend(free, f, wait)
		}
	}
	if r.f.Table.Iface {
		return r.method(free, wait, "SyncStop")
	}
	if free.lit != nil {
		return r.fields(r.header(free, "func")+r.block(free, wait), "", free)
	}
	name := r.freshName(free)
	if name == "" || !r.method(free, wait, name) {
		return false
	}
	return r.fields("", name, free)
}

// extend puts the statement at the start of a SyncStop that does not wait.
func (r *repair) extend(free, sync *function, wait string) bool {
	if sync.file != free.file || (free.decl == nil) != (sync.decl == nil) {
		return false
	}
	if a, b := receiver(free), receiver(sync); free.decl != nil && (a == nil) != (b == nil) || a != nil && b != nil && a.Name != b.Name {
		return false
	}
	if free.typ.Params != nil && r.text(free.typ.Params.Pos(), free.typ.Params.End()) != r.text(sync.typ.Params.Pos(), sync.typ.Params.End()) &&
		usesParams(free, wait) {
		return false
	}
	sep := "\n"
	if r.oneLine(sync.body) {
		sep = "; "
		r.out = append(r.out, analysis.TextEdit{Pos: sync.body.Lbrace + 1, End: sync.body.Lbrace + 1, NewText: []byte(" " + wait + sep)})
		return true
	}
	ind := r.indent(sync.body.Lbrace) + "\t"
	r.out = append(r.out, analysis.TextEdit{Pos: sync.body.Lbrace + 1, End: sync.body.Lbrace + 1, NewText: []byte("\n" + ind + r.reindent(wait, ind))})
	return true
}

// usesParams tells, by name, whether the statement uses a parameter of HwFree.
func usesParams(f *function, wait string) bool {
	for _, p := range f.typ.Params.List {
		for _, n := range p.Names {
			if n.Name != "_" && strings.Contains(wait, n.Name) {
				return true
			}
		}
	}
	return false
}

func (r *repair) oneLine(n ast.Node) bool {
	return r.pass.Fset.Position(n.Pos()).Line == r.pass.Fset.Position(n.End()).Line
}

// header returns HwFree's signature.
func (r *repair) header(free *function, prefix string) string {
	return prefix + r.text(free.typ.Params.Pos(), free.typ.End()) + " "
}

// block returns the body of the new function, indented for HwFree's place.
func (r *repair) block(free *function, wait string) string {
	base := r.indent(free.body.Lbrace)
	ret := ""
	if res := free.typ.Results; res != nil && len(res.List) > 0 {
		ret = "\n" + base + "\treturn nil"
	}
	return "{\n" + base + "\t" + r.reindent(wait, base+"\t") + ret + "\n" + base + "}"
}

// reindent moves the lines of a statement to an indentation; its first line has none.
func (r *repair) reindent(stmt, ind string) string {
	lines := strings.Split(stmt, "\n")
	if len(lines) == 1 {
		return stmt
	}
	last := lines[len(lines)-1]
	old := last[:len(last)-len(strings.TrimLeft(last, "\t "))]
	for i := 1; i < len(lines); i++ {
		lines[i] = ind + strings.TrimPrefix(lines[i], old)
	}
	return strings.Join(lines, "\n")
}

// indent returns the white space that the line of a position starts with.
func (r *repair) indent(pos token.Pos) string {
	tf := r.pass.Fset.File(pos)
	line := r.text(tf.LineStart(tf.Line(pos)), pos)
	return line[:len(line)-len(strings.TrimLeft(line, "\t "))]
}

// method adds a function or method of a name after HwFree, with HwFree's receiver and signature.
func (r *repair) method(free *function, wait, name string) bool {
	if free.decl == nil || free.typ.Results == nil || len(free.typ.Results.List) != 1 {
		return false
	}
	recv := ""
	if free.decl.Recv != nil {
		id := receiver(free)
		recv = r.text(free.decl.Recv.Pos(), free.decl.Recv.End()) + " "
		if id == nil && free.decl.Recv.NumFields() == 0 {
			return false
		}
	}
	src := "\n\n"
	if ast.IsExported(name) {
		src += "// " + name + " waits for what Trigger started.\n"
	} else {
		src += "// " + name + " waits for what trigger started.\n"
	}
	src += "func " + recv + name + r.header(free, "") + r.block(free, wait)
	if !check(src) {
		return false
	}
	r.out = append(r.out, analysis.TextEdit{Pos: free.decl.End(), End: free.decl.End(), NewText: []byte(src)})
	return true
}

// freshName returns a name for the new function that nothing else has.
func (r *repair) freshName(free *function) string {
	for _, name := range []string{"syncStop", "pcmSyncStop", "waitForStop"} {
		if r.pass.Pkg.Scope().Lookup(name) == nil && !r.declared(name) {
			return name
		}
	}
	return ""
}

// declared tells whether any function, method or field of the package has the name.
func (r *repair) declared(name string) bool {
	for id, o := range r.pass.TypesInfo.Defs {
		if o != nil && id.Name == name {
			return true
		}
	}
	return false
}

// fields sets SyncStop in each table, beside HwFree: to a literal, or to a function named like HwFree's is.
func (r *repair) fields(lit, name string, free *function) bool {
	for _, t := range r.f.Tables {
		if !r.field(t, lit, name, free) {
			return false
		}
	}
	return true
}

// field sets SyncStop in one table.
func (r *repair) field(t *link.Table, lit, name string, free *function) bool {
	start, _ := t.Pos.Range()
	file := r.file(start)
	if file == nil {
		return false
	}
	done := false
	ast.Inspect(file, func(n ast.Node) bool {
		if done {
			return false
		}
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok && strings.EqualFold(id.Name, "HwFree") && r.serves(n.Value, free) && r.holds(n, t) {
				done = r.keyed(n, file, lit, name, id.Name)
				return false
			}
		case *ast.AssignStmt:
			if len(n.Lhs) != 1 || n.Tok != token.ASSIGN {
				return true
			}
			sel, ok := n.Lhs[0].(*ast.SelectorExpr)
			if ok && strings.EqualFold(sel.Sel.Name, "HwFree") && r.serves(n.Rhs[0], free) {
				value := r.value(n.Rhs[0], lit, name)
				text := "\n" + r.indent(n.Pos()) + r.text(sel.X.Pos(), sel.X.End()) + ".SyncStop = " + value
				r.out = append(r.out, analysis.TextEdit{Pos: n.End(), End: n.End(), NewText: []byte(text)})
				done = true
				return false
			}
		}
		return true
	})
	return done
}

// serves tells whether an expression is the HwFree function.
func (r *repair) serves(e ast.Expr, free *function) bool {
	e = ast.Unparen(e)
	if free.lit != nil {
		return e == ast.Expr(free.lit)
	}
	switch x := e.(type) {
	case *ast.Ident:
		return r.pass.TypesInfo.Uses[x] == r.pass.TypesInfo.Defs[free.decl.Name]
	case *ast.SelectorExpr:
		return r.pass.TypesInfo.Uses[x.Sel] == r.pass.TypesInfo.Defs[free.decl.Name]
	}
	return false
}

// holds tells whether an element belongs to the literal of the table: the table's position is the literal's, or that of
// the variable in front of it.
func (r *repair) holds(kv *ast.KeyValueExpr, t *link.Table) bool {
	start, _ := t.Pos.Range()
	best := token.NoPos
	for _, o := range r.f.Tables {
		if s, _ := o.Pos.Range(); s < kv.Pos() && s > best {
			best = s
		}
	}
	return best == start
}

// value returns what SyncStop is set to: the literal, or the name selected from what HwFree is selected from.
func (r *repair) value(hwFree ast.Expr, lit, name string) string {
	if lit != "" {
		return lit
	}
	if sel, ok := ast.Unparen(hwFree).(*ast.SelectorExpr); ok {
		return r.text(sel.X.Pos(), sel.X.End()) + "." + name
	}
	return name
}

// keyed adds `SyncStop: value` after `HwFree: value` in a literal.
func (r *repair) keyed(kv *ast.KeyValueExpr, file *ast.File, lit, name, key string) bool {
	value := r.value(kv.Value, lit, name)
	tf := r.pass.Fset.File(kv.Pos())
	before := r.text(tf.LineStart(tf.Line(kv.Pos())), kv.Pos())
	sep := ", "
	if strings.TrimSpace(before) == "" {
		sep = ",\n" + before
	}
	r.out = append(r.out, analysis.TextEdit{Pos: kv.End(), End: kv.End(), NewText: []byte(sep + "SyncStop: " + value)})
	return true
}
