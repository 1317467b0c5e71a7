package cparse

import "strings"

// What a stretch of tokens is, where C cannot tell without knowing all types.
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
		return !annotated(p.str(cl+1)) && !strings.HasPrefix(p.str(cl+1), "__") || p.isType(name) || p.kind(cl+2) == '('
	case tNum, tChar, tStr, '~', '!', tSizeof, tGeneric:
		return true
	case '(', '&', '*', '-', '+', tAndAnd, tIncDec:
		return p.isType(name)
	}
	return false
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
