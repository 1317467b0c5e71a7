package cparse

// maxRounds bounds how often an item is read again without the statements that were not understood.
const maxRounds = 6

// read parses what was written and prepares the tree for being walked. Statements that the grammar rejects are blanked,
// counted, and the rest is read again.
func (n *normaliser) read(fn *Func) (*builder, bool) {
	p := n.p
	n.asides()
	b := &builder{p: p, n: n, fn: fn}
	for round := 0; ; round++ {
		nodes, rc := p.eng.run(n.out)
		if rc == runFailed || len(nodes) == 0 {
			return nil, false
		}
		b.nodes = nodes
		if rc == runClean || round == maxRounds || !b.blankBroken() {
			break
		}
	}
	b.findBehind()
	return b, true
}

// maxBlanked bounds how many statements are blanked at a time.
const maxBlanked = 100

// blankBroken blanks the smallest statement around each error of the tree. It tells whether it blanked any.
func (b *builder) blankBroken() bool {
	blanked, behind := 0, uint32(0)
	for i := range b.nodes {
		n := &b.nodes[i]
		if n.flags&nodeBroken == 0 || n.start < behind {
			continue
		}
		if end := b.blankStatement(n); end > 0 {
			behind = end
			if blanked++; blanked == maxBlanked {
				break
			}
		}
	}
	return blanked > 0
}

// blankStatement gives the end of what it blanked, 0 when there was nothing left.
func (b *builder) blankStatement(n *node) uint32 {
	s := b.segmentAt(n.start)
	at := s.src + min(max(n.start, s.out)-s.out, s.n)
	from, to := b.p.statementAround(b.tokenAt(s.src), b.tokenAt(s.src+s.n), at)
	if from >= to {
		return 0
	}
	lo, hi := max(b.p.toks[from].start, s.src), min(b.p.toks[to-1].end, s.src+s.n)
	if lo >= hi {
		return 0
	}
	text := b.n.out[s.out+lo-s.src : s.out+hi-s.src]
	used := false
	for i, c := range text {
		if c != ' ' && c != ';' {
			used = true
			text[i] = ' '
		}
	}
	if !used {
		return 0
	}
	b.error(lo, hi, "statement not understood")
	return s.out + hi - s.src
}

// segmentAt is the segment that a place in the text lies in.
func (b *builder) segmentAt(at uint32) segment {
	s := b.n.segs[0]
	for _, x := range b.n.segs[1:] {
		if x.out > at {
			break
		}
		s = x
	}
	return s
}

// statementAround gives the tokens of the smallest statement around a source offset, among the tokens a to z: from behind
// a ';' or a brace to the next one.
func (p *parser) statementAround(a, z int, at uint32) (from, to int) {
	type level struct{ parens, from int }
	var outer []level
	cur := level{0, a}
	i := a
	for ; i < z && p.toks[i].end <= at; i++ {
		switch p.kind(i) {
		case '(', '[':
			cur.parens++
		case ')', ']':
			cur.parens = max(cur.parens-1, 0)
		case '{':
			cur.from = min(cur.from, i+1)
			outer = append(outer, cur)
			cur = level{0, i + 1}
		case '}':
			if n := len(outer); n > 0 {
				cur, outer = outer[n-1], outer[:n-1]
			}
			if cur.parens == 0 && p.kind(i+1) != ',' && p.kind(i+1) != ';' {
				cur.from = i + 1
			}
		case ';':
			if cur.parens == 0 {
				cur.from = i + 1
			}
		}
	}
	for to = cur.from; to < z; to++ {
		switch p.kind(to) {
		case ';':
			return cur.from, to + 1
		case '}':
			return cur.from, to
		case '(', '[':
			if shut := p.close(to, z); shut < z {
				to = shut
			}
		case '{':
			if to > cur.from && p.kind(to-1) != '=' && p.kind(to-1) != ',' {
				return cur.from, to
			}
			to = p.close(to, z)
		}
	}
	return cur.from, min(to, z)
}

// findBehind finds the statements that the asides were written as: those of the last function of the text.
func (b *builder) findBehind() {
	if len(b.n.queue) == 0 || len(b.nodes) == 0 {
		return
	}
	last := uint32(0)
	for c := uint32(1); c < b.nodes[0].skip; c = b.nodes[c].skip {
		last = c
	}
	block := b.child(last, nBlock)
	if last == 0 || block == 0 {
		return
	}
	k := 0
	for c := block + 1; c < b.nodes[block].skip; c = b.nodes[c].skip {
		if b.nodes[c].end-b.nodes[c].start <= 1 {
			continue // { and }
		}
		for k < len(b.n.queue) && b.n.ends[k] <= b.nodes[c].start {
			b.behind = append(b.behind, 0)
			k++
		}
		b.behind = append(b.behind, c)
		k++
	}
}

// body reads all tokens as the body of fn.
func (p *parser) body(fn *Func) { p.bodyOf(fn, 0, p.lastBrace()) }

// lastBrace is the partner of the first token, or the end of the text.
func (p *parser) lastBrace() int { return p.close(0, len(p.toks)) }

// initializer reads all tokens as what stands behind '='.
func (p *parser) initializer() *Expr { return p.initOf(0, len(p.toks)) }

// arguments reads all tokens as the parentheses of an invocation.
func (p *parser) arguments() []*Expr { return p.argsOf(0, p.close(0, len(p.toks))) }

// bodyOf reads the braces b..cl as the body of fn.
func (p *parser) bodyOf(fn *Func, b, cl int) {
	n := p.normalBody(b, cl)
	t, ok := n.read(fn)
	if !ok {
		p.problem(b, min(cl+1, len(p.toks)), "function not understood")
		return
	}
	t.base = p.toks[b].ifd
	t.block(0, 0)
}

// normalBody writes the braces b..cl as plain C.
func (p *parser) normalBody(b, cl int) *normaliser {
	n := &normaliser{p: p}
	end := min(cl+1, len(p.toks))
	suffix := ""
	if int(p.match[b]) != cl {
		suffix = "}"
		p.problem(b, b+1, "unbalanced braces")
	}
	n.open("", b, end, suffix)
	n.scan(b, end, frame{in: inBlock, start: true})
	return n
}

// initOf reads the initializer toks[a:b].
func (p *parser) initOf(a, b int) *Expr {
	n := &normaliser{p: p}
	n.open("int x[]=", a, b, ";")
	n.scan(a, b, frame{in: inPlain, want: true})
	if t, ok := n.read(nil); ok {
		for i := range t.nodes {
			if t.kind(uint32(i)) == nInitDecl {
				if d := t.declarator(uint32(i)); d.init != 0 {
					return t.expr(d.init)
				}
				break
			}
		}
	}
	p.problem(a, b, "initializer not understood")
	return &Expr{Kind: Opaque, Pos: p.pos(a), End: p.endPos(b - 1)}
}

// argsOf reads the arguments between the parentheses a and b.
func (p *parser) argsOf(a, b int) []*Expr {
	end := min(b+1, len(p.toks))
	suffix := ";}"
	if b >= end {
		suffix = ");}"
	}
	n := &normaliser{p: p}
	n.open("void x(){x", a, end, suffix)
	n.scan(a, end, frame{in: inPlain})
	return n.readArgs(a)
}

func (n *normaliser) readArgs(a int) []*Expr {
	if t, ok := n.read(nil); ok {
		for i := range t.nodes {
			if t.kind(uint32(i)) == nCall {
				if k, c := t.kids(uint32(i)); c == 2 {
					return t.arguments(k[1], nil)[1:]
				}
				break
			}
		}
	}
	n.p.problem(a, a+1, "arguments not understood")
	return nil
}

// argument reads toks[a:b] as an argument of a macro, which need not be an expression.
func (p *parser) argument(a, b int) *Expr {
	n := &normaliser{p: p}
	n.open("void x(){x(", a, b, ");}")
	n.scan(a, b, frame{in: inCall, start: true, want: true})
	args := n.readArgs(a)
	if len(args) == 1 {
		return args[0]
	}
	x := &Expr{Kind: Comma, Pos: p.pos(a), End: p.endPos(b - 1), Args: args}
	if len(args) == 0 {
		x.Kind = Const
	}
	return x
}
