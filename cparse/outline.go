package cparse

// A Block is one statement with those that it encloses, as it stands in the text: what an editor of a function needs,
// where a File only lists expressions.
type Block struct {
	Kind       BlockKind
	Start, End Pos // from the first byte to behind the ';' or the closing brace
	Head       Span
	Body       []*Block // of a compound statement, an if, a loop, a switch, a label
	Else       []*Block
	Braced     bool // Body stands in braces
	Directive  bool // a #if, #else or #endif stands inside
}

// Span is a stretch of text.
type Span struct{ Start, End Pos }

// Contains tells whether a position lies in the span.
func (s Span) Contains(p Pos) bool { return s.Start <= p && p < s.End }

// Span is the whole extent of the statement.
func (b *Block) Span() Span { return Span{b.Start, b.End} }

// BlockKind is the kind of a statement.
type BlockKind uint8

// The kinds of statement. Head is the condition of an if, a switch and a loop.
const (
	BlockPlain    BlockKind = iota // an expression or declaration with its ';'
	BlockCompound                  // { ... }, also that of scoped_guard(...) { }
	BlockIf
	BlockLoop   // for, while, do
	BlockSwitch // switch
	BlockReturn
	BlockJump // goto, break, continue
	BlockLabel
)

// Outline gives the statements of a function body. body is the position of its opening brace, 0 when the function was
// not found or its braces do not pair.
func Outline(src []byte, f *Func) (stmts []*Block, body Pos) {
	src = blankMark(src)
	if int(f.End) > len(src) || f.Pos >= f.End {
		return nil, 0
	}
	l := &lexer{src: src[:f.End], toks: make([]tok, 0, 256)}
	l.onDir, l.onGuard = func(directive) {}, func(directive) {}
	l.onNote = func(uint32, uint32) {}
	l.run()
	o := &outliner{src: src}
	i := 0
	for i < len(l.toks) && Pos(l.toks[i].start) < f.Pos {
		i++
	}
	for _, t := range l.toks[i:] {
		switch t.kind {
		case tEOF:
		case ppIf, ppElse, ppEndif:
			o.directives = append(o.directives, Pos(t.start))
		default:
			o.toks = append(o.toks, t)
		}
	}
	o.match = matchBrackets(src, o.toks, nil)
	depth := 0
	for i, t := range o.toks {
		switch t.kind {
		case '(':
			depth++
		case ')':
			depth--
		case '{':
			if depth == 0 && o.match[i] > 0 {
				return o.block(i+1, int(o.match[i]), 0), Pos(t.start)
			}
		}
	}
	return nil, 0
}

type outliner struct {
	src        []byte
	toks       []tok
	match      []int32
	directives []Pos
}

func (o *outliner) kind(i int) tk {
	if i < 0 || i >= len(o.toks) {
		return tEOF
	}
	return o.toks[i].kind
}

func (o *outliner) block(i, end, depth int) []*Block {
	var out []*Block
	for i < end {
		b, n := o.stmt(i, end, depth)
		if n <= i {
			n = i + 1
		}
		if b != nil {
			out = append(out, b)
		}
		i = n
	}
	return out
}

// span makes a statement of toks[a:b].
func (o *outliner) span(kind BlockKind, a, b int) *Block {
	x := &Block{Kind: kind, Start: Pos(o.toks[a].start), End: Pos(o.toks[b-1].end)}
	for _, d := range o.directives {
		if x.Start < d && d < x.End {
			x.Directive = true
		}
	}
	return x
}

func (o *outliner) stmt(i, end, depth int) (*Block, int) {
	if depth > maxDepth {
		return nil, end
	}
	switch k := o.kind(i); k {
	case ';':
		return nil, i + 1
	case '{':
		cl := o.pair(i, end)
		b := o.span(BlockCompound, i, min(cl+1, end))
		b.Braced = true
		b.Body = o.block(i+1, cl, depth+1)
		return b, cl + 1
	case tIf:
		return o.ifStmt(i, end, depth)
	case tWhile, tSwitch, tFor:
		kind := BlockLoop
		if k == tSwitch {
			kind = BlockSwitch
		}
		return o.controlled(kind, i, end, depth)
	case tDo:
		body, braced, n := o.body(i+1, end, depth)
		var head Span
		if o.kind(n) == tWhile && o.kind(n+1) == '(' {
			cl := o.pair(n+1, end)
			head = o.inside(n+1, cl)
			n = cl + 1
		}
		if o.kind(n) == ';' {
			n++
		}
		b := o.span(BlockLoop, i, min(n, end))
		b.Body, b.Braced, b.Head = body, braced, head
		return b, n
	case tCase, tDefault:
		for n := i + 1; n < end; n++ {
			if o.kind(n) == ':' {
				return o.span(BlockLabel, i, n+1), n + 1
			}
		}
		return nil, end
	case tReturn, tGoto, tBreak, tContinue:
		n := o.semicolon(i, end)
		kind := BlockJump
		if k == tReturn {
			kind = BlockReturn
		}
		return o.span(kind, i, n), n
	case tIdent:
		if o.kind(i+1) == ':' && i+1 < end {
			return o.span(BlockLabel, i, i+2), i + 2
		}
		if o.kind(i+1) == '(' {
			cl := o.pair(i+1, end)
			if cl+1 < end && o.kind(cl+1) == '{' {
				kind := BlockLoop
				if scopeMacro(string(o.src[o.toks[i].start:o.toks[i].end])) {
					kind = BlockCompound
				}
				b, n := o.controlled(kind, i, end, depth)
				return b, n
			}
		}
	}
	n := o.semicolon(i, end)
	return o.span(BlockPlain, i, n), n
}

// controlled reads NAME (...) body.
func (o *outliner) controlled(kind BlockKind, i, end, depth int) (*Block, int) {
	if o.kind(i+1) != '(' {
		n := o.semicolon(i, end)
		return o.span(BlockPlain, i, n), n
	}
	cl := o.pair(i+1, end)
	body, braced, n := o.body(cl+1, end, depth)
	b := o.span(kind, i, min(n, end))
	b.Head, b.Body, b.Braced = o.inside(i+1, cl), body, braced
	return b, n
}

func (o *outliner) ifStmt(i, end, depth int) (*Block, int) {
	at := i + 1
	if o.kind(at) == tIdent && o.kind(at+1) == '(' { // if likely(x)
		at++
	}
	if o.kind(at) != '(' {
		n := o.semicolon(i, end)
		return o.span(BlockPlain, i, n), n
	}
	cl := o.pair(at, end)
	body, braced, n := o.body(cl+1, end, depth)
	var other []*Block
	if n < end && o.kind(n) == tElse {
		other, _, n = o.body(n+1, end, depth)
	}
	b := o.span(BlockIf, i, min(n, end))
	b.Head, b.Body, b.Braced, b.Else = o.inside(at, cl), body, braced, other
	return b, n
}

// body reads the statement that something governs.
func (o *outliner) body(i, end, depth int) ([]*Block, bool, int) {
	if i >= end {
		return nil, false, end
	}
	if o.kind(i) == '{' {
		cl := o.pair(i, end)
		return o.block(i+1, cl, depth+1), true, min(cl+1, end)
	}
	b, n := o.stmt(i, end, depth+1)
	if b == nil {
		return nil, false, n
	}
	return []*Block{b}, false, n
}

func (o *outliner) inside(open, shut int) Span {
	if shut >= len(o.toks) {
		shut = len(o.toks) - 1
	}
	return Span{Pos(o.toks[open].end), Pos(o.toks[shut].start)}
}

// pair gives the closing bracket of the one at i.
func (o *outliner) pair(i, end int) int {
	if m := int(o.match[i]); m > i && m < end {
		return m
	}
	return end - 1
}

// semicolon gives the index behind the ';' that ends the statement at i.
func (o *outliner) semicolon(i, end int) int {
	for n := i; n < end; n++ {
		switch o.kind(n) {
		case ';':
			return n + 1
		case '(', '[', '{':
			n = o.pair(n, end)
		}
	}
	return end
}
