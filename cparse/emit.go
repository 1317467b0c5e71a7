package cparse

import "strings"

// What reaches tree-sitter is not the source itself but a text made from its tokens, one "return expr;" for each full
// expression of an item: names become a, constants 1, everything that the grammar of expressions does not know (types
// as arguments, statement expressions, brace initializers) becomes b and is parsed apart. The decisions for which C
// needs to know what is a type have been taken in it: a cast is always written (int). Each byte remembers its token,
// so positions are exact.

// snippet is one full expression that waits for the next flush.
type snippet struct {
	dst    *Expr
	a, b   int // tokens
	lo, hi int // bytes of the text made from them
}

// emitter is the text under construction.
type emitter struct {
	buf []byte
	tok []int32 // for each byte of buf its token
}

func (e *emitter) reset() { e.buf, e.tok = e.buf[:0], e.tok[:0] }

func (e *emitter) put(s string, t int) {
	if n := len(e.buf); n > 0 && class[s[0]]&cIdent != 0 && class[e.buf[n-1]]&cIdent != 0 {
		e.buf, e.tok = append(e.buf, ' '), append(e.tok, int32(t))
	}
	e.buf = append(e.buf, s...)
	for range s {
		e.tok = append(e.tok, int32(t))
	}
}

// op writes an operator; the blank behind it keeps - -x from becoming --x.
func (e *emitter) op(s string, t int) {
	e.put(s, t)
	e.buf, e.tok = append(e.buf, ' '), append(e.tok, int32(t))
}

// atom writes an expression that has been built already.
func (p *parser) atom(t int, x *Expr) {
	if p.atoms == nil {
		p.atoms = make(map[int]*Expr)
	}
	p.atoms[t] = x
	p.out.put("b", t)
}

func (p *parser) newExpr(k ExprKind, a, b int) *Expr {
	if len(p.slab) == 0 {
		p.slab = make([]Expr, p.room(128))
	}
	x := &p.slab[0]
	p.slab = p.slab[1:]
	x.Kind, x.Pos, x.End = k, p.pos(a), p.endPos(b-1)
	if b <= a {
		x.End = x.Pos
	}
	return x
}

// room is how much to get at a time: what a large file needs, less for the few tokens of a macro's expansion.
func (p *parser) room(most int) int { return min(max(len(p.toks), 4), most) }

// syntaxError counts an error at token i.
func (p *parser) syntaxError(i int, msg string) {
	if p.fn != nil {
		p.fn.Errors++
	}
	p.problem(i, i+1, msg)
}

const (
	notType   = iota
	maybeType // a single name
	surelyType
)

// typeRange says whether toks[a:b], the text of an argument or between parentheses, is a type.
func (p *parser) typeRange(a, b int) int {
	for a < b && p.kind(a) == tIdent {
		arg, ok := annotations[p.str(a)]
		if !ok {
			break
		}
		a++
		if arg && p.kind(a) == '(' && a < b {
			a = min(p.close(a, b)+1, b)
		}
	}
	if a >= b {
		return notType
	}
	if k := p.kind(a); startsType(k) || k == tStatic {
		return surelyType
	}
	if p.kind(a) != tIdent {
		return notType
	}
	if a+1 == b {
		return maybeType
	}
	for i := a + 1; i < b; i++ {
		switch p.kind(i) {
		case '*', tQual:
		case tIdent:
			if _, ok := annotations[p.str(i)]; !ok {
				return notType
			}
		case '[':
			if p.kind(i+1) != ']' {
				return notType
			}
			i++
		case '(':
			// name (*)(...)
			if p.kind(i+1) == '*' && p.kind(i+2) == ')' {
				return surelyType
			}
			return notType
		default:
			return notType
		}
	}
	return surelyType
}

// isCast says whether the parentheses a..cl in operand position are those of a cast.
func (p *parser) isCast(a, cl, end int) bool {
	switch p.typeRange(a+1, cl) {
	case surelyType:
		return true
	case notType:
		return false
	}
	name := p.str(cl - 1)
	if cl+1 >= end {
		return false
	}
	switch p.kind(cl + 1) {
	case tIdent:
		return !isAnnotation(p.str(cl+1)) || p.isType(name) || p.kind(cl+2) == '('
	case tNum, tChar, tStr, '~', '!', tSizeof, tGeneric:
		return true
	case '(', '&', '*', '-', '+', tAndAnd, tIncDec:
		return p.isType(name)
	}
	return false
}

// typeArg builds the TypeArg for toks[a:b].
func (p *parser) typeArg(a, b int) *Expr {
	x := p.newExpr(TypeArg, a, b)
	t := p.typeOf(a, b)
	x.Type = &t
	return x
}

// emit writes the expression toks[a:b].
func (p *parser) emit(a, b int) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		p.syntaxError(a, "expression nested too deep")
		p.out.put("1", a)
		return
	}
	want := true // an operand
	unary := 0
	for i := a; i < b; {
		if want {
			n, done := p.emitOperand(i, b, &unary)
			i, want = n, !done
			if done {
				unary = 0
			}
			continue
		}
		i = p.emitOperator(i, b, &want)
	}
	if want {
		p.syntaxError(max(b-1, a), "expression expected")
		p.out.put("1", max(b-1, a))
	}
}

// emitOperand writes a prefix operator or an operand at i; done tells whether it was the latter.
func (p *parser) emitOperand(i, b int, unary *int) (next int, done bool) {
	switch k := p.kind(i); k {
	case tIdent:
		s := p.str(i)
		if p.kind(i+1) == tStr && i+1 < b {
			return p.emitString(i, b), true
		}
		if arg, ok := annotations[s]; ok && i+1 < b && (arg || p.kind(i+1) != '(') {
			i++
			if arg && p.kind(i) == '(' {
				i = min(p.close(i, b)+1, b)
			}
			return i, false
		}
		p.out.put(p.nameLetter(i, b), i)
		return i + 1, true
	case tGeneric:
		p.out.put("a", i)
		return i + 1, true
	case tNum, tChar:
		p.out.put("1", i)
		return i + 1, true
	case tStr:
		return p.emitString(i, b), true
	case '(':
		return p.emitParen(i, b)
	case tSizeof:
		if p.kind(i+1) == '(' && i+1 < b {
			cl := p.close(i+1, b)
			if p.typeRange(i+2, cl) == surelyType && p.kind(cl+1) != '{' {
				x := p.newExpr(Opaque, i, min(cl+1, b))
				x.Name = p.str(i)
				x.Args = []*Expr{p.typeArg(i+2, cl)}
				p.atom(i, x)
				return min(cl+1, b), true
			}
			if p.isCast(i+1, cl, b) || p.typeRange(i+2, cl) == maybeType {
				p.out.op("-", i)
				p.out.put("(", i+1)
				p.out.put("1", cl-1)
				p.out.put(")", cl)
				return min(cl+1, b), true
			}
		}
		p.out.op("-", i)
		return i + 1, false
	case '-', '+', '!', '~', '*', '&', tAndAnd, tIncDec:
		if *unary++; *unary > maxDepth {
			if *unary == maxDepth+1 {
				p.syntaxError(i, "expression nested too deep")
			}
			return i + 1, false
		}
		s := p.str(i)
		if k == tAndAnd {
			s = "&"
		}
		p.out.op(s, i)
		return i + 1, false
	case '{':
		cl := p.close(i, b)
		p.atom(i, p.braced(i, cl))
		return min(cl+1, b), true
	case ':': // a ?: b
		p.out.op(":", i)
		return i + 1, false
	case tBreak, tContinue:
		p.out.put("1", i)
		return i + 1, true
	case tReturn, tGoto:
		return i + 1, i+1 == b
	case '#', tHashHash, '@', '\\':
		return i + 1, false
	}
	if startsType(p.kind(i)) {
		e := p.comma(i, b)
		p.atom(i, p.typeArg(i, e))
		return e, true
	}
	p.syntaxError(i, "unexpected "+p.str(i))
	switch p.kind(i) {
	case tBinary, tAssign, '=', '/', '%', '<', '>', '|', '^', '?', ',', tArrow, '.', '[':
		p.out.put("1", i)
		return i, true
	}
	return i + 1, false
}

// nameLetter is what stands for the name at i. Right behind a parenthesis that is neither a call's nor a cast's it must
// not look like a type to the grammar: (name)(x), (name(x)) & y.
func (p *parser) nameLetter(i, b int) string {
	if n := len(p.out.buf); n == 0 || !p.inParen || p.out.buf[n-1] != '(' {
		return "a"
	}
	p.inParen = false
	if i+1 < b {
		if k := p.kind(i + 1); k == '=' || k == tAssign || k == tIncDec {
			return "a"
		}
	}
	return "1"
}

// emitString writes a run of string constants and the macros between them as one constant.
func (p *parser) emitString(i, b int) int {
	n := p.stringRun(i, b)
	p.atom(i, p.newExpr(Const, i, n))
	return n
}

// stringRun returns the end of the string constants and macros in a row that begin at i.
func (p *parser) stringRun(i, b int) int {
	n := i
	for n < b && (p.kind(n) == tStr || p.kind(n) == tIdent && p.kind(n+1) != '(') {
		n++
	}
	return n
}

// braced builds what the braces a..cl inside an expression hold: an initializer, or statements given to a macro.
func (p *parser) braced(a, cl int) *Expr {
	if a+1 < cl && (p.semicolon(a+1, cl) < cl || p.kind(a+1) >= tIf && p.kind(a+1) <= tContinue) {
		return p.stmtExpr(a, a, cl)
	}
	return p.initList(a, cl)
}

// closing is close for a bracket that must have a partner before limit.
func (p *parser) closing(i, limit int) int {
	cl := p.close(i, limit)
	if cl >= limit {
		p.syntaxError(i, "unbalanced "+p.str(i))
	}
	return cl
}

// emitParen writes the parentheses at i, in operand position.
func (p *parser) emitParen(i, b int) (next int, done bool) {
	cl := p.closing(i, b)
	if p.kind(i+1) == '{' && i+1 < cl {
		if in := p.close(i+1, cl); in+1 >= cl {
			x := p.stmtExpr(i, i+1, in)
			x.End = p.endPos(min(cl, b-1))
			p.atom(i, x)
			return min(cl+1, b), true
		}
	}
	if i+1 >= cl {
		p.atom(i, p.newExpr(Const, i, min(cl+1, b)))
		return min(cl+1, b), true
	}
	if cl+1 < b && p.kind(cl+1) == '{' && p.typeRange(i+1, cl) != notType {
		end := p.close(cl+1, b)
		x := p.initList(cl+1, end)
		t := p.typeOf(i+1, cl)
		x.Type, x.Pos = &t, p.pos(i)
		p.atom(i, x)
		return min(end+1, b), true
	}
	if p.isCast(i, cl, b) {
		p.out.put("(", i)
		p.out.put("int", i+1)
		p.out.put(")", cl)
		return cl + 1, false
	}
	if p.typeRange(i+1, cl) == surelyType {
		p.atom(i, p.typeArg(i+1, cl))
		return min(cl+1, b), true
	}
	p.out.put("(", i)
	p.inParen = true
	p.emit(i+1, cl)
	p.inParen = false
	p.out.put(")", min(cl, b-1))
	return min(cl+1, b), true
}

// emitOperator writes what follows an operand at i.
func (p *parser) emitOperator(i, b int, want *bool) int {
	switch k := p.kind(i); k {
	case '.', tArrow:
		if i+1 < b && class[p.src[p.toks[i+1].start]]&cIdent != 0 && p.kind(i+1) != tNum {
			if n := len(p.out.buf); p.out.buf[n-1] == '1' {
				p.out.buf, p.out.tok = append(p.out.buf, ' '), append(p.out.tok, p.out.tok[n-1])
			}
			p.out.put(p.str(i), i)
			p.out.put("a", i+1)
			return i + 2
		}
		p.syntaxError(i, "member name expected")
		return i + 1
	case '[':
		cl := p.closing(i, b)
		p.out.put("[", i)
		if i+1 >= cl {
			p.out.put("1", i)
		} else {
			p.emit(i+1, cl)
		}
		p.out.put("]", min(cl, b-1))
		return min(cl+1, b)
	case '(':
		cl := p.closing(i, b)
		p.out.put("(", i)
		p.inParen = false
		p.emitArgs(i+1, cl, p.kind(i-1) == tGeneric)
		p.out.put(")", min(cl, b-1))
		return min(cl+1, b)
	case tIncDec:
		p.out.op(p.str(i), i)
		return i + 1
	case tAssign, '=', tAndAnd, tBinary, '+', '-', '*', '/', '%', '<', '>', '&', '|', '^', '?', ':', ',':
		p.out.op(p.str(i), i)
		*want = true
		return i + 1
	case tEllipsis, tHashHash:
		p.out.op("|", i)
		*want = true
		return i + 1
	case tIdent:
		if arg, ok := annotations[p.str(i)]; ok {
			i++
			if arg && p.kind(i) == '(' && i < b {
				i = min(p.close(i, b)+1, b)
			}
			return i
		}
		fallthrough
	case tStr, tNum, tChar, '{':
		// Two operands side by side: macros that expand to an operator or to strings.
		p.out.op("|", i)
		*want = true
		return i
	case '#', '@', '\\':
		return i + 1
	}
	if startsType(p.kind(i)) || p.kind(i) == tSizeof {
		p.out.op("|", i)
		*want = true
		return i
	}
	p.syntaxError(i, "unexpected "+p.str(i))
	return i + 1
}

// emitArgs writes the arguments of a call. In a _Generic each but the first has a type and a colon before it.
func (p *parser) emitArgs(a, cl int, generic bool) {
	if a >= cl {
		return
	}
	for i, n := a, 0; ; n++ {
		e := p.comma(i, cl)
		if generic && n > 0 {
			for j := i; j < e; j++ {
				if p.kind(j) == ':' {
					i = j + 1
					break
				}
			}
		}
		p.emitArg(i, e)
		if e >= cl {
			return
		}
		p.out.op(",", e)
		if i = e + 1; i >= cl {
			p.emitArg(i, i)
			return
		}
	}
}

// emitArg writes one argument, which for a macro need not be an expression.
func (p *parser) emitArg(a, b int) {
	k := p.kind(a)
	switch {
	case a >= b:
		x := p.newExpr(Const, b, b)
		p.atom(b, x)
	case p.typeRange(a, b) == surelyType:
		p.atom(a, p.typeArg(a, b))
	case k == '.' && p.kind(a+1) == tIdent:
		p.atom(a, p.initElem(a, b, 0))
	case k >= tIf && k <= tContinue && k != tReturn && k != tBreak && k != tContinue || k != '{' && p.semicolon(a, b) < b:
		p.atom(a, p.stmtExpr(a, a-1, b))
	case a+1 == b && !isOperand(k):
		p.atom(a, p.newExpr(Const, a, b))
	case k == tIdent && p.kind(a+1) == tIdent && a+2 == b && !strings.HasPrefix(p.str(a), "PRI"):
		p.atom(a, p.typeArg(a, b))
	default:
		p.emit(a, b)
	}
}

func isOperand(k tk) bool {
	switch k {
	case tIdent, tNum, tStr, tChar, tGeneric, '(', '{':
		return true
	}
	return false
}
