package cparse

import "strings"

// name writes the name at i as one that is no keyword of the grammar's.
func (n *normaliser) name(i int) {
	if grammarWords[n.p.str(i)] {
		n.cover(i, i, 'x')
		return
	}
	n.copy(i)
}

// grammarWords are keywords and types of tree-sitter's grammar that are names in the kernel.
var grammarWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`offsetof alignof _alignof nullptr noreturn thread_local constexpr alignas __try __except
		__finally __leave __based __declspec __cdecl __clrcall __stdcall __fastcall __thiscall __vectorcall __unaligned
		_unaligned __forceinline __restrict __uptr __sptr defined
		size_t ssize_t ptrdiff_t intptr_t uintptr_t charptr_t nullptr_t max_align_t
		int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t char8_t char16_t char32_t char64_t`) {
		m[w] = true
	}
	return m
}()

// argument begins an argument of a call at i. It returns i when the argument is an expression.
func (n *normaliser) argument(i int) int {
	p, f := n.p, n.top()
	open := -1
	if f.shut < len(p.match) {
		open = int(p.match[f.shut])
	}
	e := p.comma(i, f.shut)
	f.want = true
	if f.typed { // _Generic(x, type: y)
		for j := i; j < e; j++ {
			if p.kind(j) == ':' {
				i = j + 1
				break
			}
		}
		if i < e {
			return n.operand(i)
		}
	}
	switch k := p.kind(i); {
	case i >= e:
		n.noArgument(open, i)
		if p.kind(i) == ',' { // the comma goes, the next argument comes
			f.start = true
			return i + 1
		}
		return i
	case p.typeRange(i, e) == surelyType,
		k == tIdent && p.kind(i+1) == tIdent && i+2 == e && !strings.HasPrefix(p.str(i), "PRI") && p.typeRange(i, e) == notType:
		n.setAside(asideType, i, e, aside{a: i, b: e})
	case k == '.' && p.kind(i+1) == tIdent:
		n.setAside(asideList, i, e, aside{a: i, b: e})
	case k == '{' && p.close(i, e)+1 == e:
		n.setAside(n.braces(i, e-1), i, e, aside{a: i + 1, b: e - 1})
	case k >= tIf && k <= tContinue && k != tBreak && k != tContinue && k != tReturn || k != '{' && p.semicolon(i, e) < e:
		n.setAside(asideStmts, i, e, aside{a: i, b: e})
	case i+1 == e && !isOperand(k):
		n.cover(i, i, '1')
	default:
		return i
	}
	f.want = false
	return e
}

// noArgument notes that the call whose '(' is at open has an empty argument before token i.
func (n *normaliser) noArgument(open, i int) {
	if open < 0 {
		return
	}
	if n.fill == nil {
		n.fill = make(map[uint32][]Pos)
	}
	at := n.at(n.p.toks[open].start)
	n.fill[at] = append(n.fill[at], n.p.pos(i))
}

// braces says what the braces a to shut inside an expression hold: an initializer, or statements given to a macro.
func (n *normaliser) braces(a, shut int) asideKind {
	p := n.p
	if a+1 < shut && (p.semicolon(a+1, shut) < shut || p.kind(a+1) >= tIf && p.kind(a+1) <= tContinue) {
		return asideStmts
	}
	return asideList
}

// element begins an element of an initializer at i: a designator, or nothing that it would write (i is returned).
func (n *normaliser) element(i int) int {
	p, f := n.p, n.top()
	f.want = true
	switch k := p.kind(i); {
	case k == ',':
		f.start = true
		return i + 1
	case k == '.' && p.kind(i+1) >= tIdent && i+1 < f.shut:
		n.copy(i)
		n.fieldName(i + 1)
		f.want = false
		n.equals(i + 2)
		return i + 2
	case k == '[':
		shut := p.close(i, f.shut)
		n.equals(shut + 1)
		return n.push(i, shut, frame{in: inIndex, want: true})
	case k == tIdent && p.kind(i+1) == ':' && i+2 < f.shut:
		n.copy(i)
		n.copy(i + 1)
		return i + 2
	}
	return i
}

// equals puts the '=' between a designator and the braces at i that follow it.
func (n *normaliser) equals(i int) {
	if n.p.kind(i) == '{' {
		n.gap(i-1, '=')
	}
}

// fieldName writes the member name at i, which may be a keyword in a macro's argument.
func (n *normaliser) fieldName(i int) {
	if n.p.kind(i) == tIdent && !grammarWords[n.p.str(i)] {
		n.copy(i)
		return
	}
	n.cover(i, i, 'x')
}

// operand writes a prefix operator or an operand at i.
func (n *normaliser) operand(i int) int {
	p, f := n.p, n.top()
	end := f.shut
	switch k := p.kind(i); k {
	case tIdent:
		s := p.str(i)
		if p.kind(i+1) == tStr && i+1 < end {
			return n.strings(i)
		}
		if arg, ok := annotations[s]; ok && i+1 < end && (arg || p.kind(i+1) != '(') {
			if i++; arg && p.kind(i) == '(' {
				i = min(p.close(i, end)+1, end)
			}
			return i
		}
		n.name(i)
		f.want = false
		return i + 1
	case tGeneric:
		n.cover(i, i, 'x')
		f.want = false
		return i + 1
	case tNum, tChar:
		n.cover(i, i, '1')
		f.want = false
		return i + 1
	case tStr:
		return n.strings(i)
	case '(':
		return n.parenthesis(i)
	case tSizeof:
		return n.sizeof(i)
	case tAndAnd:
		n.write(i, "&")
		return i + 1
	case '{':
		shut := p.close(i, end)
		if f.in == inList || f.in == inBlock || f.in == inPlain {
			return n.push(i, shut, frame{in: inList, start: true, want: true, elem: i + 1})
		}
		if shut < end {
			n.setAside(n.braces(i, shut), i, shut+1, aside{a: i + 1, b: shut})
		}
		f.want = false
		return shut + 1
	case tBreak, tContinue:
		n.cover(i, i, '1')
		f.want = false
		return i + 1
	case tReturn, tGoto, '#', tHashHash, '@', '\\':
		return i + 1
	case ';':
		return n.semicolon(i)
	case ',':
		return n.comma(i)
	case tPrim:
		if p.str(i) == "bool" && !n.typeFollows(i+1, end) { // a variable of that name, from before C99
			n.cover(i, i, '1')
			f.want = false
			return i + 1
		}
		return n.typeOperand(i, end)
	default:
		if startsType(k) {
			return n.typeOperand(i, end)
		}
	}
	n.copy(i)
	return i + 1
}

// typeFollows says whether what stands at i can go on behind the name of a type.
func (n *normaliser) typeFollows(i, end int) bool {
	k := n.p.kind(i)
	return i >= end || k == ')' || k == ',' || k == '*' || k == '(' || k == tIdent || startsType(k)
}

// typeOperand sets a type aside that stands where an operand is due.
func (n *normaliser) typeOperand(i, end int) int {
	e := max(n.p.comma(i, end), i+1)
	n.setAside(asideType, i, e, aside{a: i, b: e})
	n.top().want = false
	return e
}

// semicolon ends the statement.
func (n *normaliser) semicolon(i int) int {
	f := n.top()
	n.copy(i)
	switch f.in {
	case inForHead:
		f.start, f.want, f.decl = false, true, false
	default:
		f.start, f.decl = true, false
	}
	return i + 1
}

// comma ends an argument, an element or a declarator.
func (n *normaliser) comma(i int) int {
	f := n.top()
	n.copy(i)
	f.want = true
	switch f.in {
	case inCall, inList:
		f.start = true
		if f.in == inList && i+1 == f.shut {
			return i + 1
		}
		if f.in == inCall && i+1 == f.shut { // f(a,)
			n.out[n.at(n.p.toks[i].start)] = ' '
			if (len(n.stack) > 2 || n.stack[0].in != inPlain) && f.shut < len(n.p.match) {
				n.noArgument(int(n.p.match[f.shut]), i+1)
			}
		}
	case inBlock, inForHead:
		if f.base { // behind an initializer the declaration goes on
			f.decl, f.named = true, false
		}
	}
	return i + 1
}

// strings writes a run of string constants and the macros between them as one constant.
func (n *normaliser) strings(i int) int {
	e := n.p.stringRun(i, n.limit())
	n.cover(i, e-1, '1')
	n.top().want = false
	return e
}

// parenthesis opens the parenthesis at i where an operand is due: a cast, a compound literal, a statement expression, a
// type, or an expression.
func (n *normaliser) parenthesis(i int) int {
	p, f := n.p, n.top()
	end := f.shut
	shut := p.close(i, end)
	if shut >= end {
		n.copy(i)
		return i + 1
	}
	kind := p.typeRange(i+1, shut)
	switch {
	case p.kind(i+1) == '{' && i+1 < shut && p.close(i+1, shut)+1 == shut:
		n.setAside(asideStmts, i, shut+1, aside{a: i + 2, b: shut - 1})
	case i+1 == shut:
		n.cover(i, shut, '1')
	case shut+1 < end && p.kind(shut+1) == '{' && kind != notType:
		n.copy(i)
		n.typeWords(i+1, shut)
		n.copy(shut)
		return n.push(shut+1, p.close(shut+1, end), frame{in: inList, start: true, want: true, elem: shut + 2})
	case p.isCast(i, shut, end):
		if n.oneName(i+1, shut) {
			n.write(i, "~")
			n.mark(i, mark{kind: markCast, a: i + 1, b: shut})
		} else {
			n.copy(i)
			n.typeWords(i+1, shut)
			n.copy(shut)
		}
		return shut + 1
	case kind == surelyType:
		n.setAside(asideType, i, shut+1, aside{a: i + 1, b: shut})
	default:
		n.push(i, shut, frame{in: inGroup, want: true})
		if p.kind(i+1) == tIdent && p.kind(i+2) != tStr && n.typeLike(i+2) {
			if _, known := annotations[p.str(i+1)]; !known {
				n.cover(i+1, i+1, '1') // (name)(x) and (name(x)) & y are no casts
				n.top().want = false
				return i + 2
			}
		}
		return i + 1
	}
	f.want = false
	return shut + 1
}

// typeLike says whether a name before token i could be read as a type in parentheses.
func (n *normaliser) typeLike(i int) bool {
	switch n.p.kind(i) {
	case ')', '(', '[':
		return true
	case '*':
		return n.p.kind(i+1) == ')' || n.p.kind(i+1) == '*'
	}
	return false
}

// oneName says whether a type is a name alone, which could as well be an expression.
func (n *normaliser) oneName(a, b int) bool {
	names := 0
	for i := a; i < b; i++ {
		switch n.p.kind(i) {
		case tIdent:
			if !annotated(n.p.str(i)) {
				names++
			}
		case tQual:
		default:
			return false
		}
	}
	return names == 1
}

func annotated(s string) bool {
	_, ok := annotations[s]
	return ok
}

// sizeof writes sizeof and its kin at i.
func (n *normaliser) sizeof(i int) int {
	p, f := n.p, n.top()
	n.write(i, "sizeof")
	if p.kind(i+1) != '(' || i+1 >= f.shut {
		return i + 1
	}
	shut := p.close(i+1, f.shut)
	if shut < f.shut && p.typeRange(i+2, shut) == surelyType && p.kind(shut+1) != '{' {
		n.copy(i + 1)
		n.typeWords(i+2, shut)
		n.copy(shut)
		f.want = false
		return shut + 1
	}
	if shut < f.shut && n.oneName(i+2, shut) && p.kind(shut+1) != '{' {
		n.copy(i + 1)
		for j := i + 2; j < shut; j++ {
			if p.kind(j) == tIdent && !annotated(p.str(j)) {
				n.cover(j, j, '1') // sizeof(name) * x multiplies
			}
		}
		n.copy(shut)
		f.want = false
		return shut + 1
	}
	return i + 1
}

// operator writes what follows an operand at i.
func (n *normaliser) operator(i int) int {
	p, f := n.p, n.top()
	if f.in == inList && n.elementEnds(i) && n.gap(i-1, ',') {
		f.start, f.want = true, true
		return n.step(i)
	}
	switch k := p.kind(i); k {
	case '.', tArrow:
		n.copy(i)
		if i+1 < f.shut && class[p.src[p.toks[i+1].start]]&cIdent != 0 && p.kind(i+1) != tNum {
			n.fieldName(i + 1)
			if f.in == inList && k == '.' {
				n.equals(i + 2)
			}
			return i + 2
		}
		return i + 1
	case '[':
		shut := p.close(i, f.shut)
		if f.in == inList {
			n.equals(shut + 1)
		}
		return n.push(i, shut, frame{in: inIndex, want: true})
	case '(':
		shut := p.close(i, f.shut)
		if shut >= f.shut {
			n.copy(i)
			return i + 1
		}
		typed := p.kind(i-1) == tGeneric
		next := n.push(i, shut, frame{in: inCall, start: shut > i+1, want: true})
		if typed {
			n.top().start = false
			n.top().typed = true
		}
		return next
	case tIncDec:
		n.copy(i)
		return i + 1
	case ';':
		return n.semicolon(i)
	case ',':
		return n.comma(i)
	case tAssign, '=', tAndAnd, tBinary, '+', '-', '*', '/', '%', '<', '>', '&', '|', '^', '?', ':':
		n.copy(i)
		f.want = true
		return i + 1
	case tEllipsis, tHashHash:
		n.write(i, "|")
		f.want = true
		return i + 1
	case tIdent:
		if arg, ok := annotations[p.str(i)]; ok {
			if i++; arg && p.kind(i) == '(' && i < f.shut {
				i = min(p.close(i, f.shut)+1, f.shut)
			}
			return i
		}
		if f.in == inBlock && !p.sameLine(i-1, i) {
			switch p.kind(i - 1) {
			case tIdent, tNum, ']':
				n.gap(i-1, ';')
				f.start, f.decl = true, false
				return n.statement(i)
			}
		}
		return n.beside(i)
	case '{':
		if f.in == inList && n.out[n.at(p.toks[i-1].end)] == '=' { // put there behind a designator
			f.want = true
			return n.operand(i)
		}
		return n.beside(i)
	case tStr, tNum, tChar, tSizeof:
		return n.beside(i)
	case '#', '@', '\\':
		return i + 1
	case tIf, tElse, tFor, tWhile, tDo, tSwitch, tCase, tDefault, tReturn, tGoto, tBreak, tContinue:
		if f.in == inBlock {
			n.gap(i-1, ';')
			f.start, f.decl = true, false
			return n.statement(i)
		}
	default:
		if startsType(k) {
			return n.beside(i)
		}
	}
	n.copy(i)
	return i + 1
}

// beside writes an operand that stands beside another one: macros that expand to an operator or to strings.
func (n *normaliser) beside(i int) int {
	p := n.p
	n.top().want = true
	if n.gap(i-1, '|') {
		return n.operand(i)
	}
	switch {
	case p.kind(i) == tStr: // a macro's ) before a string
		next := n.operand(i)
		n.write(i, "|")
		return next
	case p.kind(i-1) == tStr:
		n.out[n.at(p.toks[i-1].end)-1] = '|'
	}
	return n.operand(i)
}

// elementEnds says that the element of an initializer before token i was a macro that brings its own comma: FOO(x) BAR .z = 1.
func (n *normaliser) elementEnds(i int) bool {
	p, e := n.p, n.top().elem
	if p.kind(e) != tIdent || i <= e {
		return false
	}
	call := p.kind(e+1) == '('
	behind := e + 1
	if call {
		behind = p.close(e+1, n.limit()) + 1
	}
	if i != behind {
		return false
	}
	switch p.kind(i) {
	case tIdent:
		return true
	case '{':
		return call
	case '.':
		return p.kind(i+2) == '='
	}
	return false
}

// stringRun returns the end of the string constants and macros in a row that begin at i.
func (p *parser) stringRun(i, b int) int {
	n := i
	for n < b && (p.kind(n) == tStr || p.kind(n) == tIdent && p.kind(n+1) != '(') {
		n++
	}
	return n
}

func isOperand(k tk) bool {
	switch k {
	case tIdent, tNum, tStr, tChar, tGeneric, '(', '{':
		return true
	}
	return false
}
