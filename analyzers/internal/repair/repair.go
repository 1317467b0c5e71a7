// Package repair writes the SyncStop that a finding asks for, as a suggested fix. It suggests nothing that it is not
// certain about: the fixed driver compiles and has no finding.
package repair

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/link"
)

// Suggest returns the repair of a finding, or nil.
func Suggest(pass *analysis.Pass, f link.Finding) []analysis.SuggestedFix {
	if f.Fixed || f.Table == nil || pass.Pkg.Path() != f.Table.Pkg {
		return nil
	}
	r := &repair{pass: pass, f: f}
	edits := r.edits()
	if len(edits) == 0 {
		return nil
	}
	msg := "Add a SyncStop that waits for the handler"
	if f.Rule == "PCM003" {
		msg = "Move the wait to SyncStop"
	}
	return []analysis.SuggestedFix{{Message: msg, TextEdits: edits}}
}

type repair struct {
	pass *analysis.Pass
	f    link.Finding
	out  []analysis.TextEdit
}

// edits decides what the new SyncStop does and puts it into every table concerned.
func (r *repair) edits() []analysis.TextEdit {
	for _, t := range r.f.Tables {
		if t.Pkg != r.pass.Pkg.Path() || len(t.Callback("hwfree")) != 1 || t.Callback("hwfree")[0] != r.f.Table.Callback("hwfree")[0] {
			return nil
		}
	}
	free := r.pattern()
	if free == nil || free.body == nil {
		return nil
	}
	var wait string
	if r.f.Rule == "PCM003" {
		wait = r.move(free)
	} else {
		wait = r.derive(free)
	}
	if wait == "" || !r.install(free, wait) {
		return nil
	}
	return r.out
}

// pattern returns the function that the new SyncStop is made like: HwFree, or, where that is promoted, another method of
// the type with the same signature.
func (r *repair) pattern() *function {
	t := r.f.Table
	if f := r.function(t.Callback("hwfree")[0]); f != nil || !t.Iface {
		return f
	}
	for _, op := range []string{"open", "close", "prepare", "hwparams"} {
		if len(t.Callback(op)) != 1 {
			continue
		}
		f := r.function(t.Callback(op)[0])
		if f == nil || f.decl == nil || receiver(f) == nil {
			continue
		}
		recv := r.pass.TypesInfo.Defs[receiver(f)].Type()
		sync, _, _ := types.LookupFieldOrMethod(recv, true, r.pass.Pkg, "SyncStop")
		if sync != nil && types.Identical(sync.Type(), r.pass.TypesInfo.Defs[f.decl.Name].Type()) {
			return f
		}
	}
	return nil
}

// function is a declared function or a literal.
type function struct {
	file *ast.File
	decl *ast.FuncDecl
	lit  *ast.FuncLit
	typ  *ast.FuncType
	body *ast.BlockStmt
}

// function finds the function whose name, or whose literal, is at a place.
func (r *repair) function(p ir.Pos) *function {
	start, _ := p.Range()
	file := r.file(start)
	if file == nil {
		return nil
	}
	var out *function
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Name.Pos() == start {
				out = &function{file, n, nil, n.Type, n.Body}
			}
		case *ast.FuncLit:
			if n.Pos() == start {
				out = &function{file, nil, n, n.Type, n.Body}
			}
		}
		return out == nil
	})
	return out
}

func (r *repair) file(pos token.Pos) *ast.File {
	for _, f := range r.pass.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return f
		}
	}
	return nil
}

// text returns a stretch of the source as it is written.
func (r *repair) text(start, end token.Pos) string {
	tf := r.pass.Fset.File(start)
	src, err := r.pass.ReadFile(tf.Name())
	if err != nil || tf.Offset(end) > len(src) {
		return ""
	}
	return string(src[tf.Offset(start):tf.Offset(end)])
}

// move takes the waiting statement out of HwFree and returns it.
func (r *repair) move(free *function) string {
	start, end := r.f.Move.Range()
	for _, s := range free.body.List {
		if s.Pos() > start || end > s.End() {
			continue
		}
		switch s.(type) {
		case *ast.ExprStmt, *ast.SelectStmt:
		default:
			return ""
		}
		if !r.movable(s, free) {
			return ""
		}
		from, to := r.line(s)
		r.out = append(r.out, analysis.TextEdit{Pos: from, End: to})
		return r.text(s.Pos(), s.End())
	}
	return ""
}

// line widens a statement to its lines, when it stands alone on them.
func (r *repair) line(s ast.Stmt) (token.Pos, token.Pos) {
	tf := r.pass.Fset.File(s.Pos())
	src, err := r.pass.ReadFile(tf.Name())
	if err != nil {
		return s.Pos(), s.End()
	}
	from, to := tf.Offset(s.Pos()), tf.Offset(s.End())
	for from > 0 && (src[from-1] == '\t' || src[from-1] == ' ') {
		from--
	}
	if to < len(src) && src[to] == ';' {
		to++
		for to < len(src) && src[to] == ' ' {
			to++
		}
		return s.Pos(), tf.Pos(to)
	}
	rest := bytes.IndexByte(src[to:], '\n')
	if rest < 0 || from > 0 && src[from-1] != '\n' {
		return s.Pos(), s.End()
	}
	if tail := bytes.TrimSpace(src[to : to+rest]); len(tail) > 0 && !bytes.HasPrefix(tail, []byte("//")) {
		return s.Pos(), s.End()
	}
	return tf.Pos(from), tf.Pos(to + rest + 1)
}

// movable tells whether a statement means the same in another function with the same receiver and parameters: it uses
// no variable that HwFree declares, and leaves HwFree in no way of its own.
func (r *repair) movable(s ast.Stmt, free *function) bool {
	ok := true
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			v, isVar := r.pass.TypesInfo.Uses[n].(*types.Var)
			if isVar && !v.IsField() && free.body.Pos() <= v.Pos() && v.Pos() < free.body.End() && (v.Pos() < s.Pos() || v.Pos() >= s.End()) {
				ok = false
			}
		case *ast.BranchStmt:
			ok = ok && n.Label == nil
		}
		return ok
	})
	return ok
}

// derive returns a statement that waits for the context, when the driver has something to wait for already.
func (r *repair) derive(free *function) string {
	if len(r.f.Table.Callback("syncstop")) > 0 && r.f.Rule == "PCM002" && len(r.f.Signal) == 0 {
		return ""
	}
	if r.f.Rule == "PCM001" {
		return r.synchronize(free)
	}
	if x := r.group(free); x != "" {
		return x
	}
	for _, p := range r.f.Signal {
		call, _ := r.node(p).(*ast.CallExpr)
		if call == nil {
			continue
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			continue
		}
		if x := r.inScope(sel.X, free); x != "" {
			return x + ".Wait()"
		}
	}
	return ""
}

// group returns the wait for a group whose Go runs the context.
func (r *repair) group(free *function) string {
	call, _ := r.node(r.f.Reg).(*ast.CallExpr)
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
	if x := r.inScope(sel.X, free); x != "" {
		return x + ".Wait()"
	}
	return ""
}

// node returns the expression that spans a place exactly.
func (r *repair) node(p ir.Pos) ast.Node {
	start, end := p.Range()
	file := r.file(start)
	if file == nil {
		return nil
	}
	var out ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || out != nil || n.Pos() > start || n.End() < end {
			return false
		}
		if e, ok := n.(ast.Expr); ok && n.Pos() == start && n.End() == end {
			out = e
		}
		return true
	})
	return out
}

// synchronize returns a call of the SynchronizeIRQ that stands beside the function which requested the interrupt.
func (r *repair) synchronize(free *function) string {
	call, _ := r.node(r.f.Reg).(*ast.CallExpr)
	if call == nil || len(call.Args) == 0 {
		return ""
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	fn, ok := r.pass.TypesInfo.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Pkg() == nil || !importsAs(r.pass, free.file, sel.X, fn.Pkg()) {
		return ""
	}
	sync, ok := fn.Pkg().Scope().Lookup("SynchronizeIRQ").(*types.Func)
	if !ok || sync.Signature().Params().Len() != 1 || sync.Signature().Results().Len() > 0 {
		return ""
	}
	number := call.Args[0]
	if !types.AssignableTo(r.pass.TypesInfo.TypeOf(number), sync.Signature().Params().At(0).Type()) {
		return ""
	}
	x := r.inScope(number, free)
	if x == "" {
		return ""
	}
	return types.ExprString(sel.X) + ".SynchronizeIRQ(" + x + ")"
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
	obj := r.pass.TypesInfo.Uses[id]
	if obj == nil {
		return ""
	}
	if _, isPkg := obj.(*types.PkgName); isPkg {
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
		return ""
	}
	if rv, ok := r.pass.TypesInfo.Defs[recv].(*types.Var); ok && sameStruct(rv.Type(), obj.Type()) {
		return recv.Name + strings.TrimPrefix(types.ExprString(e), id.Name)
	}
	return ""
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

func receiver(f *function) *ast.Ident {
	if f.decl == nil || f.decl.Recv == nil || len(f.decl.Recv.List) == 0 || len(f.decl.Recv.List[0].Names) == 0 {
		return nil
	}
	id := f.decl.Recv.List[0].Names[0]
	if id.Name == "_" {
		return nil
	}
	return id
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

// check formats new source to see that it parses.
func check(src string) bool {
	_, err := format.Source([]byte("package p\n\n" + src))
	return err == nil
}
