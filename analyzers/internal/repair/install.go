package repair

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/link"
)

// install puts the statements into the SyncStop that the tables have, or into a new one.
func (r *repair) install() bool {
	add := false
	for _, t := range r.tables {
		var own *function
		if old := t.Callback("syncstop"); len(old) == 1 {
			own = r.function(old[0])
		}
		switch {
		case own == nil && len(r.late) > 0:
			return false // nothing ends what would be waited for
		case own == nil:
			add = true
		case !t.Open() && !r.gated: // it waits for all already
		case !r.extend(own) || !r.append(own):
			return false
		}
	}
	switch {
	case !add:
		return true
	case r.tables[0].Iface:
		return r.method(r.spelling())
	case r.free.lit != nil:
		return r.fields(r.header("func")+r.block(), "")
	}
	name := r.freshName()
	return name != "" && r.method(name) && r.fields("", name)
}

// spelling is how the library spells SyncStop.
func (r *repair) spelling() string {
	for _, pkg := range reach(r.pass.Pkg) {
		for _, name := range pkg.Scope().Names() {
			i, ok := pkg.Scope().Lookup(name).Type().Underlying().(*types.Interface)
			if !ok || pkg.Path() != r.tables[0].Library() {
				continue
			}
			for m := range i.Methods() {
				if strings.EqualFold(m.Name(), "SyncStop") {
					return m.Name()
				}
			}
		}
	}
	return "SyncStop"
}

// signature is the one of SyncStop in the interface of the library, nil when it is not to be found.
func (r *repair) signature(t *link.Table) *types.Signature {
	for _, pkg := range reach(r.pass.Pkg) {
		if pkg.Path() != t.Library() {
			continue
		}
		for _, name := range pkg.Scope().Names() {
			i, ok := pkg.Scope().Lookup(name).Type().Underlying().(*types.Interface)
			if !ok {
				continue
			}
			for m := range i.Methods() {
				if strings.EqualFold(m.Name(), "SyncStop") {
					sig := m.Signature()
					return types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), false)
				}
			}
		}
	}
	return nil
}

// reach lists the packages that a package imports, through others too.
func reach(pkg *types.Package) []*types.Package {
	seen := map[*types.Package]bool{}
	var out []*types.Package
	var walk func(*types.Package)
	walk = func(p *types.Package) {
		if seen[p] {
			return
		}
		seen[p] = true
		out = append(out, p)
		for _, i := range p.Imports() {
			walk(i)
		}
	}
	walk(pkg)
	return out
}

// extend puts the statements at the start of a SyncStop that does not wait.
func (r *repair) extend(sync *function) bool {
	for _, s := range r.stop {
		if strings.HasPrefix(s, "return ") {
			return false
		}
	}
	missing := false
	for _, s := range r.stop {
		missing = missing || !r.does(sync, s)
	}
	if !missing {
		return true
	}
	if !r.exchange(sync) {
		return false
	}
	if r.free.made == nil && sync.body != r.free.body && r.namesUsed() && !r.sameNames(sync) {
		return false
	}
	stmts := strings.Join(slices.DeleteFunc(slices.Clone(r.stop), func(s string) bool { return r.instead[s] != "" || r.noLongerGo(sync, s) }), "\n")
	if stmts == "" {
		return true
	}
	if r.stream != "" {
		name := r.streamName(sync)
		if name == "" {
			return false
		}
		stmts = strings.Replace(stmts, gateRunning+".Delete("+r.stream+")", gateRunning+".Delete("+name+")", 1)
	}
	r.prepend(sync, stmts)
	return true
}

// append puts the statements that come last behind what a SyncStop does: as deferred ones where it can return before.
func (r *repair) append(sync *function) bool {
	late := slices.DeleteFunc(slices.Clone(r.late), func(s string) bool { return r.does(sync, s) })
	if len(late) == 0 {
		return true
	}
	if sync.body != r.free.body && r.free.made == nil && !r.sameNames(sync) {
		return false
	}
	last := r.lastStmt(sync)
	if last == nil {
		for i := range late {
			late[i] = "defer " + late[i]
		}
		r.prepend(sync, strings.Join(late, "\n"))
		return !slices.ContainsFunc(late, func(s string) bool { return strings.Contains(s, "\n") })
	}
	sep := r.separator(last)
	ind := strings.TrimPrefix(sep, "\n")
	for _, s := range late {
		r.edit(last.Pos(), last.Pos(), r.reindent(s, ind)+sep)
	}
	return true
}

// does tells whether a function runs a statement itself.
func (r *repair) does(f *function, text string) bool {
	found := false
	ast.Inspect(f.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ExprStmt, *ast.IfStmt, *ast.ReturnStmt, *ast.DeferStmt:
			found = found || strings.TrimPrefix(strings.TrimSpace(r.text(n.Pos(), n.End())), "defer ") == text
		}
		return !found
	})
	return found
}

// noLongerGo lets a SyncStop that runs a call in a goroutine run it itself, and tells whether it had one.
func (r *repair) noLongerGo(f *function, call string) bool {
	for _, s := range f.body.List {
		if g, ok := s.(*ast.GoStmt); ok && strings.TrimSpace(r.text(g.Call.Pos(), g.Call.End())) == call {
			r.edit(g.Go, g.Call.Pos(), "")
			return true
		}
	}
	return false
}

// lastStmt is the statement with which a function returns a plain value, when it returns and defers nowhere else.
func (r *repair) lastStmt(f *function) ast.Stmt {
	n := len(f.body.List)
	if n == 0 {
		return nil
	}
	last, ok := f.body.List[n-1].(*ast.ReturnStmt)
	if !ok || len(last.Results) > 1 {
		return nil
	}
	for _, e := range last.Results {
		if _, plain := e.(*ast.Ident); !plain {
			return nil
		}
	}
	only := true
	ast.Inspect(f.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			only = only && n == last
		case *ast.DeferStmt:
			only = false
		}
		return only
	})
	if !only {
		return nil
	}
	return last
}

// namesUsed tells whether the statements use HwFree's receiver or parameters.
func (r *repair) namesUsed() bool {
	if r.names {
		return true
	}
	id := receiver(r.free)
	if id == nil {
		return false
	}
	for _, s := range r.stop {
		if regexp.MustCompile(`\b` + regexp.QuoteMeta(id.Name) + `\b`).MatchString(s) {
			return true
		}
	}
	return false
}

// sameNames tells whether a function calls its receiver and its parameters as HwFree does, or the statements use none.
func (r *repair) sameNames(sync *function) bool {
	names := func(f *function) []string {
		var out []string
		if id := receiver(f); id != nil {
			out = append(out, id.Name)
		}
		for _, p := range f.typ.Params.List {
			for _, n := range p.Names {
				if n.Name != "_" {
					out = append(out, n.Name)
				}
			}
		}
		return out
	}
	has := map[string]bool{}
	for _, n := range names(sync) {
		has[n] = true
	}
	text := strings.Join(append(slices.Clone(r.stop), r.late...), "\n")
	for _, n := range names(r.free) {
		if !has[n] && regexp.MustCompile(`\b`+regexp.QuoteMeta(n)+`\b`).MatchString(text) {
			return false
		}
	}
	return true
}

func (r *repair) oneLine(n ast.Node) bool {
	return r.pass.Fset.Position(n.Pos()).Line == r.pass.Fset.Position(n.End()).Line
}

// header returns HwFree's signature, in which the stream has a name if the statements need it.
func (r *repair) header(prefix string) string {
	f := r.free
	if f.made != nil {
		return r.madeHeader(prefix)
	}
	var params []string
	stream := r.param(f)
	for _, p := range f.typ.Params.List {
		typ := r.text(p.Type.Pos(), p.Type.End())
		if len(p.Names) == 0 {
			name := "_"
			if p == stream && r.stream != "" {
				name = r.stream
			}
			params = append(params, name+" "+typ)
			continue
		}
		for _, n := range p.Names {
			name := n.Name
			if p == stream && name == "_" && r.stream != "" {
				name = r.stream
			}
			params = append(params, name+" "+typ)
		}
	}
	want := r.wanted()
	out := prefix + "(" + strings.Join(params, ", ") + ") "
	switch {
	case want != nil && want.Params().Len() == 0:
		out = prefix + "() "
	case r.stream == "" && !r.names:
		out = prefix + r.text(f.typ.Params.Pos(), f.typ.Params.End()) + " "
	}
	switch {
	case want != nil && want.Results().Len() == 0:
	case f.typ.Results != nil && f.typ.Results.NumFields() > 0:
		out += r.text(f.typ.Results.Pos(), f.typ.Results.End()) + " "
	case want != nil && isError(want):
		out += "error "
	}
	return out
}

// isError tells signatures of which the result is an error.
func isError(sig *types.Signature) bool {
	return sig.Results().Len() == 1 && types.Identical(sig.Results().At(0).Type(), types.Universe.Lookup("error").Type())
}

// wanted is the signature that the library wants of SyncStop, nil when it is not to be found.
func (r *repair) wanted() *types.Signature {
	t := r.tables[0]
	if t.Iface {
		return r.signature(t)
	}
	for _, pkg := range reach(r.pass.Pkg) {
		if pkg.Path() != t.Library() {
			continue
		}
		for _, name := range pkg.Scope().Names() {
			st, ok := pkg.Scope().Lookup(name).Type().Underlying().(*types.Struct)
			if !ok {
				continue
			}
			for f := range st.Fields() {
				if sig, ok := f.Type().Underlying().(*types.Signature); ok && strings.EqualFold(f.Name(), "SyncStop") {
					return sig
				}
			}
		}
	}
	return nil
}

// madeHeader writes a signature from its types.
func (r *repair) madeHeader(prefix string) string {
	sig := r.free.made
	qualify := r.qualifier(r.free.file)
	var params []string
	stream := r.streamIndex(r.free)
	for i := range sig.Params().Len() {
		name := "_"
		if i == stream && r.stream != "" {
			name = r.stream
		}
		params = append(params, name+" "+types.TypeString(sig.Params().At(i).Type(), qualify))
	}
	out := prefix + "(" + strings.Join(params, ", ") + ") "
	if sig.Results().Len() > 0 {
		out += types.TypeString(sig.Results().At(0).Type(), qualify) + " "
	}
	return out
}

// qualifier names packages as a file does.
func (r *repair) qualifier(file *ast.File) types.Qualifier {
	return func(p *types.Package) string {
		for _, im := range file.Imports {
			if pkg, ok := r.imported(im); ok && pkg.Imported() == p {
				return pkg.Name()
			}
		}
		if p == r.pass.Pkg {
			return ""
		}
		return p.Name()
	}
}

// block returns the body of the new function, indented for HwFree's place.
func (r *repair) block() string {
	base := ""
	if r.free.body != nil {
		base = r.indent(r.free.body.Lbrace)
	}
	out := "{\n"
	sig := r.wanted()
	if sig == nil {
		sig = r.sigOf(r.free)
	}
	for _, s := range r.stop {
		if sig != nil && sig.Results().Len() == 0 {
			s = strings.TrimPrefix(s, "return ")
		}
		out += base + "\t" + r.reindent(s, base+"\t") + "\n"
	}
	if sig != nil && sig.Results().Len() > 0 && !strings.HasPrefix(r.stop[len(r.stop)-1], "return ") {
		out += base + "\treturn nil\n"
	}
	return out + base + "}"
}

// reindent puts an indentation in front of all lines of a statement but the first.
func (r *repair) reindent(stmt, ind string) string { return strings.ReplaceAll(stmt, "\n", "\n"+ind) }

// indent returns the white space that the line of a position starts with.
func (r *repair) indent(pos token.Pos) string {
	tf := r.pass.Fset.File(pos)
	line := r.text(tf.LineStart(tf.Line(pos)), pos)
	return line[:len(line)-len(strings.TrimLeft(line, "\t "))]
}

// method adds a function or method of a name after HwFree, with HwFree's receiver and signature.
func (r *repair) method(name string) bool {
	free := r.free
	if sig := r.sigOf(free); sig == nil || sig.Results().Len() > 1 || r.tables[0].Iface && !r.keepPromoted(name) {
		return false
	}
	if free.made != nil {
		recv := "(*" + free.owner + ") "
		if r.recv != "" {
			recv = "(" + r.recv + " *" + free.owner + ") "
		}
		r.edit(free.end, free.end, "\n\n"+r.comment(name)+"func "+recv+r.header(name)+r.block())
		return true
	}
	if free.decl == nil {
		return false
	}
	recv := ""
	if free.decl.Recv != nil {
		recv = r.text(free.decl.Recv.Pos(), free.decl.Recv.End()) + " "
		if r.recv != "" {
			typ := free.decl.Recv.List[0].Type
			recv = "(" + r.recv + " " + r.text(typ.Pos(), typ.End()) + ") "
		}
		t := r.pass.TypesInfo.TypeOf(free.decl.Recv.List[0].Type)
		if o, index, _ := types.LookupFieldOrMethod(t, true, r.pass.Pkg, name); o != nil && len(index) == 1 {
			return false
		}
	}
	r.edit(free.decl.End(), free.decl.End(), "\n\n"+r.comment(name)+"func "+recv+r.header(name)+r.block())
	return true
}

// comment says what the new function does.
func (r *repair) comment(name string) string {
	what := "what Trigger started"
	if !ast.IsExported(name) {
		what = "what trigger started"
	}
	if r.irqs {
		what = "the interrupt handler"
	}
	return "// " + name + " waits for " + what + ".\n"
}

var hwFreeName = regexp.MustCompile(`(?i)(hw_?)?free`)

// freshName returns a name for the new function, made of HwFree's, that nothing else has.
func (r *repair) freshName() string {
	old := r.free.decl.Name.Name
	name := old + "SyncStop"
	if at := hwFreeName.FindStringIndex(old); at != nil {
		word := "SyncStop"
		if at[0] == 0 && !ast.IsExported(old) {
			word = "syncStop"
		}
		name = old[:at[0]] + word + old[at[1]:]
	}
	for _, name := range []string{name, old + "SyncStop", "pcmSyncStop"} {
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

// fields sets SyncStop beside HwFree wherever that is set: to a literal, or to a function named like HwFree's is.
func (r *repair) fields(lit, name string) bool {
	done := false
	for _, file := range r.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				done = r.inLiteral(n, lit, name) || done
			case *ast.AssignStmt:
				if len(n.Lhs) != 1 || n.Tok != token.ASSIGN {
					return true
				}
				sel, ok := n.Lhs[0].(*ast.SelectorExpr)
				if ok && strings.EqualFold(sel.Sel.Name, "HwFree") && r.serves(n.Rhs[0]) {
					field := r.syncField(r.pass.TypesInfo.TypeOf(sel.X))
					text := "\n" + r.indent(n.Pos()) + r.text(sel.X.Pos(), sel.X.End()) + "." + field + " = " + r.value(n.Rhs[0], lit, name)
					r.edit(n.End(), n.End(), text)
					done = true
				}
			}
			return true
		})
	}
	return done
}

// syncField is how the ops type spells its field SyncStop.
func (r *repair) syncField(t types.Type) string {
	if st, ok := under(t).(*types.Struct); ok {
		for f := range st.Fields() {
			if strings.EqualFold(f.Name(), "SyncStop") {
				return f.Name()
			}
		}
	}
	return "SyncStop"
}

// inLiteral adds SyncStop to a literal that has this HwFree and no SyncStop.
func (r *repair) inLiteral(e *ast.CompositeLit, lit, name string) bool {
	var free *ast.KeyValueExpr
	for _, el := range e.Elts {
		kv, ok := el.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		id, ok := kv.Key.(*ast.Ident)
		switch {
		case !ok:
		case strings.EqualFold(id.Name, "SyncStop"):
			v, ok := kv.Value.(*ast.Ident)
			switch {
			case !ok:
				return false
			case v.Name == "nil":
				r.edit(kv.Value.Pos(), kv.Value.End(), r.value(kv.Value, lit, name))
				return true
			}
			return r.given(v, r.value(kv.Value, lit, name))
		case strings.EqualFold(id.Name, "HwFree") && r.serves(kv.Value):
			free = kv
		}
	}
	if free == nil {
		return false
	}
	tf := r.pass.Fset.File(free.Pos())
	before := r.text(tf.LineStart(tf.Line(free.Pos())), free.Pos())
	sep := ", "
	if strings.TrimSpace(before) == "" {
		sep = ",\n" + before
	}
	r.edit(free.End(), free.End(), sep+r.syncField(r.pass.TypesInfo.TypeOf(e))+": "+r.value(free.Value, lit, name))
	return true
}

// serves tells whether an expression is the HwFree function.
func (r *repair) serves(e ast.Expr) bool {
	e = ast.Unparen(e)
	if r.free.lit != nil {
		return e == ast.Expr(r.free.lit)
	}
	switch x := e.(type) {
	case *ast.Ident:
		return r.pass.TypesInfo.Uses[x] == r.pass.TypesInfo.Defs[r.free.decl.Name]
	case *ast.SelectorExpr:
		fn, ok := r.pass.TypesInfo.Uses[x.Sel].(*types.Func)
		return ok && types.Object(fn.Origin()) == r.pass.TypesInfo.Defs[r.free.decl.Name]
	}
	return false
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
