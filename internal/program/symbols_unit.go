package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
)

// A unit is one parsed file with its expressions indexed by the names that they mention.
type unit struct {
	path     string
	file     *cparse.File
	funcs    map[string][]*fn
	vars     map[string][]*gvar
	macros   map[string]*cparse.Macro
	structs  map[string][]*cparse.Struct
	typedefs map[string]*cparse.Typedef
	protos   map[string]*cparse.Proto

	byIdent  map[string][]*site // identifier expressions
	byMember map[string][]*site // member accesses, by the member's name
	byInit   map[string][]*site // designated initializer elements, by the field's name
	lists    []*site            // initializer lists at the top of a variable or compound literal
	roots    map[*fn][]*site    // the full expressions of each function; nil key: file scope

	items       []item         // what has expressions, in the order of the file
	words       words          // which of them mention a name
	brace       []int32        // items with a list whose elements have no designators
	storers     map[int32]bool // items that call something that stores in its argument, nil before storersOf was asked
	pasted      bool           // the items that call macros which paste names are built
	bracesAsked bool           // buildBraced was called
	ownCalls    []string       // the driver's own function-like macros that the file calls

	own        map[string]*cparse.Macro   // cache of ownMacro
	macrosFrom []string                   // the files that those are defined in
	spoken     map[string]map[string]bool // macro -> what its body mentions, see speaksOf
	beside     map[string]bool            // cache of definedBeside
	macroCalls map[string][]*site         // calls of the driver's own macros, not expanded yet
	src        []byte
	inits      map[initKey]*site // see initText
	deepMacros int               // expansions beyond easyDepth

	fnCache   map[string][]*fn
	inFunc    map[string]byFunc // identsIn, remembered
	defCache  map[localVar]defs // localDefs, remembered
	varCache  map[string]*gvar
	sdCache   map[string]*structDef
	typeCache map[string]*cparse.Typedef
}

// byFunc are the expressions of a unit that mention one name, by function.
type byFunc struct {
	of    int // how many there were in all when they were gathered: macros may bring more
	sites map[*fn][]*site
}

// A localVar is a variable or parameter of a function.
type localVar struct {
	f    *fn
	name string
}

// defs are the values that a local variable is given.
type defs struct {
	idents, roots int // how many mentions of it and expressions the function had when they were gathered
	values        []*site
}

// A fn is one function definition.
type fn struct {
	u *unit
	d *cparse.Func
	// locals of the macros expanded in the function and, once it is read, its own, by name, in source order
	locals map[string][]*cparse.Var
	read   bool
	item   int32 // its place in u.items
}

func (f *fn) name() string { return f.d.Name }

// body is the definition with its statements and local variables, which are read when somebody first asks for them.
func (f *fn) body() *cparse.Func {
	if !f.read {
		f.read = true
		f.u.declare(f.d.Read())
		for i := range f.d.Locals {
			v := &f.d.Locals[i]
			f.locals[v.Name] = append(f.locals[v.Name], v)
		}
	}
	return f.d
}

// localsNamed lists the variables of that name that the function declares.
func (f *fn) localsNamed(name string) []*cparse.Var {
	f.body()
	return f.locals[name]
}

// param gives the index of the parameter of that name.
func (f *fn) param(name string) (int, bool) {
	for i := range f.d.Params {
		if f.d.Params[i].Name == name && name != "" {
			return i, true
		}
	}
	return 0, false
}

// A gvar is one file-scope variable.
type gvar struct {
	u *unit
	d *cparse.Var
}

// A root is a full expression: a statement, an initializer or a macro invocation at file scope.
type root struct {
	u           *unit
	fn          *fn             // nil at file scope
	stmt        *cparse.Stmt    // one of stmt, local, v and top is set
	v           *cparse.Var     // initializer of a local (fn set) or file-scope variable
	top         *cparse.TopCall // invocation at file scope
	call        *site           // the macro call that this expression is an expansion of, if it is its value
	kind        cparse.StmtKind // of stmt
	cond, ifdef bool
	depth       int           // how many macros deep the text is
	in          *expandedFrom // which these are
}

// A site is one expression in its place.
type site struct {
	e    *cparse.Expr
	up   *site // the enclosing expression; nil for a full expression
	root *root
	kids []site   // one for each of e.Args
	exp  *[]*site // a driver's macro: the expressions that it expands to, nil before it was
	arg  int32    // index in up.e.Args
}

func (s *site) fn() *fn  { return s.root.fn }
func (s *site) u() *unit { return s.root.u }
func (s *site) pos() Pos { return at(s.root.u.path, s.e.Pos, s.e.End) }

func at(file string, start, end cparse.Pos) Pos { return Pos{File: file, Start: start, End: end} }

// expansion lists the expressions that the macro s stands for, as far as it was expanded.
func (s *site) expansion() []*site {
	if s.exp == nil {
		return nil
	}
	return *s.exp
}

func (s *site) kid(i int) *site {
	if i < 0 || i >= len(s.kids) {
		return nil
	}
	return &s.kids[i]
}

// Pos is a place in a file of the tree. Lines and columns are filled in once a result is complete.
type Pos struct {
	File            string
	Start, End      cparse.Pos
	Line, Column    int
	EndLine, EndCol int
}

func (w *symbolLayer) newUnit(path string, f *cparse.File) *unit {
	u := &unit{
		path: path, file: f,
		funcs: map[string][]*fn{}, vars: map[string][]*gvar{}, macros: map[string]*cparse.Macro{},
		structs: map[string][]*cparse.Struct{}, typedefs: map[string]*cparse.Typedef{}, protos: map[string]*cparse.Proto{},
		byIdent: map[string][]*site{}, byMember: map[string][]*site{}, byInit: map[string][]*site{},
		roots: map[*fn][]*site{}, words: newWords(),
		own: map[string]*cparse.Macro{}, spoken: map[string]map[string]bool{}, beside: map[string]bool{}, macroCalls: map[string][]*site{}, inits: map[initKey]*site{},
		inFunc: map[string]byFunc{}, defCache: map[localVar]defs{},
		fnCache: map[string][]*fn{}, varCache: map[string]*gvar{}, sdCache: map[string]*structDef{},
		typeCache: map[string]*cparse.Typedef{},
	}
	for i := range f.Macros {
		if m := &f.Macros[i]; u.macros[m.Name] == nil || len(m.Body) > len(u.macros[m.Name].Body) {
			u.macros[m.Name] = m // of several readings the one that says most
		}
	}
	w.addItems(u, f, 0)
	u.words.finish()
	return u
}

// addItems indexes the declarations of f, which is the unit's file or what a macro invocation in it expands to.
func (w *symbolLayer) addItems(u *unit, f *cparse.File, depth int) {
	u.declare(f)
	for i := range f.Protos {
		u.protos[f.Protos[i].Name] = &f.Protos[i]
	}
	for i := range f.Funcs {
		d := w.pastedName(u, &f.Funcs[i])
		g := &fn{u: u, d: d, locals: map[string][]*cparse.Var{}}
		u.funcs[d.Name] = append(u.funcs[d.Name], g)
		g.item = int32(len(u.items))
		w.addItem(u, item{fn: g}, depth)
	}
	for i := range f.Vars {
		v := &f.Vars[i]
		u.vars[v.Name] = append(u.vars[v.Name], &gvar{u, v})
		if v.Initialized() {
			w.addItem(u, item{v: v}, depth)
		}
	}
	for i := range f.TopCalls {
		t := &f.TopCalls[i]
		if m := w.ownMacro(u, t.Name); m != nil && m.FuncLike && depth < maxMacroDepth {
			if g := cparse.ParseFragment(cparse.FragmentItems, m.Expand(w.argText(u, t.Pos, t.End)), t.Pos, t.End); g != nil {
				w.addItems(u, g, depth+1)
				continue
			}
		}
		w.addItem(u, item{top: t}, depth)
	}
}

// declare adds the types that are declared in a file or inside a function.
func (u *unit) declare(f *cparse.File) {
	for i := range f.Structs {
		u.structs[f.Structs[i].Tag] = append(u.structs[f.Structs[i].Tag], &f.Structs[i])
	}
	for i := range f.Typedefs {
		u.typedefs[f.Typedefs[i].Name] = &f.Typedefs[i]
	}
}

// addBody indexes the expressions of a function body, or (call != nil) of what a macro call in it expands to.
func (w *symbolLayer) addBody(u *unit, g *fn, d *cparse.Func, call *site, depth int) []*site {
	var roots []*site
	var in *expandedFrom
	if call != nil {
		in = &expandedFrom{call.e.Args[0].Name, call.root.in}
	}
	for i := range d.Locals {
		v := &d.Locals[i]
		if call != nil {
			g.locals[v.Name] = append(g.locals[v.Name], v)
		}
		if v.Init != nil {
			roots = append(roots, w.addRoot(&root{u: u, fn: g, v: v, cond: v.Cond > 0, ifdef: v.Ifdef, depth: depth, in: in}, v.Init))
		}
	}
	for i := range d.Stmts {
		st := &d.Stmts[i]
		if st.X == nil {
			continue
		}
		r := &root{u: u, fn: g, stmt: st, kind: st.Kind, cond: st.Cond > 0, ifdef: st.Ifdef, depth: depth, in: in}
		if call != nil {
			r.cond = r.cond || call.root.cond
			r.ifdef = r.ifdef || call.root.ifdef
			if i == len(d.Stmts)-1 && st.Kind == cparse.StmtExpr {
				r.call = call
			}
			if st.Kind == cparse.StmtReturn && call.root.stmt == nil {
				r.kind = cparse.StmtExpr
			}
		}
		roots = append(roots, w.addRoot(r, st.X))
	}
	return roots
}

func (w *symbolLayer) addRoot(r *root, e *cparse.Expr) *site {
	s := &site{e: e, root: r}
	r.u.roots[r.fn] = append(r.u.roots[r.fn], s)
	w.addSite(s)
	return s
}

// rootsOf lists the full expressions of a function body, in the order of the file.
func (w *symbolLayer) rootsOf(f *fn) []*site {
	w.build(f.u, f.item)
	byPos(f.u.roots[f])
	return f.u.roots[f]
}

// initOf lists the initializers of a file-scope variable.
func (w *symbolLayer) initOf(u *unit, v *cparse.Var) []*site {
	w.buildNamed(u, v.Name)
	var out []*site
	for _, s := range u.roots[nil] {
		if s.root.v != nil && s.root.v.Name == v.Name {
			out = append(out, s)
		}
	}
	byPos(out)
	return out
}

// addSite indexes the expression and all within.
func (w *symbolLayer) addSite(s *site) {
	u, e := s.root.u, s.e
	switch e.Kind {
	case cparse.Ident:
		u.byIdent[e.Name] = append(u.byIdent[e.Name], s)
	case cparse.Member:
		u.byMember[e.Name] = append(u.byMember[e.Name], s)
	case cparse.InitElem:
		if e.Name != "" {
			u.byInit[e.Name] = append(u.byInit[e.Name], s)
		}
	case cparse.InitList:
		if s.up == nil || e.Type != nil {
			u.lists = append(u.lists, s)
		}
	case cparse.Call:
		w.noteMacro(s)
	}
	if len(e.Args) == 0 {
		return
	}
	s.kids = make([]site, len(e.Args))
	for i, a := range e.Args {
		s.kids[i] = site{e: a, up: s, arg: int32(i), root: s.root}
		w.addSite(&s.kids[i])
	}
}

// idents, members and inits list the expressions of a unit that mention a name.
func (w *symbolLayer) idents(u *unit, name string) []*site {
	w.ready(u, name, asName)
	byPos(u.byIdent[name])
	return u.byIdent[name]
}

// identsIn is idents for one function: the others are left alone.
func (w *symbolLayer) identsIn(f *fn, name string) []*site {
	w.readyIn(f, name)
	u := f.u
	g := u.inFunc[name]
	if all := u.byIdent[name]; g.of != len(all) {
		byPos(all)
		g = byFunc{len(all), map[*fn][]*site{}}
		for _, s := range all {
			g.sites[s.fn()] = append(g.sites[s.fn()], s)
		}
		u.inFunc[name] = g
	}
	return slices.Clip(g.sites[f])
}

// membersIn is members for one function.
func (w *symbolLayer) membersIn(f *fn, name string) []*site {
	w.readyIn(f, name)
	return sitesIn(f, f.u.byMember[name])
}

func sitesIn(f *fn, all []*site) []*site {
	byPos(all)
	var out []*site
	for _, s := range all {
		if s.fn() == f {
			out = append(out, s)
		}
	}
	return out
}

func (w *symbolLayer) members(u *unit, name string) []*site {
	w.ready(u, name, asMember)
	byPos(u.byMember[name])
	return u.byMember[name]
}

// stored lists those accesses of a member in a unit that may give it a value, among others.
func (w *symbolLayer) stored(u *unit, name string) []*site {
	w.readyStored(u, name)
	byPos(u.byMember[name])
	return u.byMember[name]
}

func (w *symbolLayer) inits(u *unit, name string) []*site {
	w.readyStored(u, name)
	byPos(u.byInit[name])
	return u.byInit[name]
}

func isIdent(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func (w *symbolLayer) source(u *unit) []byte {
	if u.src == nil {
		u.src, _ = w.tree.Source(u.path)
	}
	return u.src
}

// spelled gives the source text of an expression in one line.
func (w *symbolLayer) spelled(s *site) string {
	src := w.source(s.u())
	if int(s.e.End) > len(src) || s.e.Pos >= s.e.End {
		return exprText(s.e)
	}
	return strings.Join(strings.Fields(string(src[s.e.Pos:s.e.End])), " ")
}

func (w *symbolLayer) spelledArg(call *site, i int) string {
	if a := call.kid(i + 1); a != nil {
		return w.spelled(a)
	}
	return ""
}

// paramIndex tells which parameter of f an expression is.
func paramIndex(f *fn, s *site) (int, bool) {
	for s != nil && s.e.Kind == cparse.Cast {
		s = s.kid(0)
	}
	if s == nil || s.e.Kind != cparse.Ident || s.fn() != f {
		return 0, false
	}
	if _, v, ok := f.local(s.e.Name, s.e.Pos); !ok || v != nil {
		return 0, false
	}
	return f.param(s.e.Name)
}

func functionName(s *site) string {
	if f := s.fn(); f != nil {
		return f.name()
	}
	return ""
}

func funcRef(f *fn) Func { return Func{f.u.path, f.d.Name, f.d.Pos, f.d.End} }

// A Func names a function definition, for looking at its text.
type Func struct {
	File     string
	Name     string
	Pos, End cparse.Pos // of the name; behind the closing brace
}

type initKey struct {
	at   *site
	text string
}
