package cparse

// flushAt is how many tokens of expressions are parsed in one go.
const flushAt = 4000

// maxSnippet bounds one expression; a longer one is taken apart by its tokens.
const maxSnippet = 60000

// expr records the expression toks[a:b] to be parsed with the next flush and returns where it will be.
func (p *parser) expr(a, b int) *Expr {
	if x := p.simple(a, b); x != nil {
		return x
	}
	x := p.newExpr(Opaque, a, b)
	p.snippets = append(p.snippets, snippet{dst: x, a: a, b: b})
	return x
}

// simple builds expressions that need no grammar.
func (p *parser) simple(a, b int) *Expr {
	if b-a == 1 {
		switch p.kind(a) {
		case tIdent:
			return p.leaf(a)
		case tNum, tStr, tChar:
			return p.constant(a)
		}
	}
	return p.quickExpr(a, b)
}

// leaf builds the name at token t.
func (p *parser) leaf(t int) *Expr {
	s := p.str(t)
	x := p.newExpr(Ident, t, t+1)
	x.Name = s
	switch s {
	case "NULL", "true", "false":
		x.Kind = Const
	}
	return x
}

func (p *parser) constant(t int) *Expr {
	x := p.newExpr(Const, t, t+1)
	if p.kind(t) == tNum {
		x.Name = p.str(t)
	}
	return x
}

// flush parses all snippets.
func (p *parser) flush() {
	for len(p.snippets) > 0 {
		batch := p.snippets
		p.snippets = nil
		for len(batch) > 0 {
			n, tokens := 0, 0
			for n < len(batch) && (n == 0 || tokens < flushAt) {
				tokens += batch[n].b - batch[n].a
				n++
			}
			p.flushBatch(batch[:n])
			batch = batch[n:]
		}
	}
	p.atoms = nil
}

// flushBatch writes the text for a batch and parses it.
func (p *parser) flushBatch(batch []snippet) {
	p.out.reset()
	for i := range batch {
		s := &batch[i]
		p.out.put("return ", s.a)
		s.lo = len(p.out.buf)
		if s.b-s.a > maxSnippet {
			p.syntaxError(s.a, "expression too long")
			p.out.put("1", s.a)
		} else {
			p.emit(s.a, s.b)
		}
		s.hi = len(p.out.buf)
		p.out.put(";", s.b-1)
	}
	p.parseBatch(batch)
}

// returnLen is the length of the word before each expression of the text.
const returnLen = len("return ")

// parseBatch parses the text of a batch. When something in it is broken it halves the batch, so that the rest stays whole.
func (p *parser) parseBatch(batch []snippet) {
	if p.parseText(batch) {
		return
	}
	if len(batch) == 1 {
		s := &batch[0]
		*s.dst = *p.salvage(s.lo, s.hi, 0)
		return
	}
	h := len(batch) / 2
	p.parseBatch(batch[:h])
	p.parseBatch(batch[h:])
}

func (p *parser) parseText(batch []snippet) bool {
	lo, hi := batch[0].lo-returnLen, batch[len(batch)-1].hi+1
	nodes, rc := p.eng.run(p.out.buf[lo:hi])
	if rc != runClean || len(nodes) == 0 {
		return false
	}
	t := tree{p: p, nodes: nodes, buf: p.out.buf[lo:hi], tok: p.out.tok[lo:hi]}
	n := 0
	for i := uint32(1); i < nodes[0].skip; i = nodes[i].skip {
		if nodeKinds[nodes[i].sym] != nReturn || n >= len(batch) || i+2 >= nodes[i].skip {
			return false
		}
		n++
	}
	if n != len(batch) {
		return false
	}
	n = 0
	for i := uint32(1); i < nodes[0].skip; i = nodes[i].skip {
		*batch[n].dst = *t.build(i + 2)
		n++
	}
	return true
}

// salvage takes apart the text buf[lo:hi] that the grammar rejects: at its operators, then at its parentheses, until
// the pieces parse. Assigning to something that is no lvalue is the one cause that is no error for us.
func (p *parser) salvage(lo, hi, depth int) *Expr {
	buf := p.out.buf
	for lo < hi && buf[lo] == ' ' {
		lo++
	}
	for hi > lo && buf[hi-1] == ' ' {
		hi--
	}
	if lo >= hi {
		return &Expr{Kind: Const}
	}
	at := func(i int) int { return int(p.out.tok[i]) }
	if depth > 0 {
		s := snippet{dst: &Expr{}, lo: returnLen, hi: returnLen + hi - lo}
		keep := p.out
		p.out = emitter{}
		p.out.put("return ", at0(keep.tok, lo))
		p.out.buf = append(append(p.out.buf, keep.buf[lo:hi]...), ';')
		p.out.tok = append(append(p.out.tok, keep.tok[lo:hi]...), keep.tok[hi-1])
		ok := p.parseText([]snippet{s})
		p.out = keep
		if ok {
			return s.dst
		}
	}
	x := p.newExpr(Opaque, at(lo), at(hi-1)+1)
	if depth > 50 {
		p.syntaxError(at(lo), "expression not understood")
		return x
	}
	level, last, split := 0, lo, -1
	var ops []int // where operators stand
	for i := lo; i < hi; i++ {
		switch c := buf[i]; {
		case c == '(' || c == '[':
			if level == 0 && c == '(' {
				split = i
			}
			level++
		case c == ')' || c == ']':
			level--
		case level == 0 && i+1 < hi && i > lo && buf[i+1] == ' ' && class[c]&cIdent == 0 && c != ' ' && class[buf[i-1]]&cSpace == 0:
			ops = append(ops, i)
		}
	}
	for _, i := range ops {
		if t := at(i); p.kind(t) == '=' || p.kind(t) == tAssign {
			b := i
			for b > lo && at(b-1) == t {
				b--
			}
			x.Kind, x.Name = Assign, p.str(t)
			x.Args = []*Expr{p.salvage(lo, b, depth+1), p.salvage(i+1, hi, depth+1)}
			return x
		}
	}
	p.syntaxError(at(lo), "expression not understood")
	switch {
	case len(ops) > 0:
		for _, i := range append(ops, hi) {
			if i > last {
				x.Args = append(x.Args, p.salvage(last, i, depth+1))
			}
			last = i + 1
		}
	case buf[hi-1] == ')' && split > lo:
		x.Kind = Call
		x.Args = []*Expr{p.salvage(lo, split, depth+1), p.salvage(split+1, hi-1, depth+1)}
	case buf[hi-1] == ')' && split == lo:
		return p.salvage(lo+1, hi-1, depth+1)
	case class[buf[lo]]&cIdent == 0:
		return p.salvage(lo+1, hi, depth+1)
	}
	return x
}

func at0(tok []int32, i int) int { return int(tok[i]) }
