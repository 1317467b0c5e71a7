package cparse

import (
	"slices"
	"strings"
)

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
