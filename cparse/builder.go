package cparse

import "sort"

// builder turns the flattened tree of one item's text back into facts of the source.
type builder struct {
	p      *parser
	n      *normaliser
	nodes  []node
	behind []uint32 // the statements that the asides were written as
	fn     *Func
	sink   *sink
	base   uint8 // conditional depth of the item
	cond   uint8 // of the statement at hand
	deep   int
	elvis  int // how many a ?: b are being built
}

// sink collects the full expressions of a statement expression; without one they go to the function.
type sink struct{ exprs []*Expr }

// maxTree bounds how deep a tree is followed.
const maxTree = 1500

// src is where a place in the text is in the source.
func (b *builder) src(at uint32) uint32 {
	segs := b.n.segs
	i := 0
	if len(segs) > 1 {
		i = max(sort.Search(len(segs), func(i int) bool { return segs[i].out > at })-1, 0)
	}
	s := segs[i]
	if at < s.out {
		return s.src
	}
	return s.src + min(at-s.out, s.n)
}

// text is what a node stands for in the source.
func (b *builder) text(n *node) string {
	from, to := b.src(n.start), b.src(n.end)
	return b.p.text[from:max(from, to)]
}

// pos gives the place of a source offset in the facts.
func (b *builder) pos(src uint32) Pos {
	if b.p.fixed {
		return b.p.fixPos
	}
	return Pos(src)
}

func (b *builder) endPos(src uint32) Pos {
	if b.p.fixed {
		return b.p.fixEnd
	}
	return Pos(src)
}

// tokenAt is the index of the first token that begins at or behind a source offset.
func (b *builder) tokenAt(src uint32) int {
	toks := b.p.toks
	return sort.Search(len(toks), func(i int) bool { return toks[i].start >= src })
}

// node begins the expression for a node.
func (b *builder) node(n *node, k ExprKind) *Expr {
	return b.span(b.src(n.start), b.src(n.end), k)
}

func (b *builder) span(from, to uint32, k ExprKind) *Expr {
	x := b.p.alloc()
	x.Kind, x.Pos, x.End = k, b.pos(from), b.endPos(max(from, to))
	return x
}

// alloc cuts an expression from a slab.
func (p *parser) alloc() *Expr {
	if len(p.slab) == 0 {
		p.slab = make([]Expr, p.room(128))
	}
	x := &p.slab[0]
	p.slab = p.slab[1:]
	return x
}

// ptrs cuts an empty list with room for n from a slab.
func (p *parser) ptrs(n int) []*Expr {
	if len(p.ptrSlab) < n {
		p.ptrSlab = make([]*Expr, max(p.room(256), n))
	}
	s := p.ptrSlab[:0:n]
	p.ptrSlab = p.ptrSlab[n:]
	return s
}

func (p *parser) single(x *Expr) []*Expr  { return append(p.ptrs(1), x) }
func (p *parser) pair(x, y *Expr) []*Expr { return append(p.ptrs(2), x, y) }

// room is how much to get at a time: what a large file needs, less for the few tokens of a macro's expansion.
func (p *parser) room(most int) int { return min(max(len(p.toks), 4), most) }

// kids lists the first children of node i and tells how many there are.
func (b *builder) kids(i uint32) (k [5]uint32, n int) {
	for c := i + 1; c < b.nodes[i].skip; c = b.nodes[c].skip {
		if n < len(k) {
			k[n] = c
		}
		n++
	}
	return
}

func (b *builder) kind(i uint32) nodeKind { return nodeKinds[b.nodes[i].sym] }

// child is the first child of node i of that kind, 0 without one.
func (b *builder) child(i uint32, k nodeKind) uint32 {
	for c := i + 1; c < b.nodes[i].skip; c = b.nodes[c].skip {
		if b.kind(c) == k {
			return c
		}
	}
	return 0
}

// byteAt is the first byte of a node as it was written for the grammar.
func (b *builder) byteAt(i uint32) byte { return b.n.out[b.nodes[i].start] }

func (b *builder) markAt(n *node) (mark, bool) {
	if len(b.n.marks) == 0 {
		return mark{}, false
	}
	m, ok := b.n.marks[n.start]
	return m, ok
}
