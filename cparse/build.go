package cparse

// tree turns the flattened tree of one text back into expressions of the source.
type tree struct {
	p     *parser
	nodes []flat
	buf   []byte
	tok   []int32
	deep  int
	elvis int // how many a ?: b are being built
}

// node begins the expression for node n: its span reaches from its first token to its last, atoms included whole.
func (t *tree) node(n *flat, k ExprKind) *Expr {
	a, b := int(t.tok[n.start]), int(t.tok[n.end-1])
	x := t.p.newExpr(k, a, b+1)
	if t.buf[n.start] == 'b' {
		x.Pos = t.p.atoms[a].Pos
	}
	if t.buf[n.end-1] == 'b' {
		x.End = t.p.atoms[b].End
	}
	return x
}

// opName is the operator as the source spells it.
func (t *tree) opName(i uint32) string { return t.p.str(int(t.tok[t.nodes[i].start])) }

// kids returns the first three children of node i; absent ones are 0.
func (t *tree) kids(i uint32) (k [5]uint32, n int) {
	for c := i + 1; c < t.nodes[i].skip; c = t.nodes[c].skip {
		if n < len(k) {
			k[n] = c
		}
		n++
	}
	return
}

// useful says whether an operand of an Opaque is worth keeping.
func useful(x *Expr) bool { return x.Kind != Const && (x.Kind != Opaque || len(x.Args) > 0) }

func (t *tree) build(i uint32) *Expr {
	n := &t.nodes[i]
	if n.end <= n.start || n.deep != 0 || t.deep > 3000 {
		return t.lost(n)
	}
	t.deep++
	defer func() { t.deep-- }()
	switch k, c := t.kids(i); nodeKinds[n.sym] {
	case nIdent:
		if t.buf[n.start] == 'b' {
			return t.p.atoms[int(t.tok[n.start])]
		}
		return t.p.leaf(int(t.tok[n.start]))
	case nNumber:
		if at := int(t.tok[n.start]); t.p.kind(at) == tIdent {
			return t.p.leaf(at)
		}
		return t.p.constant(int(t.tok[n.start]))
	case nParen:
		if c == 3 {
			return t.build(k[1])
		}
	case nCall:
		if c == 2 {
			x := t.node(n, Call)
			args := 0
			for a := k[1] + 1; a < t.nodes[k[1]].skip; a = t.nodes[a].skip {
				args++
			}
			x.Args = append(make([]*Expr, 0, args/2+1), t.build(k[0]))
			for a := k[1] + 1; a < t.nodes[k[1]].skip; a = t.nodes[a].skip {
				switch t.buf[t.nodes[a].start] {
				case '(', ')', ',':
					if t.nodes[a].end-t.nodes[a].start == 1 {
						continue
					}
				}
				x.Args = append(x.Args, t.build(a))
			}
			return x
		}
	case nMember:
		if c == 3 {
			x := t.node(n, Member)
			x.Arrow = t.nodes[k[1]].end-t.nodes[k[1]].start == 2
			x.Name = t.opName(k[2])
			x.Args = []*Expr{t.build(k[0])}
			return x
		}
	case nIndex:
		if c == 4 {
			x := t.node(n, Index)
			x.Args = []*Expr{t.build(k[0]), t.build(k[2])}
			return x
		}
	case nUnary:
		if c == 2 {
			x := t.node(n, Opaque)
			x.Name = t.opName(k[0])
			v := t.build(k[1])
			if v.Kind == Const && x.Name == "-" && v.Name != "" {
				x.Kind, x.Name = Const, "-"+v.Name
			} else if useful(v) {
				x.Args = []*Expr{v}
			}
			return x
		}
	case nPointer:
		if c == 2 {
			x := t.node(n, Addr)
			if t.buf[t.nodes[k[0]].start] == '*' {
				x.Kind = Deref
			}
			x.Args = []*Expr{t.build(k[1])}
			return x
		}
	case nUpdate:
		if c == 2 {
			x := t.node(n, Assign)
			op, v := k[0], k[1]
			if b := t.buf[t.nodes[op].start]; b != '+' && b != '-' || t.nodes[op].end-t.nodes[op].start != 2 {
				op, v = v, op
			}
			x.Name = t.opName(op)
			arg := t.build(v)
			x.Args = []*Expr{arg}
			if op == k[1] && t.prefixed(v) && len(arg.Args) == 1 {
				return t.sink(x, arg, v)
			}
			return x
		}
	case nBinary:
		if c == 3 {
			x := t.node(n, Opaque)
			x.Name = t.opName(k[1])
			for _, o := range [2]uint32{k[0], k[2]} {
				if v := t.build(o); useful(v) {
					x.Args = append(x.Args, v)
				}
			}
			return x
		}
	case nAssign:
		if c == 3 {
			x := t.node(n, Assign)
			x.Name = t.opName(k[1])
			x.Args = []*Expr{t.build(k[0]), t.build(k[2])}
			return x
		}
	case nCond:
		x := t.node(n, Cond)
		switch c {
		case 5:
			x.Args = []*Expr{t.build(k[0]), t.build(k[2]), t.build(k[4])}
			return x
		case 4:
			t.elvis++
			v := t.build(k[0])
			t.elvis--
			if t.elvis > 4 { // shared operands of shared operands: whoever walks them all never ends
				x.Kind, x.Name, x.Args = Opaque, "?:", []*Expr{v, t.build(k[3])}
				return x
			}
			x.Args = []*Expr{v, v, t.build(k[3])}
			return x
		}
	case nCast:
		if c == 4 {
			x := t.node(n, Cast)
			a := int(t.tok[t.nodes[k[0]].start])
			ty := t.p.typeOf(a+1, t.p.close(a, len(t.p.toks)))
			x.Type = &ty
			x.Args = []*Expr{t.build(k[3])}
			return x
		}
	case nComma:
		if c == 3 {
			x := t.node(n, Comma)
			for _, o := range [2]uint32{k[0], k[2]} {
				v := t.build(o)
				if v.Kind == Comma && nodeKinds[t.nodes[o].sym] == nComma {
					x.Args = append(x.Args, v.Args...)
				} else {
					x.Args = append(x.Args, v)
				}
			}
			return x
		}
	}
	return t.lost(n)
}

// prefixed says whether node i is a prefix operator or a cast applied to something.
func (t *tree) prefixed(i uint32) bool {
	switch nodeKinds[t.nodes[i].sym] {
	case nUnary, nPointer, nCast:
		return true
	}
	return false
}

// sink repairs the grammar's reading of !x++ as (!x)++: the postfix operator of post moves below the prefix
// operators, of which outer, node i, is the first.
func (t *tree) sink(post, outer *Expr, i uint32) *Expr {
	at := outer
	for {
		at.End = post.End
		for c := i + 1; c < t.nodes[i].skip; c = t.nodes[c].skip {
			if t.nodes[c].skip == t.nodes[i].skip {
				i = c
				break
			}
		}
		if !t.prefixed(i) || len(at.Args[0].Args) != 1 {
			break
		}
		at = at.Args[0]
	}
	post.Args[0] = at.Args[0]
	post.Pos = post.Args[0].Pos
	at.Args[0] = post
	return outer
}

// lost stands for a node that cannot be built.
func (t *tree) lost(n *flat) *Expr {
	at := int(t.tok[min(int(n.start), len(t.tok)-1)])
	t.p.syntaxError(at, "expression not understood")
	return t.p.newExpr(Opaque, at, at+1)
}
