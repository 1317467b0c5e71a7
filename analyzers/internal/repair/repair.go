// Package repair writes the SyncStop that a finding asks for, as a suggested fix. It moves a wait that stands in HwFree,
// waits for what the driver keeps already, or puts a gate in front of PeriodElapsed. It suggests nothing that does not
// compile.
package repair

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/link"
)

// Suggest returns the repair of a finding, or nil. Findings about one table have the same repair: it repairs them all.
func Suggest(pass *analysis.Pass, f link.Finding) []analysis.SuggestedFix {
	if f.Repair == nil || len(pass.TypeErrors) > 0 {
		return nil // what does not compile cannot be repaired for certain
	}
	for _, gateOnly := range []bool{false, true} {
		r := &repair{pass: pass, tables: f.Repair.Tables}
		if msg := r.plan(f.Repair, gateOnly); msg != "" && r.merge() && r.compiles() {
			return []analysis.SuggestedFix{{Message: msg, TextEdits: r.out}}
		}
	}
	return nil
}

// repair is one repair in the making.
type repair struct {
	pass   *analysis.Pass
	tables []*link.Table
	free   *function // HwFree, or a method that SyncStop can be made like
	stop   []string  // the statements of SyncStop
	names  bool      // they use names of HwFree's receiver and parameters
	stream string    // the name of SyncStop's stream parameter, if it is used
	recv   string    // the name of SyncStop's receiver, where HwFree has none for its own
	late   []string  // those that must come behind what SyncStop does already
	gated  bool      // it closes a gate
	irqs   bool      // it waits for interrupt handlers alone
	out    []analysis.TextEdit

	instead map[string]string // statements that take the place of others in a SyncStop
}

// plan decides what SyncStop does, and returns what the repair is called, "" if there is none.
func (r *repair) plan(what *link.Repair, gateOnly bool) string {
	for _, t := range r.tables {
		if t.Pkg != r.pass.Pkg.Path() {
			return ""
		}
	}
	if r.free = r.pattern(); r.free == nil {
		return ""
	}
	if !gateOnly && what.Unseen.IsValid() {
		if !r.adopt(what.Unseen) {
			return ""
		}
		return "Let the core find SyncStop"
	}
	if !gateOnly && r.nameIRQs(what) {
		return "Let the core wait for the interrupt: name it to the card"
	}
	msg := "Add a SyncStop that waits for the handler"
	done := map[ir.Pos]bool{}
	if !gateOnly {
		for _, w := range what.Waits {
			if done[w.Move] || !r.move(w.Move) {
				continue
			}
			done[w.Move] = true
			msg = "Move the wait to SyncStop"
			for _, o := range w.For {
				done[o.Reg] = true
			}
		}
	}
	gate := false
	r.irqs = len(done) == 0 && !slices.ContainsFunc(what.Open, func(o link.Open) bool { return o.Rule != "PCM001" })
	for _, o := range what.Open {
		if done[o.Reg] {
			continue
		}
		stmt := ""
		if !gateOnly {
			stmt = r.derive(o)
		}
		if stmt == "" {
			gate = true
			continue
		}
		if o.Late && r.instead[stmt] == "" {
			r.late = append(r.late, stmt)
		} else {
			r.wait(stmt)
		}
	}
	r.gated = gate
	if gate && !r.gate() || len(r.stop)+len(r.late) == 0 || !r.install() {
		return ""
	}
	return msg
}

// wait adds a statement to SyncStop, once.
func (r *repair) wait(stmt string) {
	for _, s := range r.stop {
		if s == stmt {
			return
		}
	}
	if n := len(r.stop); n > 0 && strings.HasPrefix(r.stop[n-1], "return ") {
		r.stop = append(r.stop[:n-1:n-1], stmt, r.stop[n-1])
		return
	}
	r.stop = append(r.stop, stmt)
}

func (r *repair) edit(pos, end token.Pos, text string) {
	r.out = append(r.out, analysis.TextEdit{Pos: pos, End: end, NewText: []byte(text)})
}

// pattern returns the function that the new SyncStop is made like: HwFree, or, where that is promoted from another
// package, another method of the type with the signature of SyncStop.
func (r *repair) pattern() *function {
	t := r.tables[0]
	if len(t.Callback("hwfree")) != 1 {
		return nil
	}
	if f := r.function(t.Callback("hwfree")[0]); f != nil || !t.Iface {
		return f
	}
	want := r.signature(t)
	for _, op := range []string{"open", "close", "prepare", "hwparams", "trigger", "pointer"} {
		if len(t.Callback(op)) != 1 {
			continue
		}
		f := r.function(t.Callback(op)[0])
		if f == nil || f.decl == nil || f.decl.Recv == nil {
			continue
		}
		if sig := r.sigOf(f); want != nil && sig != nil && types.Identical(types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), false), want) {
			return f
		}
	}
	if own := t.Callback("syncstop"); len(own) == 1 {
		if f := r.function(own[0]); f != nil {
			return f
		}
	}
	return r.beside(t, want)
}

// beside returns a function without a body that stands for a method of the table's type, after the type's declaration.
func (r *repair) beside(t *link.Table, sig *types.Signature) *function {
	start, _ := t.Pos.Range()
	file := r.file(start)
	if file == nil || sig == nil || sig.Variadic() {
		return nil
	}
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		for _, s := range g.Specs {
			if s := s.(*ast.TypeSpec); s.Name.Pos() == start && s.TypeParams == nil && !s.Assign.IsValid() {
				return &function{file: file, made: sig, owner: s.Name.Name, end: g.End()}
			}
		}
	}
	return nil
}

// sigOf returns the signature of a function.
func (r *repair) sigOf(f *function) *types.Signature {
	if f.made != nil {
		return f.made
	}
	if f.lit != nil {
		sig, _ := r.pass.TypesInfo.TypeOf(f.lit).(*types.Signature)
		return sig
	}
	fn, _ := r.pass.TypesInfo.Defs[f.decl.Name].(*types.Func)
	if fn == nil {
		return nil
	}
	return fn.Signature()
}

// function is a declared function or a literal.
type function struct {
	file *ast.File
	decl *ast.FuncDecl
	lit  *ast.FuncLit
	typ  *ast.FuncType
	body *ast.BlockStmt

	// Of one that is not there yet: its signature, the type whose method it becomes, and where.
	made  *types.Signature
	owner string
	end   token.Pos
}

// function finds the function whose name, or whose literal, is at a place of this package.
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
			if n.Name.Pos() == start && n.Body != nil {
				out = &function{file: file, decl: n, typ: n.Type, body: n.Body}
			}
		case *ast.FuncLit:
			if n.Pos() == start {
				out = &function{file: file, lit: n, typ: n.Type, body: n.Body}
			}
		}
		return out == nil
	})
	return out
}

func (r *repair) file(pos token.Pos) *ast.File {
	if !pos.IsValid() {
		return nil
	}
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

// receiver returns the name of a method's receiver, nil if it has none.
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
