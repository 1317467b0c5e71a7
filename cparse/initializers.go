package cparse

// bigTable is how many tokens a brace initializer may have before it is looked at for being a mere table of numbers.
const bigTable = 48

// initializer builds what stands behind '=' in toks[a:b].
func (p *parser) initializer(a, b int) *Expr {
	if p.kind(a) == '{' {
		cl := p.close(a, b)
		if p.plainTable(a, cl) {
			return nil
		}
		return p.initList(a, cl)
	}
	return p.expr(a, b)
}

// plainTable says that the braces a..cl, at file level, hold only constants: a register or gain table.
func (p *parser) plainTable(a, cl int) bool {
	if cl-a < bigTable || p.fn != nil {
		return false
	}
	for i := a; i < cl; i++ {
		if p.kind(i) == tIdent && !isAllCaps(p.str(i)) || p.kind(i) >= tIf {
			return false
		}
	}
	return true
}

// initList builds the brace initializer a..cl.
func (p *parser) initList(a, cl int) *Expr {
	x := p.newExpr(InitList, a, min(cl+1, len(p.toks)))
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		p.syntaxError(a, "initializer nested too deep")
		return x
	}
	base := p.toks[a].ifd
	for i := a + 1; i < cl; {
		e := p.comma(i, cl)
		for i < e {
			n := p.elemEnd(i, e)
			x.Args = append(x.Args, p.initElem(i, n, base))
			i = n
		}
		i = e + 1
	}
	return x
}

// elemEnd finds where the element that begins at i ends when macros bring their own commas: FOO(x) BAR .z = 1.
func (p *parser) elemEnd(i, e int) int {
	if p.kind(i) != tIdent {
		return e
	}
	n := i + 1
	if p.kind(n) == '(' {
		n = p.close(n, e) + 1
	}
	if n >= e {
		return e
	}
	switch p.kind(n) {
	case tIdent:
		return n
	case '{':
		if n > i+1 {
			return n
		}
	case '.':
		if p.kind(n+2) == '=' {
			return n
		}
	}
	return e
}

// initElem builds the element toks[a:b] of an initializer whose own conditional depth is base.
func (p *parser) initElem(a, b int, base uint8) *Expr {
	x := p.newExpr(InitElem, a, b)
	x.Ifdef = p.toks[a].ifd > base
	p.depth++
	defer func() { p.depth-- }()
	i := a
	switch {
	case p.depth > maxDepth:
		p.syntaxError(a, "initializer nested too deep")
		return x
	case p.kind(i) == '.' && p.kind(i+1) >= tIdent && i+1 < b:
		x.Desig, x.Name = true, p.str(i+1)
		i += 2
	case p.kind(i) == '[':
		x.Desig = true
		i = min(p.close(i, b)+1, b)
	case p.kind(i) == tIdent && p.kind(i+1) == ':' && i+2 < b: // field: value
		x.Desig, x.Name = true, p.str(i)
		i += 2
		x.Args = []*Expr{p.initValue(i, b)}
		return x
	}
	if x.Desig && i < b && (p.kind(i) == '.' || p.kind(i) == '[') {
		l := p.newExpr(InitList, i, b)
		l.Args = []*Expr{p.initElem(i, b, base)}
		x.Args = []*Expr{l}
		return x
	}
	if x.Desig && p.kind(i) == '=' && i < b {
		i++
	}
	x.Args = []*Expr{p.initValue(i, b)}
	return x
}

func (p *parser) initValue(a, b int) *Expr {
	if a >= b {
		return p.newExpr(Const, a, a)
	}
	if p.kind(a) == '{' {
		if cl := p.close(a, b); cl+1 >= b {
			return p.initList(a, cl)
		}
	}
	return p.expr(a, b)
}
