package cparse

import "strings"

// inc adds one to a count of conditions.
func inc(c uint8) uint8 {
	if c < 255 {
		c++
	}
	return c
}

// block walks the statements of a compound statement.
func (b *builder) block(i uint32, cond uint8) {
	for c := i + 1; c < b.nodes[i].skip; c = b.nodes[c].skip {
		b.stmt(c, cond)
	}
}

// add records a full expression. Bare constants are left out.
func (b *builder) add(kind StmtKind, i uint32, cond uint8) {
	n := &b.nodes[i]
	b.addExpr(kind, b.exprIn(i, cond), b.src(n.start), b.src(n.end), cond)
}

// exprIn builds an expression of a statement that so many conditions enclose.
func (b *builder) exprIn(i uint32, cond uint8) *Expr {
	outer := b.cond
	b.cond = cond
	x := b.expr(i)
	b.cond = outer
	return x
}

// addExpr records the full expression of a stretch of the source.
func (b *builder) addExpr(kind StmtKind, x *Expr, from, to uint32, cond uint8) {
	if b.sink != nil {
		b.sink.exprs = append(b.sink.exprs, x)
		return
	}
	if b.fn != nil && x.Kind != Const {
		b.fn.Stmts = append(b.fn.Stmts, Stmt{Kind: kind, Cond: cond, Ifdef: b.ifdef(from, to), X: x})
	}
}

// ifdef says whether a conditional inside the item covers any of a stretch of the source.
func (b *builder) ifdef(from, to uint32) bool {
	if !b.p.ifdefs {
		return false
	}
	toks := b.p.toks
	i := b.tokenAt(from)
	if !b.p.multi {
		return i < len(toks) && toks[i].ifd > b.base
	}
	for ; i < len(toks) && toks[i].start < to; i++ {
		if toks[i].ifd > b.base {
			return true
		}
	}
	return false
}

// stmt walks one statement.
func (b *builder) stmt(i uint32, cond uint8) {
	n := &b.nodes[i]
	if n.flags != 0 || b.deep > maxTree {
		b.error(b.src(n.start), b.src(n.end), "statement not understood")
		return
	}
	b.deep++
	defer func() { b.deep-- }()
	k, c := b.kids(i)
	switch b.kind(i) {
	case nBlock:
		b.block(i, cond)
	case nExprStmt:
		if c > 1 {
			b.add(StmtExpr, k[0], cond)
		}
	case nDeclaration, nTypedef:
		b.declaration(i, cond)
	case nStructSpec:
		b.typeBase(i)
	case nReturn:
		if c > 2 {
			b.add(StmtReturn, k[1], cond)
		}
	case nIf, nWhile, nSwitch:
		b.controlled(i, cond)
	case nDo:
		for c := i + 1; c < n.skip; c = b.nodes[c].skip {
			if b.kind(c) == nParen {
				b.condition(c, cond)
			} else {
				b.stmt(c, inc(cond))
			}
		}
	case nFor:
		b.loop(i, cond)
	case nElse:
		for c := i + 1; c < n.skip; c = b.nodes[c].skip {
			b.stmt(c, inc(cond))
		}
	case nLabeled:
		for c := i + 1; c < n.skip; c = b.nodes[c].skip {
			b.stmt(c, cond)
		}
	}
}

// condition records what stands between the parentheses at node i.
func (b *builder) condition(i uint32, cond uint8) {
	if k, c := b.kids(i); c >= 3 {
		b.add(StmtCond, k[1], cond)
	}
}

// controlled walks if, while and switch, and the macros that were written as such.
func (b *builder) controlled(i uint32, cond uint8) {
	inside := inc(cond)
	if m, ok := b.markAt(&b.nodes[i]); ok && m.kind == markCall {
		name := b.p.toks[m.a]
		x := b.span(name.start, b.p.toks[m.b-1].end, Call)
		fn := b.span(name.start, name.end, Ident)
		fn.Name = b.p.str(m.a)
		if par := b.child(i, nParen); par != 0 && m.b > m.a+3 {
			outer := b.cond
			b.cond = cond
			x.Args = b.arguments(par, fn)
			b.cond = outer
		} else {
			x.Args = b.p.single(fn)
		}
		b.addExpr(StmtExpr, x, name.start, b.p.toks[m.b-1].end, cond)
		if scopeMacro(fn.Name) {
			inside = cond
		}
	} else if par := b.child(i, nParen); par != 0 {
		if m, ok := b.markAt(&b.nodes[par]); ok && m.kind == markCall { // if likely(x)
			fn := b.span(b.p.toks[m.a].start, b.p.toks[m.a].end, Ident)
			fn.Name = b.p.str(m.a)
			x := b.span(b.p.toks[m.a].start, b.src(b.nodes[par].end), Call)
			x.Args = b.arguments(par, fn)
			b.addExpr(StmtCond, x, b.p.toks[m.a].start, b.src(b.nodes[par].end), cond)
		} else {
			b.condition(par, cond)
		}
	}
	for c := i + 1; c < b.nodes[i].skip; c = b.nodes[c].skip {
		switch b.kind(c) {
		case nParen, nOther:
			if b.nodes[c].flags != 0 {
				b.stmt(c, inside)
			}
		case nElse:
			b.stmt(c, cond)
		default:
			b.stmt(c, inside)
		}
	}
}

// loop walks for (a; b; c) d.
func (b *builder) loop(i uint32, cond uint8) {
	semicolons, open := 0, false
	for c := i + 1; c < b.nodes[i].skip; c = b.nodes[c].skip {
		switch n := &b.nodes[c]; b.kind(c) {
		case nDeclaration:
			b.declaration(c, cond)
			semicolons++
		case nOther:
			switch {
			case n.flags != 0:
				b.stmt(c, cond)
			case b.n.out[n.start] == '(' && semicolons == 0:
				open = true
			case b.n.out[n.start] == ';':
				semicolons++
			case b.n.out[n.start] == ')':
				open = false
			}
		default:
			switch {
			case !open:
				b.stmt(c, inc(cond))
			case semicolons == 0:
				b.add(StmtExpr, c, cond)
			case semicolons == 1:
				b.add(StmtCond, c, cond)
			default:
				b.add(StmtExpr, c, inc(cond))
			}
		}
	}
}

// specifiers are what a declaration says before its declarators.
type specifiers struct {
	static, extern, typedef bool
	base                    string
}

// specifiers reads them off the children of a declaration.
func (b *builder) specifiers(i uint32) (s specifiers) {
	for c := i + 1; c < b.nodes[i].skip; c = b.nodes[c].skip {
		switch b.kind(c) {
		case nStorage:
			switch b.text(&b.nodes[c]) {
			case "static":
				s.static = true
			case "extern":
				s.extern = true
			}
		case nTypeName, nStructSpec:
			if s.base == "" {
				s.base = b.typeBase(c)
			}
		case nOther:
			if b.text(&b.nodes[c]) == "typedef" {
				s.typedef = true
			}
		}
	}
	return
}

// declaration records the local variables and typedefs of a declaration.
func (b *builder) declaration(i uint32, cond uint8) {
	s := b.specifiers(i)
	typ := s.base == ""
	for c := i + 1; c < b.nodes[i].skip; c = b.nodes[c].skip {
		switch b.kind(c) {
		case nTypeName, nStructSpec:
			if !typ { // the type itself, not the name that a typedef gives it
				typ = true
				continue
			}
			b.declared(c, &s, cond)
		case nLeaf, nInitDecl, nPointerDecl, nArrayDecl, nFuncDecl, nParenDecl:
			b.declared(c, &s, cond)
		case nOther:
			if b.nodes[c].flags != 0 {
				b.stmt(c, cond)
			}
		}
	}
}

// declared records what the declarator at node c declares.
func (b *builder) declared(c uint32, s *specifiers, cond uint8) {
	d := b.declarator(c)
	if d.name == "" {
		return
	}
	t := d.typ(s.base)
	if s.typedef {
		t.Func = t.Func || d.isFunc
		b.p.f.Typedefs = append(b.p.f.Typedefs, Typedef{Name: d.name, Type: t, Pos: b.pos(d.at)})
		return
	}
	if d.isFunc || b.fn == nil {
		return
	}
	n := &b.nodes[c]
	v := Var{Name: d.name, Type: t, Static: s.static, Extern: s.extern, Cond: cond, Pos: b.pos(d.at), End: b.endPos(b.declEnd(n)), Ifdef: b.ifdef(b.src(n.start), b.src(n.end))}
	if d.init != 0 {
		v.Init = b.exprIn(d.init, cond)
	}
	b.fn.Locals = append(b.fn.Locals, v)
}

// declEnd is the end of the last token of a declarator, annotations behind it included.
func (b *builder) declEnd(n *node) uint32 {
	end := b.src(n.end)
	toks := b.p.toks
	for i := b.tokenAt(end); i < len(toks); i++ {
		switch toks[i].kind {
		case tIdent, tAttribute, tAsm:
			if toks[i].kind != tIdent || isAnnotation(b.p.str(i)) {
				if end = toks[i].end; i+1 < len(toks) && toks[i+1].kind == '(' && int(b.p.match[i+1]) > i {
					i = int(b.p.match[i+1])
					end = toks[i].end
				}
				continue
			}
		}
		break
	}
	return end
}

// treeDecl is one declarator.
type treeDecl struct {
	name   string
	at     uint32 // where the name is in the source
	ptr    int
	array  bool
	fnptr  bool
	isFunc bool   // name(params)
	params uint32 // the parameter list's node
	init   uint32 // the initializer's node
}

func (d *treeDecl) typ(base string) Type {
	return Type{Base: base, Ptr: uint8(min(d.ptr, 255)), Array: d.array, Func: d.fnptr}
}

// declarator reads the declarator at node i, abstract or not.
func (b *builder) declarator(i uint32) (d treeDecl) {
	n := &b.nodes[i]
	if n.flags != 0 || b.deep > maxTree {
		return
	}
	b.deep++
	defer func() { b.deep-- }()
	switch b.kind(i) {
	case nLeaf, nTypeName:
		d.name, d.at = b.text(n), b.src(n.start)
	case nPointerDecl:
		d = b.within(i)
		d.ptr++
	case nArrayDecl:
		d = b.within(i)
		d.array = true
	case nParenDecl:
		d = b.within(i)
	case nInitDecl:
		d = b.within(i)
		for c := i + 1; c < n.skip; c = b.nodes[c].skip {
			d.init = c
		}
		if b.kind(d.init) == nOther {
			d.init = 0
		}
	case nFuncDecl:
		d = b.function(i)
	}
	return
}

// within reads the declarator that is a child of node i; there is none in an abstract one.
func (b *builder) within(i uint32) (d treeDecl) {
	for c := i + 1; c < b.nodes[i].skip; c = b.nodes[c].skip {
		switch b.kind(c) {
		case nLeaf, nTypeName, nPointerDecl, nArrayDecl, nParenDecl, nFuncDecl:
			return b.declarator(c)
		}
		if b.kind(i) == nArrayDecl {
			return
		}
	}
	return
}

// function reads a declarator with parameters: that of a function, of a pointer to one, or of a function that returns one.
func (b *builder) function(i uint32) (d treeDecl) {
	inner := false
	for c := i + 1; c < b.nodes[i].skip; c = b.nodes[c].skip {
		switch b.kind(c) {
		case nParenDecl:
			inner = true
			d = b.declarator(c)
		case nLeaf, nTypeName, nPointerDecl, nArrayDecl, nFuncDecl:
			d = b.declarator(c)
		case nParams:
			switch {
			case inner && d.isFunc:
				d.ptr = 0
			case inner && (d.ptr > 0 || d.fnptr), d.name == "":
				d.fnptr, d.ptr = true, 0
			default:
				d.isFunc, d.params = true, c
			}
			return d
		}
	}
	return d
}

// typeOf reduces the type of a type descriptor.
func (b *builder) typeOf(i uint32) Type {
	var base string
	var d treeDecl
	for c := i + 1; c < b.nodes[i].skip; c = b.nodes[c].skip {
		switch b.kind(c) {
		case nTypeName, nStructSpec:
			base = b.typeBase(c)
		case nPointerDecl, nArrayDecl, nParenDecl, nFuncDecl:
			d = b.declarator(c)
		}
	}
	return d.typ(base)
}

// typeBase names the type at node i. A struct that is defined there is recorded.
func (b *builder) typeBase(i uint32) string {
	n := &b.nodes[i]
	p := b.p
	if b.kind(i) == nStructSpec {
		return b.structure(i)
	}
	at := b.tokenAt(b.src(n.start))
	switch p.kind(at) {
	case tTypeof:
		return "typeof"
	case tEnum:
		tag := b.anonymous(n)
		for j := at + 1; j < len(p.toks) && p.toks[j].end <= b.src(n.end) && p.kind(j) != '{'; j++ {
			if p.kind(j) == tIdent && !annotated(p.str(j)) {
				tag = p.str(j)
				break
			}
		}
		return "enum " + tag
	case tPrim:
		if p.toks[at].end == b.src(n.end) {
			return p.str(at)
		}
		var words []string
		for ; at < len(p.toks) && p.toks[at].end <= b.src(n.end); at++ {
			if p.kind(at) == tPrim || p.kind(at) == tIdent && !annotated(p.str(at)) {
				words = append(words, p.str(at))
			}
		}
		return strings.Join(words, " ")
	}
	if at < len(p.toks) && p.kind(at) == tIdent {
		return p.str(at)
	}
	return b.text(n)
}
