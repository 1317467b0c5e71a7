package cparse

import "strings"

// declWord writes one token of a declaration before its initializer. Which words are annotations is decided by where
// they stand: a declaration has room for one type and one name.
func (n *normaliser) declWord(i int) int {
	p, f := n.p, n.top()
	end := f.shut
	switch k := p.kind(i); k {
	case tStatic, tExtern, tTypedef:
		return n.storage(i, end)
	case tInline, tQual:
		return i + 1
	case tAttribute, tAsm:
		return p.skipAttribute(i, end)
	case tPrim:
		if p.str(i) == "__signed__" {
			n.write(i, "signed")
		} else {
			n.copy(i)
		}
		f.base = true
		return i + 1
	case tTypeof:
		next := p.skipAttribute(i, end)
		n.cover(i, next-1, 'x')
		f.base = true
		return next
	case tStruct, tUnion, tEnum:
		return n.tagged(i, end)
	case tIdent:
		return n.declName(i, end)
	case '*', '^':
		n.write(i, "*")
		return i + 1
	case '(':
		return n.declParen(i, end)
	case '[':
		shut := p.close(i, end)
		n.copy(i)
		if shut < end {
			n.copy(shut)
		}
		return shut + 1
	case '=':
		n.copy(i)
		f.decl, f.want = false, true
		return i + 1
	case ',':
		n.copy(i)
		f.named = false
		if f.in == inParams {
			f.base = false
		}
		return i + 1
	case ';':
		n.copy(i)
		if f.in == inForHead {
			f.start, f.want, f.decl = false, true, false
		} else {
			f.start, f.decl = true, false
		}
		return i + 1
	case ':': // a bit-field
		for i < end && p.kind(i) != ',' && p.kind(i) != ';' && p.kind(i) != '=' {
			if p.kind(i) == '(' {
				i = p.close(i, end)
			}
			i++
		}
		return i
	}
	n.copy(i)
	return i + 1
}

// storage writes static, extern or typedef, unless a macro invocation follows: static DECLARE_WORK(w, fn);
func (n *normaliser) storage(i, end int) int {
	p, f := n.p, n.top()
	if p.kind(i+1) == tStr {
		n.copy(i)
		return i + 2
	}
	j := i + 1
	for j < end && (p.kind(j) == tStatic || p.kind(j) == tQual || p.kind(j) == tInline || p.kind(j) == tIdent && annotated(p.str(j))) {
		j++
	}
	if !f.base && p.kind(j) == tIdent && p.kind(j+1) == '(' && j < end && p.kind(i) == tStatic && !p.pointerDeclarator(j+1, end) {
		f.decl, f.want = false, true
		if next := n.macroStatement(j, end); next > j {
			return next
		}
		return n.operand(j)
	}
	n.copy(i)
	return i + 1
}

// tagged writes struct, union or enum with its tag at i.
func (n *normaliser) tagged(i, end int) int {
	p, f := n.p, n.top()
	kw := i
	f.base = true
	i++
	for i < end {
		if p.kind(i) == tAttribute {
			i = p.skipAttribute(i, end)
		} else if arg, ok := annotations[p.str(i)]; ok && p.kind(i) == tIdent {
			if i++; arg && p.kind(i) == '(' {
				i = min(p.close(i, end)+1, end)
			}
		} else {
			break
		}
	}
	tag := i < end && p.kind(i) == tIdent
	if p.kind(kw) == tEnum { // its constants say nothing: the whole is a name
		last := kw
		if tag {
			last = i
			i++
		}
		if i < end && p.kind(i) == ':' {
			for i < end && p.kind(i) != '{' && p.kind(i) != ';' {
				i++
			}
		}
		if i < end && p.kind(i) == '{' {
			last = min(p.close(i, end), end-1)
			i = last + 1
		}
		if f.named || p.kind(i) != ';' || f.in == inParams {
			n.cover(kw, last, 'x')
		}
		return i
	}
	n.copy(kw)
	if tag {
		n.copy(i)
		if i++; i < end && p.kind(i) == '(' {
			if j := p.close(i, end) + 1; j < end && (p.kind(j) == '{' || p.kind(j) == tIdent) {
				i = j // struct NAME(x) {
			}
		}
	}
	if i < end && p.kind(i) == '{' {
		return n.push(i, p.close(i, end), frame{in: inFields, start: true, after: thenDecl})
	}
	return i
}

// declName writes a name in a declaration: its type, the declarator's name, or an annotation, which is left out.
func (n *normaliser) declName(i, end int) int {
	p, f := n.p, n.top()
	s := p.str(i)
	if arg, ok := annotations[s]; ok {
		if i++; arg && p.kind(i) == '(' && i < end {
			i = min(p.close(i, end)+1, end)
		}
		return i
	}
	next, next2 := p.kind(i+1), p.kind(i+2)
	switch {
	case f.in == inInner:
		if i+1 < f.shut && next != '[' && next != '(' && (next == '*' || looksAnnotation(s)) {
			return i + 1
		}
		n.copy(i)
		n.nameSeen()
		return i + 1
	case !f.base:
		if i+1 < end && looksAnnotation(s) && (startsType(next) || next == tStatic || next == tInline || next == tIdent && i+2 < end && (next2 == tIdent || next2 == '*')) {
			return i + 1
		}
		if next == '(' && strings.HasPrefix(s, "__") {
			if after := p.close(i+1, end) + 1; after < end && (p.kind(after) == tIdent || startsType(p.kind(after))) && p.sameLine(i, after) {
				return after
			}
		}
		if next == '(' && len(s) >= len("int") { // type (*name)(...); could be a call
			n.write(i, "int")
		} else {
			n.copy(i)
		}
		f.base = true
		return i + 1
	case !f.named:
		if i+1 < end && (next == '*' || next == tIdent && looksAnnotation(s) && !looksAnnotation(p.str(i+1))) {
			return i + 1
		}
		n.copy(i)
		f.named = true
		return i + 1
	}
	return p.skipAnnotation(i, end)
}

// nameSeen tells the declaration around a parenthesized declarator that it has its name.
func (n *normaliser) nameSeen() {
	for i := len(n.stack) - 1; i >= 0; i-- {
		n.stack[i].named = true
		if n.stack[i].in != inInner {
			return
		}
	}
}

// declParen writes the parentheses at i in a declaration: those around a declarator, or parameters, which say nothing.
func (n *normaliser) declParen(i, end int) int {
	p, f := n.p, n.top()
	shut := p.close(i, end)
	if shut >= end {
		n.copy(i)
		return i + 1
	}
	if !f.named && p.innerDeclarator(i+1, shut) {
		return n.push(i, shut, frame{in: inInner, after: thenDecl})
	}
	n.copy(i)
	n.copy(shut)
	return shut + 1
}

// typeWords writes the abstract type of the tokens a to b.
func (n *normaliser) typeWords(a, b int) {
	depth := len(n.stack)
	n.stack = append(n.stack, frame{in: inParams, shut: b, after: thenDecl})
	for i := a; i < b; {
		f := n.top()
		if i == f.shut {
			i = n.close(i)
			continue
		}
		next := n.typeWord(i)
		if len(n.stack) > depth+1 && n.top().in == inFields { // members are written by the usual steps
			for inner := len(n.stack); len(n.stack) >= inner && next < b; {
				next = max(n.step(next), next+1)
			}
		}
		i = max(next, i+1)
	}
	n.stack = n.stack[:depth]
}

// typeWord writes one token of an abstract type.
func (n *normaliser) typeWord(i int) int {
	p, f := n.p, n.top()
	switch p.kind(i) {
	case tIdent:
		if f.base || f.in == inInner || annotated(p.str(i)) {
			if arg := annotations[p.str(i)]; arg && p.kind(i+1) == '(' {
				return p.close(i+1, f.shut) + 1
			}
			return i + 1
		}
	case '(':
		shut := p.close(i, f.shut)
		if shut < f.shut && (p.kind(i+1) == '*' || p.kind(i+1) == '(') {
			return n.push(i, shut, frame{in: inInner, base: true, after: thenDecl})
		}
		n.copy(i)
		if shut < f.shut {
			n.copy(shut)
		}
		return shut + 1
	case tStatic, tExtern, tTypedef:
		return i + 1
	case ',':
		return i + 1
	}
	return n.declWord(i)
}

// member begins a member of a struct at i.
func (n *normaliser) member(i int) int {
	p, f := n.p, n.top()
	if p.kind(i) == ';' {
		return i + 1
	}
	f.start, f.decl, f.base, f.named = false, true, false, false
	// not irqreturn_t (*isr)(int, void *): a typedef before a function pointer's declarator
	if p.kind(i) == tIdent && p.kind(i+1) == '(' && p.kind(i+2) != '*' {
		if !annotated(p.str(i)) && !p.pointerDeclarator(i+1, f.shut) {
			return n.memberMacro(i, f.shut)
		}
	}
	return n.declWord(i)
}

// memberMacro passes the members that a macro declares in a struct inside a function: nobody has needed them yet.
func (n *normaliser) memberMacro(i, end int) int {
	n.top().start = true
	return min(n.p.close(i+1, end)+1, end)
}
