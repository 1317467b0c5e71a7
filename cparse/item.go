package cparse

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unsafe"
)

// source is what the items of one file share.
type source struct {
	text   string
	types  map[string]bool
	keeper Keeper
	names  []byte // of types, joined
	once   sync.Once
	fixed  bool // of the expansion of a macro: every position is that of the invocation
	at     Pos
	end    Pos
}

// bytes is the text without a copy. Nobody writes to it.
func (s *source) bytes() []byte { return unsafe.Slice(unsafe.StringData(s.text), len(s.text)) }

// itemKind tells what an item's tokens are read as.
type itemKind uint8

const (
	itemBody itemKind = iota // the braces of a function
	itemInit                 // what stands behind '='
	itemArgs                 // the parentheses of an invocation at file scope
)

// item is what is read of a function, a variable or an invocation when somebody asks for it: its tokens in each reading
// of the file.
type item struct {
	from       *source
	kind       itemKind
	start, end uint32
	toks       []tok // only when conditionals lie between them: otherwise they are lexed again
	multi      bool  // the file has several readings
	more       *item // the same in another reading
	once       sync.Once
	inside     File // structs and typedefs that are declared inside it, and its problems
}

// later makes toks[a:b] an item that is read when it is asked for.
func (p *parser) later(kind itemKind, a, b int) *item {
	b = min(b, len(p.toks))
	if a >= b || p.from == nil {
		return nil
	}
	it := &item{from: p.from, kind: kind, start: p.toks[a].start, end: p.toks[b-1].end, multi: p.multi}
	if p.ifdefs {
		depth := p.toks[a].ifd
		for _, t := range p.toks[a:b] {
			if t.ifd != depth || p.multi {
				it.toks = slices.Clone(p.toks[a:b])
				break
			}
		}
	}
	return it
}

// join adds the same item in another reading.
func (it *item) join(other *item) *item {
	if it == nil || it == other {
		return other
	}
	for last := it; other != nil; last = last.more {
		if last.more == nil {
			last.more = other
			break
		}
	}
	return it
}

// tokens gives the item's tokens, from the memory of an engine unless they are kept.
func (it *item) tokens(e *engine) []tok {
	if it.toks != nil {
		return it.toks
	}
	l := &lexer{src: it.from.bytes()[:it.end], toks: e.lexed[:0]}
	l.onDir = func(directive) {}
	l.runFrom(int(it.start))
	e.lexed = l.toks
	return slices.DeleteFunc(l.toks, func(t tok) bool { return isPP(t.kind) })
}

// parser prepares for reading the item in one of its readings.
func (it *item) parser(e *engine) *parser {
	p := &parser{src: it.from.bytes(), text: it.from.text, f: &File{}, from: it.from, types: it.from.types, eng: e, multi: it.multi,
		fixed: it.from.fixed, fixPos: it.from.at, fixEnd: it.from.end}
	p.toks = it.tokens(e)
	for i := range p.toks {
		if p.toks[i].ifd > 0 {
			p.ifdefs = true
			break
		}
	}
	e.match = matchBrackets(p.src, p.toks, e.match)
	p.match = e.match
	return p
}

// said is what an item says: a function's body, a variable's value or an invocation's arguments.
type said struct {
	fn     Func    // of a body: Locals, Stmts and Errors
	init   *Expr   // of an initializer
	args   []*Expr // of an invocation
	inside File    // Structs, Typedefs and Problems
}

// read gives what the item, the body of a function or something else, says. What is remembered of it is not parsed again.
func (it *item) read(fn string) *said {
	var s *said
	if it.from.keeper == nil || it.from.fixed || it.end-it.start < minRemembered {
		s = it.parse()
	} else {
		key := it.key()
		if s = it.recall(key); s == nil {
			s = it.parse()
			it.remember(key, s)
		}
	}
	for i := range s.inside.Problems {
		s.inside.Problems[i].Func = fn
	}
	return s
}

// parse parses each reading of the item.
func (it *item) parse() *said {
	e := engines.Get().(*engine)
	defer e.give()
	s := &said{}
	for x := it; x != nil; x = x.more {
		p := x.parser(e)
		x.parseReading(p, it.more != nil, s)
		s.inside.Structs = append(s.inside.Structs, p.f.Structs...)
		s.inside.Typedefs = append(s.inside.Typedefs, p.f.Typedefs...)
		s.inside.Problems = append(s.inside.Problems, p.f.Problems...)
	}
	if it.more != nil {
		mergeReadings(&s.inside)
	}
	return s
}

// parseReading adds what one reading of the item, of several or not, says.
func (it *item) parseReading(p *parser, several bool, s *said) {
	defer func() {
		if r := recover(); r != nil {
			p.f.Problems = append(p.f.Problems, Problem{Pos: p.pos(0), End: p.endPos(len(p.toks) - 1), Msg: fmt.Sprintf("internal error: %v", r)})
		}
	}()
	if len(p.toks) == 0 {
		return
	}
	switch it.kind {
	case itemBody:
		part := Func{}
		p.body(&part)
		part.Errors = len(p.f.Problems)
		mergeFunc(&s.fn, &part, several)
	case itemInit:
		v := Var{Init: s.init}
		mergeVar(&v, &Var{Init: p.initializer()})
		s.init = v.Init
	case itemArgs:
		s.args = p.arguments()
	}
}

// Read fills in Locals, Stmts and Errors: a function's body is read when it is first asked for. Whoever looks at them
// calls it first; any number of goroutines may. It returns the structs and typedefs that are declared inside.
func (f *Func) Read() *File {
	it := f.item
	if it == nil {
		return &File{}
	}
	whole := f.of
	if whole == nil {
		whole = f
	}
	it.once.Do(func() {
		s := it.read(f.Name)
		whole.Locals, whole.Stmts, whole.Errors = s.fn.Locals, s.fn.Stmts, s.fn.Errors
		it.inside = s.inside
	})
	if f != whole {
		f.Locals, f.Stmts, f.Errors = whole.Locals, whole.Stmts, whole.Errors
	}
	return &it.inside
}

// Renamed is a copy of the definition for a function that a macro names. What the definition does is read for both; others
// may be reading it now.
func (f *Func) Renamed(name string) *Func {
	c := &Func{Name: name, Static: f.Static, Inline: f.Inline, Ret: f.Ret, Params: f.Params, Pos: f.Pos, End: f.End, item: f.item, of: f.of}
	if c.of == nil {
		c.of = f
	}
	if f.item == nil {
		c.Locals, c.Stmts, c.Errors = f.Locals, f.Stmts, f.Errors
	}
	return c
}

// Is tells whether f is that definition, or a copy of it that was [Func.Renamed].
func (f *Func) Is(d *Func) bool { return f == d || f.of == d }

// Initialized tells whether the variable has an initializer.
func (v *Var) Initialized() bool { return v.item != nil || v.Init != nil }

// Read fills in Init, like [Func.Read].
func (v *Var) Read() *File {
	it := v.item
	if it == nil {
		return &File{}
	}
	it.once.Do(func() {
		s := it.read("")
		v.Init, it.inside = s.init, s.inside
		if v.Init == nil {
			v.Init = &Expr{Kind: Opaque, Pos: v.Pos, End: v.End}
		}
	})
	return &it.inside
}

// Read fills in Args, like [Func.Read].
func (t *TopCall) Read() *File {
	it := t.item
	if it == nil {
		return &File{}
	}
	it.once.Do(func() {
		s := it.read("")
		t.Args, it.inside = s.args, s.inside
	})
	return &it.inside
}

// Read reads all that the file says, and lists what is declared and not understood inside of functions with the rest.
// It is not for a File that several goroutines share.
func (f *File) Read() *File {
	add := func(in *File) {
		f.Structs = append(f.Structs, in.Structs...)
		f.Typedefs = append(f.Typedefs, in.Typedefs...)
		f.Problems = append(f.Problems, in.Problems...)
	}
	for i := range f.Funcs {
		add(f.Funcs[i].Read())
		f.Funcs[i].item = nil
	}
	for i := range f.Vars {
		add(f.Vars[i].Read())
		f.Vars[i].item = nil
	}
	for i := range f.TopCalls {
		add(f.TopCalls[i].Read())
		f.TopCalls[i].item = nil
	}
	sortFile(f)
	return f
}

// Lost counts what is not understood of either of two versions of a file. Items that both of them have are left out.
func Lost(before, after []byte) (was, is int) {
	a, b := Parse("", before), Parse("", after)
	was, is = len(a.Problems), len(b.Problems)
	common := map[string]int{}
	for _, it := range a.later() {
		common[it.content()]++
	}
	for _, it := range b.later() {
		if common[it.content()]--; common[it.content()] < 0 {
			is += it.lost()
		}
	}
	for _, it := range a.later() {
		if common[it.content()]--; common[it.content()] >= 0 {
			was += it.lost()
		}
	}
	return was, is
}

// later lists the items that are read when somebody asks for them.
func (f *File) later() []*item {
	var out []*item
	for i := range f.Funcs {
		out = append(out, f.Funcs[i].item)
	}
	for i := range f.Vars {
		out = append(out, f.Vars[i].item)
	}
	for i := range f.TopCalls {
		out = append(out, f.TopCalls[i].item)
	}
	return slices.DeleteFunc(out, func(it *item) bool { return it == nil })
}

// content is the text of an item.
func (it *item) content() string { return it.from.text[it.start:it.end] }

// lost counts what is not understood of an item.
func (it *item) lost() int { return len(it.parse().inside.Problems) }

// Words calls name with the names that the function mentions, some of them more than once, and tells whether it has a
// brace initializer with an element that names no member. The body is not read for it.
func (f *Func) Words(name func(string, WordKind)) (braced bool) {
	name(f.Name, WordPlain)
	if f.item != nil {
		return f.item.words(name)
	}
	w := speaker{name: name}
	for i := range f.Locals {
		if v := &f.Locals[i]; v.Init != nil {
			name(v.Name, WordPlain)
			w.expr(v.Init)
		}
	}
	for i := range f.Stmts {
		w.expr(f.Stmts[i].X)
	}
	return w.braced
}

// Words is like [Func.Words], for an initialized variable.
func (v *Var) Words(name func(string, WordKind)) (braced bool) {
	name(v.Name, WordPlain)
	if v.item != nil {
		return v.item.words(name)
	}
	w := speaker{name: name}
	w.expr(v.Init)
	return w.braced
}

// Words is like [Func.Words], for an invocation.
func (t *TopCall) Words(name func(string, WordKind)) (braced bool) {
	name(t.Name, WordPlain)
	if t.item != nil {
		return t.item.words(name)
	}
	w := speaker{name: name}
	for _, a := range t.Args {
		w.expr(a)
	}
	return w.braced
}

// speaker tells which names expressions mention.
type speaker struct {
	name   func(string, WordKind)
	braced bool
}

func (s *speaker) expr(e *Expr) {
	if e == nil {
		return
	}
	switch e.Kind {
	case Ident:
		s.name(e.Name, WordPlain|WordArgument)
	case Member:
		s.name(e.Name, WordMember|WordStored)
	case InitElem:
		if e.Name != "" {
			s.name(e.Name, WordMember|WordStored)
		} else {
			s.braced = true
		}
	}
	for _, a := range e.Args {
		s.expr(a)
	}
}

func (it *item) words(name func(string, WordKind)) (braced bool) {
	e := engines.Get().(*engine)
	defer e.give()
	for x := it; x != nil; x = x.more {
		b := braces{text: x.from.text, toks: x.tokens(e)}
		for i, t := range b.toks {
			if t.kind == tIdent {
				b.mention(i, name)
			}
			b.see(i)
		}
		braced = braced || b.positional
	}
	return braced
}

// braces finds out whether a list in braces has an element without a designator.
type braces struct {
	text       string
	toks       []tok
	open       []openBracket
	positional bool
}

// mention names the identifier at i, unless it can only be a type or a label. A tag is named with its keyword.
func (b *braces) mention(i int, name func(string, WordKind)) {
	from, to := b.toks[i].start, b.toks[i].end
	if i > 0 {
		switch b.toks[i-1].kind {
		case tStruct, tUnion:
			if s := b.text[b.toks[i-1].start:to]; s[len(s)-int(to-from)-1] == ' ' {
				name(s, WordPlain)
			}
			return
		case tEnum, tGoto:
			return
		}
	}
	if i+1 < len(b.toks) && b.toks[i+1].kind == tIdent && strings.IndexByte(b.text[to:b.toks[i+1].start], '\n') < 0 {
		return // a type before a name
	}
	name(b.text[from:to], b.wordKind(i))
}

// WordKind says what a name is where it is mentioned.
type WordKind uint8

// A name is a member behind . or -> and as a designator. A name that makes up an argument may be anything to a macro.
const (
	WordPlain WordKind = 1 << iota
	WordMember
	WordArgument
	WordStored // a member that an assignment may follow
	WordPassed // a member that ends an argument
)

func (b *braces) wordKind(i int) WordKind {
	var before, behind tk
	if i > 0 {
		before = b.toks[i-1].kind
	}
	if i+1 < len(b.toks) {
		behind = b.toks[i+1].kind
	}
	switch {
	case before == '.' || before == tArrow:
		switch behind {
		case '=':
			return WordMember | WordStored
		case '[':
			return WordMember | b.element(i+1)
		case ',', ')':
			return WordMember | WordPassed
		}
		return WordMember
	case behind == ':':
		return WordPlain | WordMember | WordStored
	case (before == '(' || before == ',') && (behind == ')' || behind == ','):
		return WordArgument
	}
	return WordPlain
}

// maxIndex is how far an index is looked over for what stands behind it.
const maxIndex = 60

// element tells what the index at i, and others behind it, may make of a member: x->a[i] = y stores.
func (b *braces) element(i int) WordKind {
	depth := 0
	for end := min(len(b.toks)-1, i+maxIndex); i < end; i++ {
		switch b.toks[i].kind {
		case '[':
			depth++
		case ']':
			depth--
		}
		if depth > 0 {
			continue
		}
		switch b.toks[i+1].kind {
		case '[':
			continue
		case '=':
			return WordStored
		case ',', ')':
			return WordPassed
		}
		return 0
	}
	return WordStored
}

type openBracket struct {
	kind tk
	list bool
}

// see takes the next token.
func (b *braces) see(i int) {
	k := b.toks[i].kind
	if n := len(b.open); n > 0 && b.open[n-1].list && i > 0 && (b.toks[i-1].kind == ',' || b.toks[i-1].kind == '{') && k != '}' && k != '.' {
		b.positional = b.positional || k != tIdent || i+1 >= len(b.toks) || b.toks[i+1].kind != ':'
	}
	switch k {
	case '(', '[':
		b.open = append(b.open, openBracket{kind: k})
	case '{':
		b.open = append(b.open, openBracket{k, b.isList(i)})
	case ')', ']', '}':
		if n := len(b.open); n > 0 {
			b.open = b.open[:n-1]
		}
	}
}

// isList tells a list from a block by what stands before its brace, and inside.
func (b *braces) isList(i int) bool {
	if i == 0 {
		return b.outerList(i)
	}
	switch b.toks[i-1].kind {
	case '=', ']':
		return true
	case ',', '(', ')':
		return b.outerList(i)
	case '{':
		n := len(b.open)
		return n > 0 && b.open[n-1].list
	}
	return false
}

// maxList is how far a brace that may begin a list is looked into.
const maxList = 4000

// outerList says that no statement stands between the brace at i and its partner.
func (b *braces) outerList(i int) bool {
	depth := 0
	for end := min(len(b.toks), i+maxList); i < end; i++ {
		switch b.toks[i].kind {
		case '{', '(', '[':
			depth++
		case '}', ')', ']':
			if depth--; depth == 0 {
				return true
			}
		case ';':
			return false
		}
	}
	return true
}

// fingerprint tells items at the same place apart by their tokens.
func (it *item) fingerprint(h uint64) uint64 {
	if it == nil {
		return h
	}
	h = (h*1099511628211 ^ uint64(it.end)) * 1099511628211
	for _, t := range it.toks {
		h = (h ^ uint64(t.start)) * 1099511628211
	}
	return h
}
