package cparse

// Most expressions of a driver leave nothing to decide: a chain of members, a call with plain arguments, an
// assignment, one operator. Those are built from the tokens here; what has parentheses, casts, mixed operators,
// commas or ?: goes to tree-sitter. Both ways give the same Expr, which TestQuickAgrees holds them to.

// quick is a cursor over one expression. It gives up (bad) at the first thing that is not plain.
type quick struct {
	p     *parser
	i, b  int
	depth int
	bad   bool
}

// quickExpr builds toks[a:b], or returns nil when it is not plain.
func (p *parser) quickExpr(a, b int) *Expr {
	if p.slow {
		return nil
	}
	q := quick{p: p, i: a, b: b}
	if x := q.expr(); !q.bad && q.i == b {
		return x
	}
	return nil
}

func (q *quick) fail() *Expr {
	q.bad = true
	return nil
}

func (q *quick) kind() tk {
	if q.i < q.b {
		return q.p.kind(q.i)
	}
	return tEOF
}

// node begins an expression that reaches from the start of one to the end of another.
func (q *quick) node(k ExprKind, from, to *Expr) *Expr {
	x := q.p.newExpr(k, q.i, q.i)
	x.Pos, x.End = from.Pos, to.End
	return x
}

func (q *quick) expr() *Expr {
	if q.depth++; q.depth > 40 {
		return q.fail()
	}
	defer func() { q.depth-- }()
	l := q.operand()
	if q.bad {
		return nil
	}
	switch k := q.kind(); k {
	case '=', tAssign:
		switch l.Kind {
		case Ident, Member, Index, Deref, Call:
		default:
			return q.fail()
		}
		name := q.p.str(q.i)
		q.i++
		r := q.expr()
		if q.bad {
			return nil
		}
		x := q.node(Assign, l, r)
		x.Name, x.Args = name, q.p.pair(l, r)
		return x
	case tAndAnd, tBinary, '+', '-', '*', '/', '%', '<', '>', '&', '|', '^':
		name := q.p.str(q.i)
		for q.kind() == k && q.p.str(q.i) == name {
			q.i++
			r := q.operand()
			if q.bad {
				return nil
			}
			x := q.node(Opaque, l, r)
			x.Name = name
			switch ul, ur := useful(l), useful(r); {
			case ul && ur:
				x.Args = q.p.pair(l, r)
			case ul:
				x.Args = q.p.single(l)
			case ur:
				x.Args = q.p.single(r)
			}
			l = x
		}
	}
	return l
}

// operand builds prefix operators, a name or constant, and what follows it.
func (q *quick) operand() *Expr {
	p, at := q.p, q.i
	switch k := q.kind(); k {
	case '&', '*', '!', '~', '-', '+', tIncDec:
		if q.depth++; q.depth > 40 {
			return q.fail()
		}
		q.i++
		v := q.operand()
		q.depth--
		if q.bad {
			return nil
		}
		x := p.newExpr(Opaque, at, at+1)
		x.End = v.End
		switch {
		case k == '&':
			x.Kind, x.Args = Addr, p.single(v)
		case k == '*':
			x.Kind, x.Args = Deref, p.single(v)
		case k == tIncDec:
			x.Kind, x.Name, x.Args = Assign, p.str(at), p.single(v)
		case k == '-' && v.Kind == Const && v.Name != "":
			x.Kind, x.Name = Const, "-"+v.Name
		default:
			x.Name = p.str(at)
			if useful(v) {
				x.Args = p.single(v)
			}
		}
		return x
	case tIdent:
		if at+1 < q.b && p.kind(at+1) == tStr {
			return q.strings()
		}
		if _, ok := annotations[p.str(at)]; ok {
			return q.fail()
		}
		q.i++
		return q.postfix(p.leaf(at))
	case tNum, tChar:
		q.i++
		return p.constant(at)
	case tStr:
		return q.strings()
	case tSizeof:
		return q.sizeof()
	}
	return q.fail()
}

func (q *quick) strings() *Expr {
	at := q.i
	q.i = q.p.stringRun(at, q.b)
	return q.p.newExpr(Const, at, q.i)
}

// sizeof builds sizeof(type) and sizeof(operand).
func (q *quick) sizeof() *Expr {
	p, at := q.p, q.i
	if at+1 >= q.b || p.kind(at+1) != '(' {
		return q.fail()
	}
	cl := p.close(at+1, q.b)
	if cl >= q.b || cl+1 < q.b && (p.kind(cl+1) == '{' || p.kind(cl+1) == tArrow || p.kind(cl+1) == '.' || p.kind(cl+1) == '[' || p.kind(cl+1) == '(') {
		return q.fail()
	}
	x := p.newExpr(Opaque, at, cl+1)
	x.Name = p.str(at)
	switch p.typeRange(at+2, cl) {
	case surelyType:
		for i := at + 2; i < cl; i++ {
			if p.kind(i) == '{' {
				return q.fail()
			}
		}
		x.Args = p.single(p.typeArg(at+2, cl))
	default:
		in := quick{p: p, i: at + 2, b: cl, depth: q.depth}
		v := in.expr()
		if in.bad || in.i != cl {
			return q.fail()
		}
		if useful(v) {
			x.Args = p.single(v)
		}
	}
	q.i = cl + 1
	return x
}

// postfix builds members, indexes, calls, ++ and -- behind x.
func (q *quick) postfix(x *Expr) *Expr {
	p := q.p
	for {
		switch k := q.kind(); k {
		case '.', tArrow:
			if q.i+1 >= q.b || p.kind(q.i+1) != tIdent {
				return q.fail()
			}
			m := q.node(Member, x, x)
			m.End = p.endPos(q.i + 1)
			m.Arrow, m.Name, m.Args = k == tArrow, p.str(q.i+1), p.single(x)
			x = m
			q.i += 2
		case '[':
			cl := p.close(q.i, q.b)
			if cl >= q.b {
				return q.fail()
			}
			q.i++
			v := q.expr()
			if q.bad || q.i != cl {
				return q.fail()
			}
			m := q.node(Index, x, x)
			m.End, m.Args = p.endPos(cl), p.pair(x, v)
			x = m
			q.i++
		case '(':
			if x = q.call(x); q.bad {
				return nil
			}
		case tIncDec:
			m := q.node(Assign, x, x)
			m.End, m.Name, m.Args = p.endPos(q.i), p.str(q.i), p.single(x)
			q.i++
			return m
		default:
			return x
		}
	}
}

func (q *quick) call(fn *Expr) *Expr {
	p := q.p
	cl := p.close(q.i, q.b)
	if cl >= q.b {
		return q.fail()
	}
	m := q.node(Call, fn, fn)
	m.End = p.endPos(cl)
	var buf [8]*Expr
	args := append(buf[:0], fn)
	q.i++
	for q.i < cl {
		if startsType(p.kind(q.i)) {
			e := p.comma(q.i, cl)
			for i := q.i; i < e; i++ {
				if p.kind(i) == '{' {
					return q.fail()
				}
			}
			args = append(args, p.typeArg(q.i, e))
			q.i = e
		} else if v := q.expr(); q.bad {
			return nil
		} else {
			args = append(args, v)
		}
		if q.i == cl {
			break
		}
		if p.kind(q.i) != ',' || q.i+1 == cl {
			return q.fail()
		}
		q.i++
	}
	if q.i != cl {
		return q.fail()
	}
	q.i++
	m.Args = append(p.ptrs(len(args)), args...)
	return m
}

// ptrs cuts an empty list with room for n from a slab.
func (p *parser) ptrs(n int) []*Expr {
	if len(p.ptrSlab) < n {
		p.ptrSlab = make([]*Expr, max(256, n))
	}
	s := p.ptrSlab[:0:n]
	p.ptrSlab = p.ptrSlab[n:]
	return s
}

func (p *parser) single(x *Expr) []*Expr  { return append(p.ptrs(1), x) }
func (p *parser) pair(x, y *Expr) []*Expr { return append(p.ptrs(2), x, y) }
