package cparse

// sink collects the full expressions of a statement expression; without one they go to the function.
type sink struct{ exprs []*Expr }

// addStmt records the full expression toks[a:b].
func (p *parser) addStmt(kind StmtKind, a, b int, cond uint8) {
	if a >= b {
		return
	}
	x := p.expr(a, b)
	if p.sink != nil {
		p.sink.exprs = append(p.sink.exprs, x)
		return
	}
	if p.fn != nil && x.Kind != Const {
		p.fn.Stmts = append(p.fn.Stmts, Stmt{Kind: kind, Cond: cond, Ifdef: p.conditional(a, b), X: x})
	}
}

// conditional says whether a conditional inside the item covers any of toks[a:b].
func (p *parser) conditional(a, b int) bool {
	if !p.multi {
		return p.toks[a].ifd > p.base
	}
	for ; a < b; a++ {
		if p.toks[a].ifd > p.base {
			return true
		}
	}
	return false
}

// stmtExpr builds ({ ... }) or statements given to a macro: the braces, or whatever stands there, are at a and b.
func (p *parser) stmtExpr(from, a, b int) *Expr {
	x := p.newExpr(StmtExprKind, from, min(b+1, len(p.toks)))
	outer := p.sink
	s := &sink{}
	p.sink = s
	p.block(a+1, b, p.cond)
	p.sink = outer
	x.Args = s.exprs
	return x
}

func inc(c uint8) uint8 {
	if c < 255 {
		c++
	}
	return c
}

// block reads the statements toks[i:end].
func (p *parser) block(i, end int, cond uint8) {
	for i < end {
		n := p.stmt(i, end, cond)
		if n <= i {
			p.syntaxError(i, "unexpected "+p.str(i))
			n = i + 1
		}
		i = n
	}
}

// stmt reads one statement and returns the index behind it.
func (p *parser) stmt(i, end int, cond uint8) int {
	if i >= end {
		return end
	}
	p.depth++
	outer := p.cond
	p.cond = cond
	defer func() { p.depth--; p.cond = outer }()
	if p.depth > maxDepth {
		p.syntaxError(i, "statements nested too deep")
		return end
	}
	switch k := p.kind(i); k {
	case ';', ',':
		return i + 1
	case '{':
		cl := p.close(i, end)
		if int(p.match[i]) != cl {
			p.syntaxError(i, "unbalanced braces")
		}
		p.block(i+1, cl, cond)
		return min(cl+1, end)
	case tIf:
		return p.ifStmt(i, end, cond)
	case tElse:
		return p.stmt(i+1, end, inc(cond))
	case tWhile, tSwitch:
		n := p.controlling(i+1, end, cond)
		return p.stmt(n, end, inc(cond))
	case tFor:
		return p.forStmt(i, end, cond)
	case tDo:
		n := p.stmt(i+1, end, inc(cond))
		if n < end && p.kind(n) == tWhile {
			n = p.controlling(n+1, end, cond)
		}
		if n < end && p.kind(n) == ';' {
			n++
		}
		return n
	case tCase, tDefault:
		return p.caseLabel(i, end)
	case tReturn, tGoto:
		e := p.exprEnd(i+1, end, false)
		if k == tReturn {
			p.addStmt(StmtReturn, i+1, e, cond)
		} else if p.kind(i+1) == '*' {
			p.addStmt(StmtExpr, i+1, e, cond)
		}
		return p.past(e, end)
	case tBreak, tContinue:
		return p.past(i+1, end)
	case tAsm:
		n := i + 1
		for n < end && (p.kind(n) == tQual || p.kind(n) == tGoto || p.kind(n) == tInline) {
			n++
		}
		if n < end && p.kind(n) == '(' {
			n = min(p.close(n, end)+1, end)
		}
		return p.past(n, end)
	case tAttribute:
		return p.skipAttribute(i, end)
	case tIdent:
		if p.kind(i+1) == ':' && i+1 < end {
			return i + 2
		}
	}
	if p.isDecl(i, end) {
		return p.decl(i, end, cond)
	}
	return p.exprStmt(i, end, cond)
}

// past steps over the ';' at e if there is one.
func (p *parser) past(e, end int) int {
	if e < end && p.kind(e) == ';' {
		return e + 1
	}
	return e
}

// controlling records the parenthesized condition at i and returns the index behind it.
func (p *parser) controlling(i, end int, cond uint8) int {
	if i < end && p.kind(i) == tIdent && p.kind(i+1) == '(' { // if likely(x)
		cl := p.close(i+1, end)
		p.addStmt(StmtCond, i, min(cl+1, end), cond)
		return min(cl+1, end)
	}
	if i >= end || p.kind(i) != '(' {
		p.syntaxError(min(i, end-1), "condition expected")
		return i
	}
	cl := p.close(i, end)
	p.addStmt(StmtCond, i+1, cl, cond)
	return min(cl+1, end)
}

func (p *parser) ifStmt(i, end int, cond uint8) int {
	for {
		n := p.controlling(i+1, end, cond)
		n = p.stmt(n, end, inc(cond))
		if n >= end || p.kind(n) != tElse {
			return n
		}
		cond = inc(cond)
		if n+1 < end && p.kind(n+1) == tIf {
			i = n + 1
			continue
		}
		return p.stmt(n+1, end, cond)
	}
}

func (p *parser) forStmt(i, end int, cond uint8) int {
	if p.kind(i+1) != '(' || i+1 >= end {
		p.syntaxError(i, "for without parentheses")
		return i + 1
	}
	cl := p.close(i+1, end)
	a := i + 2
	s1 := p.semicolon(a, cl)
	if s1 >= cl {
		p.addStmt(StmtCond, a, cl, cond)
		return p.stmt(min(cl+1, end), end, inc(cond))
	}
	if p.isDecl(a, s1) {
		p.decl(a, s1, cond)
	} else {
		p.addStmt(StmtExpr, a, s1, cond)
	}
	s2 := p.semicolon(s1+1, cl)
	p.addStmt(StmtCond, s1+1, s2, cond)
	if s2+1 < cl {
		p.addStmt(StmtExpr, s2+1, cl, inc(cond))
	}
	return p.stmt(min(cl+1, end), end, inc(cond))
}

// caseLabel passes case x: and case x ... y: and default:.
func (p *parser) caseLabel(i, end int) int {
	questions := 0
	for n := i + 1; n < end; n++ {
		switch p.kind(n) {
		case '(', '[', '{':
			n = p.close(n, end)
		case '?':
			questions++
		case ':':
			if questions == 0 {
				return n + 1
			}
			questions--
		case ';', '}':
			p.syntaxError(i, "case without ':'")
			return n
		}
	}
	return end
}

// exprEnd finds the end of the expression that begins at i: a ';', a ',' if asked for, a keyword that begins a
// statement, or a new line that begins with a name where an operator is due.
func (p *parser) exprEnd(i, end int, comma bool) int {
	for n := i; n < end; n++ {
		switch k := p.kind(n); k {
		case ';', '}':
			return n
		case ',':
			if comma {
				return n
			}
		case '(', '[', '{':
			if m := int(p.match[n]); m > n && m < end {
				n = m
			}
		case tIdent:
			if n > i {
				switch p.kind(n - 1) {
				case tIdent, tNum, ']':
					if !p.sameLine(n-1, n) {
						return n
					}
				}
			}
		default:
			if k >= tIf && k <= tContinue {
				return n
			}
		}
	}
	return end
}

// exprStmt reads an expression statement, or a macro invocation that serves as a statement or as a loop head.
func (p *parser) exprStmt(i, end int, cond uint8) int {
	if p.kind(i) == tIdent {
		if n := p.macroStmt(i, end, cond); n > i {
			return n
		}
	}
	e := p.exprEnd(i, end, false)
	p.addStmt(StmtExpr, i, e, cond)
	return p.past(e, end)
}

// macroStmt reads NAME(...) where no ';' and no operator follows, or NAME alone on its line. It returns i otherwise.
func (p *parser) macroStmt(i, end int, cond uint8) int {
	if p.kind(i+1) != '(' || i+1 >= end {
		k := p.kind(i + 1)
		if i+1 < end && (k == tIdent || startsType(k) || k == '}' || k == '{' || k >= tIf && k <= tContinue) && (k == '}' || !p.sameLine(i, i+1)) {
			p.addStmt(StmtExpr, i, i+1, cond)
			return i + 1
		}
		return i
	}
	if m := int(p.match[i+1]); m < 0 || m >= end {
		return i
	}
	name := p.str(i)
	after := min(p.close(i+1, end)+1, end)
	body := cond
	if !scopeMacro(name) {
		body = inc(cond)
	}
	if after >= end {
		p.addStmt(StmtExpr, i, after, cond)
		return after
	}
	switch k := p.kind(after); {
	case k == '{':
	case k == tIdent || startsType(k) || k == tStatic || k == tAsm || k >= tIf && k <= tContinue:
		if !loopMacro(name) {
			if k == tIdent && isAnnotation(p.str(after)) && p.kind(after+1) == ';' {
				return i
			}
			p.addStmt(StmtExpr, i, after, cond)
			return after
		}
	case k == '*' || k == '&' || k == '-' || k == '+' || k == tIncDec:
		if !loopMacro(name) {
			return i
		}
	default:
		return i
	}
	p.addStmt(StmtExpr, i, after, cond)
	return p.stmt(after, end, body)
}

// isDecl says whether a declaration begins at i.
func (p *parser) isDecl(i, end int) bool {
	switch k := p.kind(i); {
	case startsType(k), k == tTypedef, k == tStatic, k == tExtern, k == tInline:
		return true
	case k != tIdent:
		return false
	}
	s := p.str(i)
	n := i + 1
	switch k := p.kind(n); {
	case n >= end:
		return false
	case startsType(k) || k == tStatic:
		return isAnnotation(s) && p.sameLine(i, n) || k == tQual
	case k == tIdent:
		if isAllCaps(s) && !p.sameLine(i, n) || p.kind(n+1) == tStr {
			return false
		}
		if _, ok := annotations[s]; ok {
			return p.isDecl(n, end)
		}
		switch p.kind(n + 1) {
		case '=', ';', ',', '[', tIdent, '*', ':', tAttribute:
			return true
		case '(':
			return false
		}
		return n+1 >= end
	case k == '*':
		for n < end {
			switch p.kind(n) {
			case '*', tQual:
				n++
				continue
			case tIdent:
				if _, ok := annotations[p.str(n)]; ok {
					n++
					continue
				}
			}
			break
		}
		if n >= end || p.kind(n) != tIdent {
			return false
		}
		switch p.kind(n + 1) {
		case '=', ';', ',', '[', tIdent, tAttribute:
			return true
		}
		return n+1 >= end
	case k == '(':
		// type (*name)(...)
		if p.kind(n+1) == '*' && p.kind(n+2) == tIdent {
			cl := p.close(n, end)
			return cl+1 < end && (p.kind(cl+1) == '(' || p.kind(cl+1) == '[' && p.isType(s)) && (p.kind(cl-1) == tIdent || p.kind(cl-1) == ']')
		}
	}
	return false
}

// decl reads the declaration at i.
func (p *parser) decl(i, end int, cond uint8) int {
	sp, n := p.specs(i, end)
	p.keep(sp.body)
	if sp.base == "" {
		if n == i {
			n++
		}
		return p.exprStmt(n, end, cond) // static DECLARE_WORK(name, fn);
	}
	for n < end && p.kind(n) != ';' {
		d, m := p.declarator(n, end)
		if d.name < 0 {
			p.syntaxError(n, "declarator expected")
			return p.past(max(p.exprEnd(n, end, false), n+1), end)
		}
		if m < end && p.kind(m) == '{' { // a nested function
			return m
		}
		if m < end && p.kind(m) == ':' { // a bit-field of a macro's making
			m = p.exprEnd(m+1, end, true)
		}
		v := Var{Name: p.str(d.name), Type: d.typ(sp.base), Static: sp.static, Extern: sp.extern, Cond: cond,
			Ifdef: p.conditional(i, m), Pos: p.pos(d.name), End: p.endPos(m - 1)}
		if m < end && p.kind(m) == '=' {
			e := p.exprEnd(m+1, end, true)
			if e > m+1 {
				v.Init = p.initializer(m+1, e)
				v.Ifdef = p.conditional(i, e)
			}
			v.End = p.endPos(e - 1)
			m = e
		}
		switch {
		case sp.typedef:
			p.addTypedef(d, sp)
		case d.isFunc:
		case p.fn != nil:
			p.fn.Locals = append(p.fn.Locals, v)
		}
		if m < end && p.kind(m) == ',' {
			n = m + 1
			continue
		}
		if m < end && p.kind(m) != ';' {
			return max(m, i+1)
		}
		n = m
	}
	return p.past(n, end)
}

func (p *parser) addTypedef(d declr, sp specs) {
	t := d.typ(sp.base)
	t.Func = t.Func || d.isFunc
	if p.types == nil {
		p.types = make(map[string]bool)
	}
	p.types[p.str(d.name)] = true
	p.f.Typedefs = append(p.f.Typedefs, Typedef{Name: p.str(d.name), Type: t, Pos: p.pos(d.name)})
}
