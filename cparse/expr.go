package cparse

import "strings"

// expr builds the expression of node i.
func (b *builder) expr(i uint32) *Expr {
	n := &b.nodes[i]
	if n.end <= n.start || n.flags != 0 || b.deep > maxTree {
		return b.lost(n)
	}
	b.deep++
	x := b.build(i, n)
	b.deep--
	if x == nil {
		return b.lost(n)
	}
	return x
}

func (b *builder) build(i uint32, n *node) *Expr {
	k, c := b.kids(i)
	switch b.kind(i) {
	case nLeaf:
		return b.leaf(n)
	case nParen:
		if c == 3 {
			return b.expr(k[1])
		}
	case nCall:
		if c == 2 {
			return b.call(n, k[0], k[1])
		}
	case nMember:
		if c == 3 {
			x := b.node(n, Member)
			x.Arrow = b.nodes[k[1]].end-b.nodes[k[1]].start == 2
			x.Name = b.text(&b.nodes[k[2]])
			x.Args = b.p.single(b.expr(k[0]))
			return x
		}
	case nIndex:
		if c == 4 {
			x := b.node(n, Index)
			x.Args = b.p.pair(b.expr(k[0]), b.expr(k[2]))
			return x
		}
	case nUnary:
		if c == 2 {
			return b.unary(n, k[0], k[1])
		}
	case nPointer:
		if c == 2 {
			x := b.node(n, Addr)
			if b.byteAt(k[0]) == '*' {
				x.Kind = Deref
			}
			x.Args = b.p.single(b.expr(k[1]))
			return x
		}
	case nUpdate:
		if c == 2 {
			return b.update(n, k[0], k[1])
		}
	case nBinary:
		if c == 3 {
			return b.operation(n, strings.TrimSpace(b.text(&b.nodes[k[1]])), b.expr(k[0]), b.expr(k[2]))
		}
	case nAssign:
		if c == 3 {
			x := b.node(n, Assign)
			x.Name = b.text(&b.nodes[k[1]])
			x.Args = b.p.pair(b.expr(k[0]), b.expr(k[2]))
			return x
		}
	case nCond:
		return b.conditional(n, k, c)
	case nCast:
		if c == 4 {
			x := b.node(n, Cast)
			t := b.typeOf(k[1])
			x.Type = &t
			x.Args = b.p.single(b.expr(k[3]))
			return x
		}
	case nSizeof:
		return b.sizeof(n, k, c)
	case nComma:
		if c == 3 {
			x := b.node(n, Comma)
			x.Args = b.commas(i, nil)
			return x
		}
	case nCompound:
		if c == 4 {
			x := b.list(k[3])
			t := b.typeOf(k[1])
			x.Type, x.Pos = &t, b.pos(b.src(n.start))
			return x
		}
	case nList:
		return b.list(i)
	}
	return nil
}

// useful says whether an operand of an Opaque is worth keeping.
func useful(x *Expr) bool { return x.Kind != Const && (x.Kind != Opaque || len(x.Args) > 0) }

// leaf builds a name, a constant or what was set aside.
func (b *builder) leaf(n *node) *Expr {
	if m, ok := b.markAt(n); ok && m.kind == markAside {
		return b.aside(m)
	}
	x := b.node(n, Const)
	s := b.text(n)
	if s == "" { // of what was written around the source
		return b.lost(n)
	}
	if s[0] == '-' || s[0] == '+' { // to the grammar the sign is part of the number
		if number := strings.TrimLeft(s[1:], " \t\r\n"); s[0] == '-' && number != "" && (class[number[0]]&cDigit != 0 || number[0] == '.') {
			x.Name = "-" + number
		} else {
			x.Kind, x.Name = Opaque, s[:1]
		}
		return x
	}
	switch first := class[s[0]]; {
	case first&cDigit != 0, s[0] == '.':
		x.Name = s
	case first&cIdent != 0:
		if strings.ContainsAny(s, "\"'") { // strings and macros in a row, a wide character
			return x
		}
		x.Name = s
		switch s {
		case "NULL", "true", "false":
			return x
		}
		if k := identKind([]byte(s)); k == tIdent || k == tGeneric {
			x.Kind = Ident
			return x
		}
		x.Name = ""
	}
	return x
}

// aside builds what was read behind the item.
func (b *builder) aside(m mark) *Expr {
	p := b.p
	from, to := p.toks[m.a].start, p.toks[m.b-1].end
	if m.aside >= len(b.behind) {
		return b.span(from, to, Opaque)
	}
	at := b.behind[m.aside]
	switch b.n.queue[m.aside].kind {
	case asideStmts:
		x := b.span(from, to, StmtExprKind)
		if b.kind(at) == nBlock {
			x.Args = b.inner(at)
		}
		return x
	case asideList:
		x := b.span(from, to, InitList)
		if init := b.child(at, nInitDecl); init != 0 {
			if l := b.child(init, nList); l != 0 {
				x.Args = b.elements(l)
			}
		}
		if p.kind(m.a) != '{' && len(x.Args) == 1 { // .x = y as an argument
			return x.Args[0]
		}
		return x
	}
	x := b.span(from, to, TypeArg)
	t := b.asideType(at)
	x.Type = &t
	return x
}

// asideType is the type that sizeof(type); at node i names.
func (b *builder) asideType(i uint32) Type {
	if e := b.child(i, nSizeof); e != 0 {
		if d := b.child(e, nTypeDesc); d != 0 {
			return b.typeOf(d)
		}
		if par := b.child(e, nParen); par != 0 && par+2 < b.nodes[par].skip {
			return Type{Base: b.typeBase(par + 2)}
		}
	}
	return Type{}
}

// inner builds the statements of a block inside an expression and lists their full expressions.
func (b *builder) inner(block uint32) []*Expr {
	outer := b.sink
	s := &sink{}
	b.sink = s
	b.block(block, b.cond)
	b.sink = outer
	return s.exprs
}

func (b *builder) call(n *node, fn, args uint32) *Expr {
	x := b.node(n, Call)
	f := b.expr(fn)
	x.Args = b.arguments(args, f)
	return x
}

// arguments lists the arguments of the argument list or the parentheses at node i, behind the function.
func (b *builder) arguments(i uint32, fn *Expr) []*Expr {
	var buf [8]*Expr
	list := append(buf[:0], fn)
	for a := i + 1; a < b.nodes[i].skip; a = b.nodes[a].skip {
		n := &b.nodes[a]
		switch b.n.out[n.start] {
		case '(', ')', ',':
			if n.end-n.start == 1 {
				continue
			}
		}
		if b.kind(a) == nComma && b.kind(i) == nParen { // the head of a loop macro
			list = b.commas(a, list)
			continue
		}
		list = append(list, b.expr(a))
	}
	return append(b.p.ptrs(len(list)), b.filled(b.nodes[i].start, list)...)
}

// filled puts constants where the call whose '(' is at a place has empty arguments.
func (b *builder) filled(open uint32, list []*Expr) []*Expr {
	for _, at := range b.n.fill[open] {
		x := b.span(uint32(at), uint32(at), Const)
		if b.p.fixed {
			x.Pos, x.End = b.p.fixPos, b.p.fixPos
		}
		i := len(list)
		for !b.p.fixed && i > 1 && list[i-1].Pos >= at {
			i--
		}
		list = append(list, nil)
		copy(list[i+1:], list[i:])
		list[i] = x
	}
	return list
}

// commas lists the operands of comma operators in a row.
func (b *builder) commas(i uint32, list []*Expr) []*Expr {
	for b.kind(i) == nComma {
		k, c := b.kids(i)
		if c != 3 || b.nodes[i].flags != 0 {
			break
		}
		if b.kind(k[0]) == nComma {
			list = b.commas(k[0], list)
		} else {
			list = append(list, b.expr(k[0]))
		}
		i = k[2]
	}
	return append(list, b.expr(i))
}

func (b *builder) unary(n *node, op, operand uint32) *Expr {
	if m, ok := b.markAt(n); ok && m.kind == markCast {
		x := b.node(n, Cast)
		t := Type{}
		for i := m.a; i < m.b; i++ {
			if s := b.p.str(i); b.p.kind(i) == tIdent && !annotated(s) {
				t.Base = s
			}
		}
		x.Type = &t
		x.Args = b.p.single(b.expr(operand))
		return x
	}
	x := b.node(n, Opaque)
	x.Name = b.text(&b.nodes[op])
	v := b.expr(operand)
	if v.Kind == Const && x.Name == "-" && v.Name != "" {
		x.Kind, x.Name = Const, "-"+v.Name
	} else if useful(v) {
		x.Args = b.p.single(v)
	}
	return x
}

// operation builds an operator whose value is of no interest.
func (b *builder) operation(n *node, name string, l, r *Expr) *Expr {
	x := b.node(n, Opaque)
	x.Name = name
	switch ul, ur := useful(l), useful(r); {
	case ul && ur:
		x.Args = b.p.pair(l, r)
	case ul:
		x.Args = b.p.single(l)
	case ur:
		x.Args = b.p.single(r)
	}
	return x
}

func (b *builder) update(n *node, op, operand uint32) *Expr {
	x := b.node(n, Assign)
	prefix := true
	if c := b.byteAt(op); c != '+' && c != '-' || b.nodes[op].end-b.nodes[op].start != 2 || b.kind(op) != nOther {
		op, operand, prefix = operand, op, false
	}
	x.Name = b.text(&b.nodes[op])
	arg := b.expr(operand)
	x.Args = b.p.single(arg)
	if !prefix && b.prefixed(operand) && len(arg.Args) == 1 {
		return b.sunk(x, arg, operand)
	}
	return x
}

// prefixed says whether node i is a prefix operator or a cast applied to something.
func (b *builder) prefixed(i uint32) bool {
	switch b.kind(i) {
	case nUnary, nPointer, nCast:
		return true
	}
	return false
}

// sunk repairs the grammar's reading of !x++ as (!x)++: the postfix operator of post moves below the prefix
// operators, of which outer, node i, is the first.
func (b *builder) sunk(post, outer *Expr, i uint32) *Expr {
	at := outer
	for {
		at.End = post.End
		for c := i + 1; c < b.nodes[i].skip; c = b.nodes[c].skip {
			if b.nodes[c].skip == b.nodes[i].skip {
				i = c
				break
			}
		}
		if !b.prefixed(i) || len(at.Args[0].Args) != 1 {
			break
		}
		at = at.Args[0]
	}
	post.Args[0] = at.Args[0]
	post.Pos = b.pos(b.src(b.nodes[i].start))
	at.Args[0] = post
	return outer
}

func (b *builder) conditional(n *node, k [5]uint32, c int) *Expr {
	x := b.node(n, Cond)
	switch c {
	case 5:
		x.Args = append(b.p.ptrs(3), b.expr(k[0]), b.expr(k[2]), b.expr(k[4]))
	case 4:
		b.elvis++
		v := b.expr(k[0])
		b.elvis--
		if b.elvis > 4 { // shared operands of shared operands: whoever walks them all never ends
			x.Kind, x.Name, x.Args = Opaque, "?:", b.p.pair(v, b.expr(k[3]))
			return x
		}
		x.Args = append(b.p.ptrs(3), v, v, b.expr(k[3]))
	default:
		return nil
	}
	return x
}

func (b *builder) sizeof(n *node, k [5]uint32, c int) *Expr {
	x := b.node(n, Opaque)
	x.Name, _, _ = strings.Cut(b.text(n), "(")
	x.Name = strings.TrimSpace(x.Name)
	if f := strings.IndexAny(x.Name, " \t\n*&-"); f > 0 {
		x.Name = x.Name[:f]
	}
	switch c {
	case 4: // sizeof ( type )
		d := &b.nodes[k[2]]
		a := b.node(d, TypeArg)
		t := b.typeOf(k[2])
		a.Type = &t
		x.Args = b.p.single(a)
	case 2:
		if v := b.expr(k[1]); useful(v) {
			x.Args = b.p.single(v)
		}
	default:
		return nil
	}
	return x
}

// list builds a brace initializer.
func (b *builder) list(i uint32) *Expr {
	x := b.node(&b.nodes[i], InitList)
	x.Args = b.elements(i)
	return x
}

func (b *builder) elements(i uint32) []*Expr {
	var list []*Expr
	base := b.depthAt(b.src(b.nodes[i].start))
	for c := i + 1; c < b.nodes[i].skip; c = b.nodes[c].skip {
		switch b.kind(c) {
		case nOther:
			if b.nodes[c].flags == 0 && b.nodes[c].end-b.nodes[c].start == 1 {
				continue // { , }
			}
		case nPair:
			list = append(list, b.pair(c, c+1, base))
			continue
		}
		x := b.node(&b.nodes[c], InitElem)
		x.Ifdef = b.depthAt(b.src(b.nodes[c].start)) > base
		x.Args = b.p.single(b.expr(c))
		list = append(list, x)
	}
	return list
}

// pair builds the element at node i from its designator d on: .a.b = v and [x] = v, and a: v.
func (b *builder) pair(i, d uint32, base uint8) *Expr {
	n := &b.nodes[i]
	x := b.span(b.src(b.nodes[d].start), b.src(n.end), InitElem)
	x.Ifdef = b.depthAt(b.src(b.nodes[d].start)) > base
	x.Desig = true
	switch b.kind(d) {
	case nFieldDesig:
		x.Name = strings.TrimLeft(b.text(&b.nodes[d]), ". \t\r\n")
		if k, c := b.kids(d); c == 2 {
			x.Name = b.text(&b.nodes[k[1]])
		}
	case nLeaf:
		x.Name = b.text(&b.nodes[d])
	}
	next := b.nodes[d].skip
	b.deep++
	defer func() { b.deep-- }()
	if next < n.skip && b.deep < maxTree && (b.kind(next) == nFieldDesig || b.kind(next) == nIndexDesig) {
		l := b.span(b.src(b.nodes[next].start), b.src(n.end), InitList)
		l.Args = b.p.single(b.pair(i, next, base))
		x.Args = b.p.single(l)
		return x
	}
	last := next
	for c := next; c < n.skip; c = b.nodes[c].skip {
		last = c
	}
	if last < n.skip {
		x.Args = b.p.single(b.expr(last))
	}
	return x
}

// depthAt is how many conditionals enclose the token at a source offset.
func (b *builder) depthAt(src uint32) uint8 {
	if !b.p.ifdefs {
		return 0
	}
	if i := b.tokenAt(src); i < len(b.p.toks) {
		return b.p.toks[i].ifd
	}
	return 0
}

// lost stands for a node that cannot be built.
func (b *builder) lost(n *node) *Expr {
	from, to := b.src(n.start), b.src(n.end)
	b.error(from, to, "expression not understood")
	return b.span(from, to, Opaque)
}

// error tells of a statement that is lost.
func (b *builder) error(from, to uint32, msg string) {
	b.p.f.Problems = append(b.p.f.Problems, Problem{Pos: b.pos(from), End: b.endPos(max(from, to)), Msg: msg})
}
