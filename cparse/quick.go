package cparse

// Most expressions of a driver leave nothing to decide: chains of members, calls, assignments, operators, casts. Those
// are built from the tokens here; what has commas, statements, compound literals, annotations or anything else that is
// not plain goes to tree-sitter. Both ways give the same Expr, which TestQuickAgrees holds them to.

// quick is a cursor over one expression. It gives up (bad) at the first thing that is not plain.
type quick struct {
	p     *parser
	i, b  int
	depth int
	links int // operators built so far: a row of them nests as deep as it is long
	bad   bool
}

// maxLinks bounds how deep an expression can nest; tree-sitter's side takes the longer ones apart.
const maxLinks = 2000

// quickExpr builds toks[a:b], or returns nil when it is not plain.
func (p *parser) quickExpr(a, b int) *Expr {
	if p.slow {
		return nil
	}
	q := quick{p: p, i: a, b: b}
	if x := q.expr(); !q.bad && q.i == b {
		return x.Expr
	}
	return nil
}

func (q *quick) kind() tk {
	if q.i < q.b {
		return q.p.kind(q.i)
	}
	return tEOF
}

// An operand is an expression with the stretch of text that it takes, parentheses around it included.
type operand struct {
	*Expr
	pos, end Pos
}

func bare(x *Expr) operand { return operand{x, x.Pos, x.End} }

// node begins an expression that reaches from the start of one to the end of another.
func (q *quick) node(k ExprKind, from, to operand) operand {
	if q.links++; q.links > maxLinks {
		q.bad = true
	}
	x := q.p.newExpr(k, q.i, q.i)
	x.Pos, x.End = from.pos, to.end
	return bare(x)
}

func (q *quick) fail() operand {
	q.bad = true
	return operand{}
}

// expr builds an assignment or what binds tighter; no comma.
func (q *quick) expr() operand {
	if q.depth++; q.depth > 40 {
		return q.fail()
	}
	defer func() { q.depth-- }()
	l := q.operand()
	if q.bad {
		return l
	}
	if !q.assigns() {
		return q.conditional(l)
	}
	switch l.Kind {
	case Ident, Member, Index, Deref, Call:
	default:
		return q.fail()
	}
	name := q.p.str(q.i)
	q.i++
	r := q.expr()
	if q.bad {
		return r
	}
	x := q.node(Assign, l, r)
	x.Name, x.Args = name, q.p.pair(l.Expr, r.Expr)
	return x
}

func (q *quick) assigns() bool { return q.kind() == '=' || q.kind() == tAssign }

// conditional builds the binary operators behind l, and ?: behind them.
func (q *quick) conditional(l operand) operand {
	l = q.binary(l, 1)
	if q.bad || q.kind() != '?' {
		if q.assigns() {
			return q.fail()
		}
		return l
	}
	q.i++
	then := q.expr() // nothing between ? and : fails there
	if q.bad || q.kind() != ':' {
		return q.fail()
	}
	q.i++
	or := q.operand()
	if q.bad {
		return or
	}
	if q.depth++; q.depth > 40 {
		return q.fail()
	}
	or = q.conditional(or)
	q.depth--
	if q.bad {
		return or
	}
	x := q.node(Cond, l, or)
	x.Args = append(q.p.ptrs(3), l.Expr, then.Expr, or.Expr)
	return x
}

// strength tells how tight a binary operator binds, 0 for what is none.
func strength(k tk, text string) int {
	switch k {
	case '*', '/', '%':
		return 10
	case '+', '-':
		return 9
	case '<', '>':
		return 7
	case '&':
		return 5
	case '^':
		return 4
	case '|':
		return 3
	case tAndAnd:
		return 2
	case tBinary:
		switch text {
		case "<<", ">>":
			return 8
		case "<=", ">=":
			return 7
		case "==", "!=":
			return 6
		case "||":
			return 1
		}
	}
	return 0
}

// binary builds the operators behind l that bind at least that tight.
func (q *quick) binary(l operand, least int) operand {
	for {
		var name string
		switch q.kind() {
		case tAndAnd, tBinary, '+', '-', '*', '/', '%', '<', '>', '&', '|', '^':
			name = q.p.str(q.i)
		}
		n := strength(q.kind(), name)
		if n < max(least, 1) {
			return l
		}
		q.i++
		r := q.operand()
		if !q.bad {
			r = q.binary(r, n+1)
		}
		if q.bad {
			return r
		}
		x := q.node(Opaque, l, r)
		x.Name = name
		switch ul, ur := useful(l.Expr), useful(r.Expr); {
		case ul && ur:
			x.Args = q.p.pair(l.Expr, r.Expr)
		case ul:
			x.Args = q.p.single(l.Expr)
		case ur:
			x.Args = q.p.single(r.Expr)
		}
		if l = x; q.bad {
			return l
		}
	}
}

// operand builds prefix operators, a name, a constant or parentheses, and what follows it.
func (q *quick) operand() operand {
	p, at := q.p, q.i
	switch k := q.kind(); k {
	case '&', '*', '!', '~', '-', '+', tIncDec:
		q.i++
		v := q.deeper()
		if q.bad {
			return v
		}
		x := p.newExpr(Opaque, at, at+1)
		x.End = v.end
		switch {
		case k == '&':
			x.Kind, x.Args = Addr, p.single(v.Expr)
		case k == '*':
			x.Kind, x.Args = Deref, p.single(v.Expr)
		case k == tIncDec:
			x.Kind, x.Name, x.Args = Assign, p.str(at), p.single(v.Expr)
		case k == '-' && v.Kind == Const && v.Name != "":
			x.Kind, x.Name = Const, "-"+v.Name
		default:
			x.Name = p.str(at)
			if useful(v.Expr) {
				x.Args = p.single(v.Expr)
			}
		}
		return bare(x)
	case '(':
		return q.parenthesized()
	case tIdent:
		if at+1 < q.b && p.kind(at+1) == tStr {
			return q.strings()
		}
		if _, ok := annotations[p.str(at)]; ok {
			return q.fail()
		}
		q.i++
		return q.postfix(bare(p.leaf(at)))
	case tNum, tChar:
		q.i++
		return bare(p.constant(at))
	case tStr:
		return q.strings()
	case tSizeof:
		return q.sizeof()
	}
	return q.fail()
}

// deeper builds the operand of a prefix operator or a cast.
func (q *quick) deeper() operand {
	if q.depth++; q.depth > 40 {
		return q.fail()
	}
	v := q.operand()
	q.depth--
	return v
}

// parenthesized builds a cast or an expression in parentheses, no statement expression and no compound literal.
func (q *quick) parenthesized() operand {
	p, at := q.p, q.i
	cl := p.close(at, q.b)
	if cl >= q.b || at+1 == cl || p.kind(at+1) == '{' || cl+1 < q.b && p.kind(cl+1) == '{' {
		return q.fail()
	}
	if p.isCast(at, cl, q.b) {
		for i := at + 1; i < cl; i++ {
			if p.kind(i) == '{' {
				return q.fail()
			}
		}
		q.i = cl + 1
		v := q.deeper()
		if q.bad {
			return v
		}
		x := p.newExpr(Cast, at, at+1)
		t := p.typeOf(at+1, cl)
		x.End, x.Type, x.Args = v.end, &t, p.single(v.Expr)
		return bare(x)
	}
	q.i++
	v := q.expr()
	if q.bad || q.i != cl {
		return q.fail()
	}
	q.i++
	v.pos, v.end = p.pos(at), p.endPos(cl)
	return q.postfix(v)
}

func (q *quick) strings() operand {
	at := q.i
	q.i = q.p.stringRun(at, q.b)
	return bare(q.p.newExpr(Const, at, q.i))
}

// sizeof builds sizeof(type) and sizeof(operand).
func (q *quick) sizeof() operand {
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
		in := quick{p: p, i: at + 2, b: cl, depth: q.depth, links: q.links}
		v := in.expr()
		q.links = in.links
		if in.bad || in.i != cl {
			return q.fail()
		}
		if useful(v.Expr) {
			x.Args = p.single(v.Expr)
		}
	}
	q.i = cl + 1
	return bare(x)
}

// postfix builds members, indexes, calls, ++ and -- behind x.
func (q *quick) postfix(x operand) operand {
	p := q.p
	for !q.bad {
		switch k := q.kind(); k {
		case '.', tArrow:
			if q.i+1 >= q.b || p.kind(q.i+1) != tIdent {
				return q.fail()
			}
			m := q.node(Member, x, x)
			m.Arrow, m.Name, m.Args = k == tArrow, p.str(q.i+1), p.single(x.Expr)
			x = m.until(p.endPos(q.i + 1))
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
			m.Args = p.pair(x.Expr, v.Expr)
			x = m.until(p.endPos(cl))
			q.i++
		case '(':
			if x = q.call(x); q.bad {
				return x
			}
		case tIncDec:
			m := q.node(Assign, x, x)
			m.Name, m.Args = p.str(q.i), p.single(x.Expr)
			m = m.until(p.endPos(q.i))
			q.i++
			return m
		default:
			return x
		}
	}
	return x
}

// until gives an expression its end.
func (o operand) until(end Pos) operand {
	o.End, o.end = end, end
	return o
}

func (q *quick) call(fn operand) operand {
	p := q.p
	cl := p.close(q.i, q.b)
	if cl >= q.b {
		return q.fail()
	}
	m := q.node(Call, fn, fn).until(p.endPos(cl))
	var buf [8]*Expr
	args := append(buf[:0], fn.Expr)
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
			return v
		} else {
			args = append(args, v.Expr)
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
		p.ptrSlab = make([]*Expr, max(p.room(256), n))
	}
	s := p.ptrSlab[:0:n]
	p.ptrSlab = p.ptrSlab[n:]
	return s
}

func (p *parser) single(x *Expr) []*Expr  { return append(p.ptrs(1), x) }
func (p *parser) pair(x, y *Expr) []*Expr { return append(p.ptrs(2), x, y) }
