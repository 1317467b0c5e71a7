package cparse

// statement begins a statement at i.
func (n *normaliser) statement(i int) int {
	p, f := n.p, n.top()
	end := f.shut
	f.base, f.named = false, false
	switch k := p.kind(i); k {
	case ';':
		n.copy(i)
		if f.in == inForHead {
			f.start, f.want, f.decl = false, true, false
		}
		return i + 1
	case ',', ')', ']', '}':
		return i + 1
	case '{':
		return n.push(i, p.close(i, end), frame{in: inBlock, start: true, after: thenStatement})
	case tIf, tWhile, tSwitch, tFor:
		n.copy(i)
		return n.head(i, end)
	case tElse, tDo:
		n.copy(i)
		return i + 1
	case tCase, tDefault:
		return n.label(i, end)
	case tReturn:
		n.copy(i)
		f.start, f.decl, f.want = false, false, true
		return i + 1
	case tGoto:
		f.start, f.decl, f.want = false, false, true
		if p.kind(i+1) != '*' { // a label says nothing
			return min(i+2, end)
		}
		return i + 1
	case tBreak, tContinue:
		f.start, f.decl, f.want = false, false, false
		return i + 1
	case tAsm:
		f.start, f.decl, f.want = false, false, true
		for i++; i < end && (p.kind(i) == tQual || p.kind(i) == tGoto || p.kind(i) == tInline); i++ {
		}
		if i < end && p.kind(i) == '(' {
			i = min(p.close(i, end)+1, end)
		}
		return i
	case tAttribute:
		return p.skipAttribute(i, end)
	case tIdent:
		if p.kind(i+1) == ':' && i+1 < end && f.in == inBlock {
			return i + 2
		}
	}
	f.start = false
	if p.isDecl(i, end) {
		f.decl = true
		return n.declWord(i)
	}
	f.decl, f.want = false, true
	if p.kind(i) == tIdent {
		if next := n.macroStatement(i, end); next > i {
			return next
		}
	}
	return n.operand(i)
}

// head writes the parentheses behind the keyword at i.
func (n *normaliser) head(i, end int) int {
	p, f := n.p, n.top()
	if p.kind(i+1) == tIdent && p.kind(i+2) == '(' && p.kind(i) != tFor { // if likely(x)
		n.mark(i+2, mark{kind: markCall, a: i + 1})
		i++
		n.copy(i + 1)
		n.stack = append(n.stack, frame{in: inCall, shut: p.close(i+1, end), start: true, want: true, macro: true, after: thenStatement})
		return i + 2
	}
	if i+1 >= end || p.kind(i+1) != '(' {
		f.start = true
		return i + 1
	}
	in := frame{in: inHead, want: true, after: thenStatement}
	if p.kind(i) == tFor {
		in = frame{in: inForHead, start: true, after: thenStatement}
	}
	return n.push(i+1, p.close(i+1, end), in)
}

// label passes case x: and default:, which say nothing.
func (n *normaliser) label(i, end int) int {
	p := n.p
	questions := 0
	for j := i + 1; j < end; j++ {
		switch p.kind(j) {
		case '(', '[', '{':
			j = p.close(j, end)
		case '?':
			questions++
		case ':':
			if questions == 0 {
				return j + 1
			}
			questions--
		case ';', '}':
			return j
		}
	}
	return end
}

// macroStatement writes NAME(...) where no ';' and no operator follows, as the head of a loop or with the ';' that it
// lacks, and NAME alone on its line. It returns i otherwise.
func (n *normaliser) macroStatement(i, end int) int {
	p, f := n.p, n.top()
	if p.kind(i+1) != '(' || i+1 >= end {
		k := p.kind(i + 1)
		if i+1 < end && (k == tIdent || startsType(k) || k == '}' || k == '{' || k >= tIf && k <= tContinue) && (k == '}' || !p.sameLine(i, i+1)) {
			n.name(i)
			n.gap(i, ';')
			f.start = true
			return i + 1
		}
		return i
	}
	shut := int(p.match[i+1])
	if shut < 0 || shut >= end {
		return i
	}
	name := p.str(i)
	after := shut + 1
	body := false
	if after < end {
		switch k := p.kind(after); {
		case k == '{':
			body = true
		case k == tIdent || startsType(k) || k == tStatic || k == tAsm || k >= tIf && k <= tContinue:
			if body = loopMacro(name); !body && k == tIdent && isAnnotation(p.str(after)) && p.kind(after+1) == ';' {
				return i
			}
		case k == '*' || k == '&' || k == '-' || k == '+' || k == tIncDec:
			if body = loopMacro(name); !body {
				return i
			}
		default:
			return i
		}
	} else if f.in == inForHead {
		return i
	}
	if !body {
		n.name(i)
		n.copy(i + 1)
		n.stack = append(n.stack, frame{in: inCall, shut: shut, start: true, want: true, after: thenEnd})
		return i + 2
	}
	return n.loop(i, shut)
}

// loop writes the macro invocation i with the parentheses i+1 to shut as the head of a while.
func (n *normaliser) loop(i, shut int) int {
	p := n.p
	word := "if"
	if len(p.str(i)) >= len("while") {
		word = "while"
	}
	n.mark(i, mark{kind: markCall, a: i, b: shut + 1})
	if shut == i+2 { // no arguments
		room := int(p.toks[shut].end - p.toks[i].start)
		if room < len(word)+3 {
			word = "if"
		}
		if room >= len(word)+3 {
			n.write(i, word+"(1)")
		}
		n.top().start = true
		return shut + 1
	}
	n.write(i, word)
	n.copy(i + 1)
	n.stack = append(n.stack, frame{in: inCall, shut: shut, start: true, want: true, macro: true, after: thenStatement})
	return i + 2
}
