package cparse

import "slices"

// A normaliser writes the text of one item, in one reading of the file, as the plain C that tree-sitter's grammar knows.
// Every token keeps its place: what is not C is blanked, what has another form in the kernel's dialect is rewritten over
// its own bytes, and what the grammar has no room for (a type among the arguments, statements in an expression) becomes
// a name of the same length while its own text is read behind the item's, as an aside.
//
// It looks at one token after the other with the open brackets on a stack. What an expression or declaration means is
// left to the tree.
type normaliser struct {
	p     *parser
	out   []byte
	segs  []segment
	stack []frame
	marks map[uint32]mark  // by where in out what was rewritten begins
	fill  map[uint32][]Pos // by where in out a call's '(' is: where it has an argument without a token
	queue []aside
	depth int      // of the aside that is being written
	ends  []uint32 // where the text of each aside ends
	begin uint32   // where the segment that is being written begins in out
	seg   segment
}

// A segment says which stretch of the source a stretch of the text is.
type segment struct{ out, src, n uint32 }

// A mark says what a rewritten stretch of the source stands for.
type mark struct {
	kind markKind
	a, b int // its tokens
	// aside: the index of the text behind the item that it is read as
	aside int
}

type markKind uint8

const (
	markCast  markKind = iota + 1 // (name)x, written as a unary operator
	markAside                     // read behind the item
	markCall                      // the parentheses of a statement macro written as those of a while
)

// asideKind tells what an aside is read as.
type asideKind uint8

const (
	asideType asideKind = iota
	asideStmts
	asideList // elements of an initializer without the braces
)

type aside struct {
	kind  asideKind
	a, b  int
	depth int // how many asides it lies in
}

// ctx is what the tokens between two brackets are.
type ctx uint8

const (
	inBlock   ctx = iota // statements
	inHead               // the parentheses of if, while, switch
	inForHead            // those of for
	inGroup              // parentheses around an expression
	inCall               // arguments
	inIndex
	inList   // an initializer
	inFields // members of a struct
	inParams // parameters of a function
	inInner  // the parentheses of a declarator
	inPlain  // the text as a whole: an expression
)

// frame is one open bracket.
type frame struct {
	in    ctx
	shut  int  // its partner's token
	after then // what follows it
	// the state of what is being read inside it
	start bool // a statement, an argument, an element or a member may begin here
	want  bool // an operand is due
	decl  bool // a declaration's specifiers and declarators
	base  bool // its type was seen
	named bool // the declarator's name was seen
	elem  int  // where the element began
	macro bool // of inCall: the parentheses of a statement macro
	typed bool // of inCall: _Generic
}

type then uint8

const (
	thenOperator then = iota // an operand ends here
	thenStatement
	thenEnd  // a statement ends here: ';' is to be put
	thenDecl // a declaration goes on
)

func (n *normaliser) top() *frame { return &n.stack[len(n.stack)-1] }

// open begins a segment for the source from token a to token b, with text before and behind it.
func (n *normaliser) open(prefix string, a, b int, suffix string) {
	p := n.p
	lo, hi := uint32(0), uint32(0)
	if a < b {
		lo, hi = p.toks[a].start, p.toks[b-1].end
	} else if a < len(p.toks) {
		lo, hi = p.toks[a].start, p.toks[a].start
	}
	n.out = append(n.out, prefix...)
	n.begin = uint32(len(n.out))
	n.seg = segment{out: n.begin, src: lo, n: hi - lo}
	n.segs = append(n.segs, n.seg)
	n.out = slices.Grow(n.out, int(hi-lo)+len(suffix))
	n.out = n.out[:int(n.begin+hi-lo)]
	blank(n.out[n.begin:])
	n.out = append(n.out, suffix...)
}

func blank(b []byte) {
	for i := range b {
		b[i] = ' '
	}
}

// at is where a source offset is in out.
func (n *normaliser) at(src uint32) uint32 { return n.begin + src - n.seg.src }

// copy writes token i as it is.
func (n *normaliser) copy(i int) {
	t := n.p.toks[i]
	copy(n.out[n.at(t.start):], n.p.text[t.start:t.end])
}

// cover writes one byte over the tokens i to j and all between them.
func (n *normaliser) cover(i, j int, c byte) {
	b := n.out[n.at(n.p.toks[i].start):n.at(n.p.toks[max(i, j)].end)]
	for i := range b {
		b[i] = c
	}
}

// write writes s from the beginning of token i on; it must fit.
func (n *normaliser) write(i int, s string) { copy(n.out[n.at(n.p.toks[i].start):], s) }

// gap puts one byte behind token i when there is room before the next one.
func (n *normaliser) gap(i int, c byte) bool {
	end := n.p.toks[i].end
	if i+1 < len(n.p.toks) && n.p.toks[i+1].start == end || end-n.seg.src >= n.seg.n {
		return false
	}
	n.out[n.at(end)] = c
	return true
}

func (n *normaliser) mark(i int, m mark) {
	if n.marks == nil {
		n.marks = make(map[uint32]mark)
	}
	n.marks[n.at(n.p.toks[i].start)] = m
}

// maxAsides bounds how often an aside is set aside within an aside: each is written once more for it.
const maxAsides = 12

// setAside writes a name over the tokens a to b (exclusive) and queues them for being read behind the item.
func (n *normaliser) setAside(kind asideKind, a, b int, inner aside) {
	if n.depth >= maxAsides {
		n.cover(a, b-1, '1')
		n.p.problem(a, a+1, "nested too deep")
		return
	}
	n.cover(a, b-1, 'x')
	inner.kind, inner.depth = kind, n.depth+1
	n.mark(a, mark{kind: markAside, a: a, b: b, aside: len(n.queue)})
	n.queue = append(n.queue, inner)
}

// asides writes what was set aside behind the text, each as a statement of a function of its own.
func (n *normaliser) asides() {
	if len(n.queue) == 0 {
		return
	}
	n.out = append(n.out, "\nvoid x(){"...)
	for i := 0; i < len(n.queue); i++ {
		q := n.queue[i]
		n.depth = q.depth
		switch q.kind {
		case asideType:
			n.open("sizeof(", q.a, q.b, ");")
			n.typeWords(q.a, q.b)
		case asideStmts:
			n.open("{", q.a, q.b, ";}")
			n.scan(q.a, q.b, frame{in: inBlock, start: true})
		case asideList:
			n.open("int x[]={", q.a, q.b, "};")
			n.scan(q.a, q.b, frame{in: inList, start: true, want: true, elem: q.a})
		}
		n.ends = append(n.ends, uint32(len(n.out)))
	}
	n.out = append(n.out, '}')
}

// scan writes the tokens a to b.
func (n *normaliser) scan(a, b int, outer frame) {
	outer.shut = b
	n.stack = append(n.stack[:0], outer)
	for i := a; i < b; {
		next := n.step(i)
		if next <= i {
			next = i + 1
		}
		i = next
	}
}

// step writes the token at i and returns the index of the next one.
func (n *normaliser) step(i int) int {
	f := n.top()
	if i == f.shut {
		return n.close(i)
	}
	switch f.in {
	case inBlock, inForHead:
		if f.start {
			return n.statement(i)
		}
		if f.decl {
			return n.declWord(i)
		}
	case inFields:
		if f.start {
			return n.member(i)
		}
		return n.declWord(i)
	case inParams, inInner:
		return n.declWord(i)
	case inCall:
		if f.start {
			f.start = false
			if next := n.argument(i); next > i {
				return next
			}
		}
	case inList:
		if f.start {
			f.start = false
			f.elem = i
			if next := n.element(i); next > i {
				return next
			}
		}
	}
	if f.want {
		return n.operand(i)
	}
	return n.operator(i)
}

// push opens the bracket at i. What is nested too deep is left out.
func (n *normaliser) push(i, shut int, f frame) int {
	n.copy(i)
	f.shut = shut
	if len(n.stack) > maxDepth && shut > i+1 {
		n.p.problem(i, i+1, "nested too deep")
		if f.in != inBlock && f.in != inList && f.in != inFields {
			n.cover(i+1, i+1, '1')
		}
		n.stack = append(n.stack, f)
		return shut
	}
	n.stack = append(n.stack, f)
	return i + 1
}

// close writes the closing bracket of the innermost frame.
func (n *normaliser) close(i int) int {
	f := *n.top()
	n.stack = n.stack[:len(n.stack)-1]
	if f.in == inBlock && !f.start { // the last statement lacks its ';'
		n.gap(i-1, ';')
	}
	n.copy(i)
	out := n.top()
	switch f.after {
	case thenOperator:
		out.want = false
	case thenStatement:
		out.start = true
	case thenEnd:
		n.gap(i, ';')
		out.start = true
	case thenDecl:
	}
	return i + 1
}

// limit is the token before which whatever begins in the innermost frame ends.
func (n *normaliser) limit() int { return n.top().shut }
