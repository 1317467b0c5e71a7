package repair

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// Names of what the gate declares. A driver that has them has the gate.
const (
	gateLock    = "pcmElapsing"
	gateRunning = "pcmStarted"
	gateFunc    = "elapsePeriod" // no PeriodElapsed: that would make a library of a driver with an ops type of its own
)

// nobody fills the critical section that only waits.
const nobody = "// Nobody is inside now."

// gate puts a gate in front of PeriodElapsed: SyncStop closes it and waits for whoever is inside, Trigger opens it. It
// fits every handler, however that is started and whether it ever ends.
func (r *repair) gate() bool {
	if r.pass.Pkg.Scope().Lookup(gateLock) == nil && !r.buildGate() {
		return false
	}
	lock, unlock := gateLock+".Lock()", gateLock+".Unlock()"
	closing := ""
	if flag := r.pass.Pkg.Scope().Lookup(gateRunning); (flag != nil || r.flagged()) && r.openInTrigger() {
		r.stream = r.streamName(r.free)
		closing = gateRunning + ".Delete(" + r.stream + ")"
	}
	stmts := []string{lock, closing, unlock}
	if closing == "" {
		if r.started() {
			return false // who is not inside yet could still come in
		}
		stmts = []string{lock, nobody, unlock}
	}
	r.stop = append(stmts, r.stop...)
	return true
}

// elapsedUse is one place that names the library's PeriodElapsed.
type elapsedUse struct {
	fun  ast.Expr      // as written: x.PeriodElapsed or pcm.PeriodElapsed
	call *ast.CallExpr // nil when it is used as a value
	fn   *types.Func
	sel  *types.Selection // of a method
}

// elapsedUses finds the uses of PeriodElapsed in the package.
func (r *repair) elapsedUses() []elapsedUse {
	var out []elapsedUse
	for _, file := range r.pass.Files {
		calls := map[ast.Expr]*ast.CallExpr{}
		inner := map[*ast.Ident]bool{}
		ast.Inspect(file, func(n ast.Node) bool {
			var id *ast.Ident
			var fun ast.Expr
			switch n := n.(type) {
			case *ast.CallExpr:
				calls[ast.Unparen(n.Fun)] = n
				return true
			case *ast.SelectorExpr:
				id, fun = n.Sel, n
				inner[n.Sel] = true
			case *ast.Ident:
				if inner[n] {
					return true
				}
				id, fun = n, n
			default:
				return true
			}
			fn, ok := r.pass.TypesInfo.Uses[id].(*types.Func)
			if !ok || !strings.EqualFold(fn.Name(), "PeriodElapsed") || fn.Pkg() == nil || fn.Pkg() == r.pass.Pkg || streamType(fn) == nil {
				return true
			}
			u := elapsedUse{fun: fun, call: calls[fun], fn: fn}
			if sel, ok := fun.(*ast.SelectorExpr); ok {
				u.sel = r.pass.TypesInfo.Selections[sel]
			}
			out = append(out, u)
			return true
		})
	}
	return out
}

// streamType is the type that a PeriodElapsed is about: its receiver, or else its parameter. It is nil when there is more.
func streamType(fn *types.Func) types.Type {
	sig := fn.Signature()
	switch {
	case sig.Results().Len() > 0 || sig.Variadic():
		return nil
	case sig.Recv() != nil && sig.Params().Len() == 0:
		return sig.Recv().Type()
	case sig.Recv() == nil && sig.Params().Len() == 1:
		return sig.Params().At(0).Type()
	}
	return nil
}

// flagged tells whether a stopped stream can be told from a running one: SyncStop gets the stream that PeriodElapsed
// is about, and so does each Trigger, which must be in this package.
func (r *repair) flagged() bool {
	uses := r.elapsedUses()
	if len(uses) == 0 || r.streamIndex(r.free) < 0 {
		return false
	}
	triggers := 0
	for _, t := range r.tables {
		for _, p := range t.Callback("trigger") {
			f := r.function(p)
			if f == nil || r.streamIndex(f) < 0 {
				return false
			}
			triggers++
		}
	}
	return triggers > 0
}

// started tells whether a Trigger of this package starts and stops the streams. Without one they never run.
func (r *repair) started() bool {
	for _, t := range r.tables {
		for _, p := range t.Callback("trigger") {
			if r.function(p) != nil {
				return true
			}
		}
	}
	return false
}

// streamIndex is the index of the parameter of a function that is the stream of PeriodElapsed, -1 for none.
func (r *repair) streamIndex(f *function) int {
	sig := r.sigOf(f)
	if sig == nil {
		return -1
	}
	want := ""
	for _, u := range r.elapsedUses() {
		want = typeName(streamType(u.fn))
	}
	for i := range sig.Params().Len() {
		if name := typeName(sig.Params().At(i).Type()); name != "" && name == want {
			return i
		}
	}
	return -1
}

// param returns the declaration of the stream parameter, nil for none.
func (r *repair) param(f *function) *ast.Field {
	at := r.streamIndex(f)
	if at < 0 || f.typ == nil {
		return nil
	}
	for _, p := range f.typ.Params.List {
		n := max(len(p.Names), 1)
		if at < n {
			return p
		}
		at -= n
	}
	return nil
}

// typeName is the name of the type behind a pointer, with its package.
func typeName(t types.Type) string {
	n := named(t)
	if n == nil || n.Obj().Pkg() == nil {
		return ""
	}
	return n.Obj().Pkg().Path() + "." + n.Obj().Name()
}

func named(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, _ := t.(*types.Named)
	return n
}

// buildGate declares the gate and sends all periods through it.
func (r *repair) buildGate() bool {
	uses := r.elapsedUses()
	if len(uses) == 0 || r.taken(gateLock) || r.taken(gateRunning) || r.taken(gateFunc) {
		return false
	}
	typ, params := r.spell(streamType(uses[0].fn))
	if typ == "" || !r.importSync() {
		return false
	}
	for _, u := range uses {
		if typeName(streamType(u.fn)) != typeName(streamType(uses[0].fn)) || !r.through(u) {
			return false
		}
	}
	pass := "s." + uses[0].fn.Name() + "()"
	if uses[0].sel == nil {
		fun := r.text(uses[0].fun.Pos(), uses[0].fun.End())
		if r.file(uses[0].fun.Pos()) != r.free.file {
			return false
		}
		pass = fun + "(s)"
	}
	src := fmt.Sprintf("\n\n// %s is held while a period is passed on to the core.\nvar %s sync.RWMutex\n", gateLock, gateLock)
	body := "\t" + pass + "\n"
	doc := "passes a period on to the core."
	if r.flagged() {
		src += fmt.Sprintf("\n// %s holds the streams from Trigger to SyncStop: the periods of others are over.\nvar %s sync.Map\n", gateRunning, gateRunning)
		body = fmt.Sprintf("\tif _, running := %s.Load(s); running {\n\t\t%s\n\t}\n", gateRunning, pass)
		doc = "passes a period of a running stream on to the core."
	}
	src += fmt.Sprintf("\n// %s %s\nfunc %s%s(s %s) {\n\t%s.RLock()\n\tdefer %s.RUnlock()\n%s}", gateFunc, doc, gateFunc, params, typ, gateLock, gateLock, body)
	end := r.free.file.Decls[len(r.free.file.Decls)-1].End()
	r.edit(end, end, src)
	return true
}

// taken tells whether a name means something anywhere in the package already, other than a field or a method.
func (r *repair) taken(name string) bool {
	for id, o := range r.pass.TypesInfo.Defs {
		if id.Name != name || o == nil {
			continue
		}
		switch o := o.(type) {
		case *types.Var:
			if !o.IsField() {
				return true
			}
		case *types.Func:
			if o.Signature().Recv() == nil {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// spell writes the stream's type as HwFree's file can, and the type parameters that it needs.
func (r *repair) spell(t types.Type) (typ, params string) {
	n := named(t)
	if n == nil {
		return "", ""
	}
	star := ""
	if _, ok := types.Unalias(t).(*types.Pointer); ok {
		star = "*"
	}
	if n.Origin().TypeParams().Len() == 0 {
		for _, im := range r.free.file.Imports {
			pkg, ok := r.imported(im)
			if ok && pkg.Imported() == n.Obj().Pkg() && pkg.Name() != "_" {
				if pkg.Name() == "." {
					return star + n.Obj().Name(), ""
				}
				return star + pkg.Name() + "." + n.Obj().Name(), ""
			}
		}
		if p := r.param(r.free); p != nil { // under an alias
			return r.text(p.Type.Pos(), p.Type.End()), ""
		}
		return "", ""
	}
	for _, im := range r.free.file.Imports {
		pkg, ok := r.imported(im)
		if !ok || pkg.Imported() != n.Obj().Pkg() {
			continue
		}
		var names, decls []string
		for p := range n.Origin().TypeParams().TypeParams() {
			names = append(names, p.Obj().Name())
			decls = append(decls, p.Obj().Name()+" "+types.TypeString(p.Constraint(), types.RelativeTo(r.pass.Pkg)))
		}
		return star + pkg.Name() + "." + n.Obj().Name() + "[" + strings.Join(names, ", ") + "]", "[" + strings.Join(decls, ", ") + "]"
	}
	return "", ""
}

// imported returns what an import declares.
func (r *repair) imported(im *ast.ImportSpec) (*types.PkgName, bool) {
	if im.Name != nil {
		p, ok := r.pass.TypesInfo.Defs[im.Name].(*types.PkgName)
		return p, ok
	}
	p, ok := r.pass.TypesInfo.Implicits[im].(*types.PkgName)
	return p, ok
}

// through sends one use of PeriodElapsed through the gate.
func (r *repair) through(u elapsedUse) bool {
	if u.sel == nil {
		if u.call != nil {
			r.edit(u.call.Fun.Pos(), u.call.Fun.End(), gateFunc)
		} else {
			r.edit(u.fun.Pos(), u.fun.End(), gateFunc)
		}
		return true
	}
	if u.sel.Kind() == types.MethodExpr && len(u.sel.Index()) == 1 && u.call == nil {
		r.edit(u.fun.Pos(), u.fun.End(), gateFunc)
		return true
	}
	if u.sel.Kind() != types.MethodVal {
		return false
	}
	x := u.fun.(*ast.SelectorExpr).X
	s := r.text(x.Pos(), x.End())
	t := u.sel.Recv()
	for _, i := range u.sel.Index()[:len(u.sel.Index())-1] {
		st, ok := under(t).(*types.Struct)
		if !ok {
			return false
		}
		s, t = s+"."+st.Field(i).Name(), st.Field(i).Type()
	}
	_, isPtr := types.Unalias(t).(*types.Pointer)
	if _, wantPtr := types.Unalias(streamType(u.fn)).(*types.Pointer); wantPtr && !isPtr {
		s = "&" + s
	}
	if u.call != nil {
		r.edit(u.call.Pos(), u.call.End(), gateFunc+"("+s+")")
		return true
	}
	if _, generic := types.Unalias(streamType(u.fn)).(*types.Pointer); generic && named(streamType(u.fn)).TypeParams().Len() > 0 {
		return false
	}
	if !r.steady(x) {
		return false // the method value keeps the stream of now
	}
	r.edit(u.fun.Pos(), u.fun.End(), "func() { "+gateFunc+"("+s+") }")
	return true
}

// steady tells expressions that name the same stream later: a variable, or a field of one.
func (r *repair) steady(x ast.Expr) bool {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return r.steady(x.X)
	}
	return false
}

// under is the type behind names and a pointer.
func under(t types.Type) types.Type {
	t = t.Underlying()
	if p, ok := t.(*types.Pointer); ok {
		return p.Elem().Underlying()
	}
	return t
}

// importSync makes sure that HwFree's file imports sync.
func (r *repair) importSync() bool {
	file := r.free.file
	for _, im := range file.Imports {
		if pkg, ok := r.imported(im); ok && pkg.Imported().Path() == "sync" {
			return pkg.Name() == "sync"
		}
	}
	if r.taken("sync") || r.pass.Pkg.Scope().Lookup("sync") != nil {
		return false
	}
	g, ok := file.Decls[0].(*ast.GenDecl)
	switch {
	case !ok || g.Tok != token.IMPORT:
		r.edit(file.Name.End(), file.Name.End(), "\n\nimport \"sync\"")
	case g.Lparen.IsValid():
		r.intoGroup(g)
	default:
		r.intoNewGroup(g)
	}
	return true
}

// intoNewGroup makes a group of a lone import and sync.
func (r *repair) intoNewGroup(g *ast.GenDecl) {
	im := g.Specs[0].(*ast.ImportSpec)
	other := r.text(im.Pos(), im.End())
	if im.Comment != nil {
		r.edit(g.Pos(), g.Pos(), "import \"sync\"\n")
		return
	}
	text := "import (\n\t\"sync\"\n\n\t" + other + "\n)"
	if path := strings.Trim(im.Path.Value, `"`); isStd(path) {
		text = "import (\n\t" + other + "\n\t\"sync\"\n)"
		if path > "sync" {
			text = "import (\n\t\"sync\"\n\t" + other + "\n)"
		}
	}
	r.edit(g.Pos(), g.End(), text)
}

// isStd tells import paths that look like those of the standard library.
func isStd(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

// intoGroup adds sync to the first paragraph of an import group, or as a paragraph in front of it when that one is not
// of the standard library.
func (r *repair) intoGroup(g *ast.GenDecl) {
	std := false
	last := g.Lparen + 1
	line := -1
	for _, s := range g.Specs {
		im := s.(*ast.ImportSpec)
		path := strings.Trim(im.Path.Value, `"`)
		at := r.pass.Fset.Position(im.Pos()).Line
		if line >= 0 && at > line+1 {
			break
		}
		line = r.pass.Fset.Position(im.End()).Line
		std = std || isStd(path)
		if path < "sync" {
			last = im.End()
		}
	}
	text := "\n\t\"sync\""
	if !std {
		last, text = g.Lparen+1, text+"\n"
	}
	r.edit(last, last, text)
}

// openInTrigger opens the gate at the start of each Trigger.
func (r *repair) openInTrigger() bool {
	for _, t := range r.tables {
		for _, p := range t.Callback("trigger") {
			f := r.function(p)
			if f == nil || r.streamIndex(f) < 0 {
				return false
			}
		}
	}
	for _, t := range r.tables {
		for _, p := range t.Callback("trigger") {
			f := r.function(p)
			r.prepend(f, gateRunning+".Store("+r.streamName(f)+", true)")
		}
	}
	return true
}

// prepend puts a statement at the start of a function.
func (r *repair) prepend(f *function, stmt string) {
	at := f.body.Lbrace + 1
	if r.oneLine(f.body) {
		sep := ";"
		if len(f.body.List) == 0 {
			sep = " "
		}
		stmt = strings.ReplaceAll(stmt, "\n"+nobody, "")
		if ind := r.indent(f.body.Lbrace); strings.Contains(stmt, "//") {
			r.edit(at, at, "\n"+ind+"\t"+r.reindent(stmt, ind+"\t")+"\n"+ind+"\t")
			return
		}
		r.edit(at, at, " "+strings.ReplaceAll(stmt, "\n", "; ")+sep)
		return
	}
	ind := r.indent(f.body.Lbrace) + "\t"
	r.edit(at, at, "\n"+ind+r.reindent(stmt, ind))
}

// streamName returns the name of a function's stream parameter, giving it one if it has none.
func (r *repair) streamName(f *function) string {
	if f.made != nil {
		return "s"
	}
	p := r.param(f)
	if p == nil {
		return ""
	}
	if len(p.Names) > 0 && p.Names[0].Name != "_" {
		return p.Names[0].Name
	}
	name := r.unused(f, "s", "ss", "stream", "substream", "pcmStream")
	if f == r.free {
		return name // SyncStop gets the name, HwFree needs none
	}
	if len(p.Names) > 0 {
		r.edit(p.Names[0].Pos(), p.Names[0].End(), name)
		return name
	}
	for _, q := range f.typ.Params.List {
		if q == p {
			r.edit(q.Type.Pos(), q.Type.Pos(), name+" ")
		} else {
			r.edit(q.Type.Pos(), q.Type.Pos(), "_ ")
		}
	}
	return name
}

// unused returns the first of the names that a function does not use.
func (r *repair) unused(f *function, names ...string) string {
	used := map[string]bool{}
	note := func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			used[id.Name] = true
		}
		return true
	}
	if f.decl != nil {
		ast.Inspect(f.decl, note)
	} else {
		ast.Inspect(f.lit, note)
	}
	for _, n := range names {
		if !used[n] {
			return n
		}
	}
	return "_"
}
