// Package irbuild reduces one type-checked Go package to an ir.Package. It is the only package that reads Go syntax for
// the PCM rules; it decides nothing about races.
package irbuild

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"hash/fnv"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// Input is a type-checked package.
type Input struct {
	Fset  *token.FileSet
	Files []*ast.File
	Pkg   *types.Package
	Info  *types.Info
}

// builder holds the state while one package is reduced.
type builder struct {
	Input
	out   *ir.Package
	vars  map[types.Object]ir.Node
	types map[string]bool
	fn    *ir.Func // the function that is being read, nil at package level
	lits  int      // literals seen in the outermost function

	cond, loop int   // nesting of conditions and loops in fn
	seq, in    int32 // the last number in ir.Order, and the block
	loopCond   bool  // inside the condition of a loop
	holder     *ast.Ident
	held       ast.Expr // the expression that holder holds
	rhs        string   // what is being assigned, as in ir.Arg.Const
}

// Build reduces the package. libs are the PCM libraries that it can reach, its own included.
func Build(in Input, libs []*ir.Library) *ir.Package {
	b := &builder{
		Input: in,
		out:   &ir.Package{Version: ir.Version, Path: in.Pkg.Path(), Name: in.Pkg.Name(), Std: knowledge.Std(in.Pkg.Path()), Libraries: libs},
		vars:  map[types.Object]ir.Node{},
		types: map[string]bool{},
	}
	for _, l := range libs {
		if l.Path == in.Pkg.Path() {
			b.out.Library = l
		}
	}
	for _, imp := range in.Pkg.Imports() {
		if !knowledge.Std(imp.Path()) {
			b.out.Imports = append(b.out.Imports, imp.Path())
		}
	}
	for _, f := range in.Files {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				b.funcDecl(d)
			case *ast.GenDecl:
				b.genDecl(d)
			}
		}
	}
	return b.out
}

// pos returns the place of a stretch of syntax.
func (b *builder) pos(n ast.Node) ir.Pos { return b.span(n.Pos(), n.End()) }

func (b *builder) span(start, end token.Pos) ir.Pos {
	if !start.IsValid() {
		return ir.Pos{}
	}
	s, e := b.position(start), b.position(end)
	return ir.NewPos(s.Filename, s.Line, s.Column, e.Line, e.Column, start, end)
}

// position is where something stands in the file that was read. A //line comment, which may name any file of the disk, is
// believed only in what cgo has made of a source and put into the build cache.
func (b *builder) position(pos token.Pos) token.Position {
	p := b.Fset.PositionFor(pos, false)
	if strings.HasSuffix(p.Filename, ".go") && !strings.HasSuffix(p.Filename, ".cgo1.go") {
		return p
	}
	if source := b.Fset.Position(pos); strings.HasSuffix(source.Filename, ".go") {
		return source
	}
	return p
}

// at is a key that is unique for a place in the source.
func (b *builder) at(pos token.Pos) string {
	p := b.Fset.PositionFor(pos, false)
	return fmt.Sprintf("%s@%s:%d:%d", b.out.Path, p.Filename[strings.LastIndexByte(p.Filename, '/')+1:], p.Line, p.Column)
}

// newNode makes a fresh node.
func (b *builder) newNode() ir.Node {
	b.out.Nodes++
	return b.out.Nodes
}

// add records a constraint.
func (b *builder) add(c ir.Cons) {
	if b.fn != nil {
		c.Func = b.fn.Key
	}
	c.Cond = c.Cond || b.cond > 0
	b.out.Cons = append(b.out.Cons, c)
}

// copyTo makes dst hold all that src holds.
func (b *builder) copyTo(dst, src ir.Node) {
	if dst != 0 && src != 0 && dst != src {
		b.add(ir.Cons{Kind: ir.Copy, Dst: dst, Src: src})
	}
}

// varNode returns the node of a variable.
func (b *builder) varNode(v *types.Var) ir.Node {
	v = v.Origin()
	if n, ok := b.vars[v]; ok {
		return n
	}
	if !carries(v.Type()) {
		return 0
	}
	n := b.newNode()
	b.vars[v] = n
	if v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
		b.out.Named = append(b.out.Named, ir.Global{Key: v.Pkg().Path() + "." + v.Name(), Node: n})
		if v.Exported() && v.Pkg() == b.Pkg {
			b.out.Exported = append(b.out.Exported, n)
		}
	}
	return n
}

// carries tells whether values of the type can lead to functions or to objects with an identity.
func carries(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return t.Kind() == types.UnsafePointer || t.Kind() == types.UntypedNil || t.Kind() == types.Invalid
	case *types.Named:
		if _, ok := t.Underlying().(*types.Basic); ok {
			return t.NumMethods() > 0
		}
	}
	return true
}

// isStruct tells whether variables of the type are objects themselves.
func isStruct(t types.Type) bool {
	if t == nil {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Struct, *types.Array:
		_, param := types.Unalias(t).(*types.TypeParam)
		return !param
	}
	return false
}

// typeKey is the key of the named type behind pointers, "" for others.
func (b *builder) typeKey(t types.Type) string {
	if t == nil {
		return ""
	}
	t = types.Unalias(t)
	for {
		p, ok := t.(*types.Pointer)
		if !ok {
			break
		}
		t = types.Unalias(p.Elem())
	}
	if s, ok := t.(*types.Struct); ok && embeds(s) {
		return b.unnamed(s)
	}
	n, ok := t.(*types.Named)
	if !ok {
		return ""
	}
	n = n.Origin()
	key := Key(n.Obj())
	if n.Obj().Parent() != nil && n.Obj().Pkg() != nil && n.Obj().Parent() != n.Obj().Pkg().Scope() {
		key += b.at(n.Obj().Pos()) // local type
	}
	b.namedType(n, key)
	return key
}

// Key is the key of a package-level type.
func Key(o *types.TypeName) string {
	if o.Pkg() == nil {
		return o.Name()
	}
	return o.Pkg().Path() + "." + o.Name()
}

// namedType records a type with its methods the first time that it is met.
func (b *builder) namedType(n *types.Named, key string) {
	if b.types[key] {
		return
	}
	b.types[key] = true
	if p := n.Obj().Pkg(); p == nil || p != b.Pkg && knowledge.Std(p.Path()) {
		return
	}
	t := ir.Type{Key: key, Name: n.Obj().Name(), Exported: n.Obj().Exported()}
	if n.Obj().Pkg() == b.Pkg {
		t.Pos = b.span(n.Obj().Pos(), n.Obj().Pos()+token.Pos(len(n.Obj().Name())))
	} else {
		p := b.position(n.Obj().Pos())
		t.Pos = ir.NewPos(p.Filename, p.Line, p.Column, p.Line, p.Column, token.NoPos, token.NoPos)
	}
	if types.IsInterface(n) {
		b.out.Types = append(b.out.Types, t)
		return
	}
	b.methods(&t, n)
	b.out.Types = append(b.out.Types, t)
}

// embeds tells whether a struct can have methods.
func embeds(s *types.Struct) bool {
	for f := range s.Fields() {
		if f.Embedded() {
			return true
		}
	}
	return false
}

// unnamed records a struct without a name that has the methods of what it embeds, and returns its key.
func (b *builder) unnamed(s *types.Struct) string {
	h := fnv.New64a()
	h.Write([]byte(types.TypeString(s, nil)))
	key := fmt.Sprintf("%s.struct %x", b.out.Path, h.Sum64())
	if !b.types[key] {
		b.types[key] = true
		t := ir.Type{Key: key}
		b.methods(&t, s)
		b.out.Types = append(b.out.Types, t)
	}
	return key
}

// methods records the methods of a type, and what it embeds.
func (b *builder) methods(t *ir.Type, n types.Type) {
	values := types.NewMethodSet(n)
	ms := types.NewMethodSet(types.NewPointer(n))
	for i := range ms.Len() {
		sel := ms.At(i)
		fn := sel.Obj().(*types.Func)
		path, iface := b.embedPath(n, sel.Index())
		m := ir.Method{Name: fn.Name(), Func: FuncKey(fn), Path: path, Iface: iface, Own: len(sel.Index()) == 1}
		if isSyncStop(fn) {
			m.Ptr, m.Shape = values.Lookup(fn.Pkg(), fn.Name()) == nil, shape(fn)
		}
		t.Methods = append(t.Methods, m)
	}
	if s, ok := n.Underlying().(*types.Struct); ok {
		for i := range s.NumFields() {
			if f := s.Field(i); f.Embedded() {
				t.Embeds = append(t.Embeds, b.typeKey(f.Type()))
			}
		}
	}
}

// embedPath returns the embedded fields that a selection goes through, and whether the last one is an interface.
func (b *builder) embedPath(t types.Type, index []int) (path []ir.Step, iface bool) {
	for _, i := range index[:len(index)-1] {
		s, owner := structOf(t)
		if s == nil || i >= s.NumFields() {
			return path, false
		}
		f := s.Field(i)
		_, ptr := f.Type().Underlying().(*types.Pointer)
		iface = types.IsInterface(f.Type())
		path = append(path, ir.Step{Field: f.Name(), Struct: owner, Ptr: ptr || iface})
		t = f.Type()
	}
	return path, iface
}

// structOf returns the struct behind a type and the key of its name.
func structOf(t types.Type) (*types.Struct, string) {
	t = types.Unalias(t)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	owner := ""
	if n, ok := t.(*types.Named); ok {
		owner = Key(n.Origin().Obj())
	}
	s, _ := t.Underlying().(*types.Struct)
	return s, owner
}

// FuncKey is the key of a declared function or method.
func FuncKey(fn *types.Func) string {
	fn = fn.Origin()
	sig, _ := fn.Type().(*types.Signature)
	if sig == nil || sig.Recv() == nil {
		if fn.Pkg() == nil {
			return fn.Name()
		}
		return fn.Pkg().Path() + "." + fn.Name()
	}
	t := types.Unalias(sig.Recv().Type())
	star := ""
	if p, ok := t.(*types.Pointer); ok {
		star, t = "*", types.Unalias(p.Elem())
	}
	if n, ok := t.(*types.Named); ok {
		return "(" + star + Key(n.Origin().Obj()) + ")." + fn.Name()
	}
	return "(" + star + t.String() + ")." + fn.Name()
}

// funcDecl reads a declared function.
func (b *builder) funcDecl(d *ast.FuncDecl) {
	obj, ok := b.Info.Defs[d.Name].(*types.Func)
	if !ok {
		return
	}
	key := FuncKey(obj)
	if d.Name.Name == "init" || d.Name.Name == "_" {
		key += b.at(d.Pos())
	}
	name := d.Name.Name
	sig := obj.Type().(*types.Signature)
	if r := sig.Recv(); r != nil {
		name = "(" + types.TypeString(r.Type(), func(*types.Package) string { return "" }) + ")." + name
		b.typeKey(r.Type())
	}
	f := &ir.Func{Key: key, Name: name, Short: d.Name.Name, Pos: b.pos(d.Name), Variadic: sig.Variadic(),
		Exported: obj.Exported(), Extern: d.Body == nil}
	b.lits = 0
	b.body(f, sig, d.Body)
}

// body reads a function's parameters and statements and appends it to the package.
func (b *builder) body(f *ir.Func, sig *types.Signature, body *ast.BlockStmt) {
	if r := sig.Recv(); r != nil {
		f.Recv = b.paramNode(r)
	}
	for v := range sig.Params().Variables() {
		f.Params = append(f.Params, b.paramNode(v))
		f.Types = append(f.Types, b.typeKey(v.Type()))
		f.Numbers = append(f.Numbers, b.numberKey(v))
	}
	for v := range sig.Results().Variables() {
		n := b.varNode(v)
		if n == 0 && carries(v.Type()) {
			n = b.newNode()
		}
		f.Results = append(f.Results, n)
		if f.Exported {
			b.out.Exported = append(b.out.Exported, n)
		}
	}
	saved := *b
	b.fn, b.cond, b.loop, b.loopCond, b.holder, b.held, b.seq, b.in = f, 0, 0, false, nil, nil, 0, 0
	if body != nil {
		b.block(body)
	}
	lits := b.lits
	b.fn, b.cond, b.loop, b.loopCond, b.holder, b.held = saved.fn, saved.cond, saved.loop, saved.loopCond, saved.holder, saved.held
	b.seq, b.in = saved.seq, saved.in
	b.lits = lits
	b.out.Funcs = append(b.out.Funcs, *f)
}

// paramNode returns the node of a parameter, also of an unnamed one.
func (b *builder) paramNode(v *types.Var) ir.Node {
	if !carries(v.Type()) {
		return 0
	}
	return b.varNode(v)
}

// genDecl reads package-level declarations.
func (b *builder) genDecl(d *ast.GenDecl) {
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.ValueSpec:
			if d.Tok == token.VAR {
				b.valueSpec(s)
			}
		case *ast.TypeSpec:
			if tn, ok := b.Info.Defs[s.Name].(*types.TypeName); ok && !tn.IsAlias() {
				b.typeKey(tn.Type())
			}
		}
	}
}

// valueSpec reads `var a, b = x, y`.
func (b *builder) valueSpec(s *ast.ValueSpec) {
	if len(s.Values) == 0 {
		for _, id := range s.Names {
			b.declare(id)
		}
		return
	}
	var lhs []ast.Expr
	for _, id := range s.Names {
		lhs = append(lhs, id)
	}
	b.assign(lhs, s.Values, true, s.Type != nil)
}

// declare makes the object of a struct variable that is declared without a value.
func (b *builder) declare(id *ast.Ident) {
	v, ok := b.Info.Defs[id].(*types.Var)
	if !ok {
		return
	}
	n := b.varNode(v)
	if n != 0 && isStruct(v.Type()) {
		b.add(ir.Cons{Kind: ir.Hold, Dst: n, Val: b.object(v.Type(), id, id.Name, true)})
	}
}

// object makes the value of a new object of type t at a place.
func (b *builder) object(t types.Type, at ast.Node, name string, held bool) ir.Value {
	return ir.Value{Obj: b.at(at.Pos()), Type: b.typeKey(t), Name: name, Held: held, Pos: b.pos(at)}
}
