package cparse

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
)

// maxFile is the size of the largest file that is parsed.
const maxFile = 16 << 20

// Parse cuts one C file into items and reads what they are. What functions do, initializers and the arguments of
// invocations are read when they are asked for, see [Func.Read]. It never fails: what it does not understand is recorded
// in Problems. It may be called from many goroutines at once.
func Parse(path string, src []byte) (f *File) {
	f = &File{Path: path, Size: uint32(min(len(src), 1<<31)), Lines: []Pos{0}}
	if len(src) > maxFile {
		f.Problems = []Problem{{Msg: fmt.Sprintf("file too large: %d bytes, the limit is %d", len(src), maxFile)}}
		return f
	}
	f.Lines = lineStarts(src)
	src = blankMark(src)
	defer func() {
		if r := recover(); r != nil {
			f.Problems = append(f.Problems, Problem{Msg: fmt.Sprintf("internal error: %v", r)})
		}
		sortFile(f)
	}()
	f.from = &source{text: string(src)}
	p := &parser{src: src, text: f.from.text, f: f, from: f.from, eng: engines.Get().(*engine)}
	defer p.eng.give()
	toks, guard := p.lex()
	c := findConditionals(src, toks, guard)
	p.multi = c.readings > 1
	if p.multi {
		p.seen = make(map[uint32][]extent)
	}
	for k := 0; k < c.readings; k++ {
		p.read(c, k)
		p.items(0, len(p.toks))
	}
	f.from.types = p.types
	if p.multi {
		mergeReadings(f)
	}
	return f
}

// read makes reading k the tokens to work on.
func (p *parser) read(c *conditionals, k int) {
	p.toks = c.reading(k, p.eng.scratch.read)
	if len(c.groups) > 0 {
		p.eng.scratch.read = p.toks
	}
	p.eng.match = matchBrackets(p.src, p.toks, p.eng.match)
	p.match = p.eng.match
	p.ifdefs = len(c.groups) > 0
}

// blankMark takes the byte order mark off a UTF-8 file's beginning, and makes blanks of NULs, as compilers do, keeping
// every offset.
func blankMark(src []byte) []byte {
	mark := bytes.HasPrefix(src, []byte("\xef\xbb\xbf"))
	nul := bytes.IndexByte(src, 0)
	if !mark && nul < 0 {
		return src
	}
	src = bytes.Clone(src)
	if mark {
		copy(src, "   ")
	}
	for ; nul >= 0 && nul < len(src); nul++ {
		if src[nul] == 0 {
			src[nul] = ' '
		}
	}
	return src
}

// lex runs the lexer and records what stands in directives and comments. guard says that the file's first conditional
// looks like an include guard.
func (p *parser) lex() (toks []tok, guard bool) {
	l := &lexer{src: p.src, toks: slices.Grow(p.eng.lexed[:0], len(p.src)/6+16)}
	defer func() { p.eng.lexed = l.toks }()
	var guardName string
	l.onDir = func(d directive) {
		switch d.name {
		case "include":
			if in, ok := parseInclude(p.src, d); ok {
				p.f.Includes = append(p.f.Includes, in)
			}
		case "define":
			if m, ok := parseDefine(p.src, d); ok {
				p.f.Macros = append(p.f.Macros, m)
			}
		}
	}
	l.onGuard = func(d directive) {
		if guardName == "" && len(l.toks) == 0 && len(p.f.Macros) == 0 && d.name == "ifndef" {
			guardName = string(bytes.TrimSpace(p.src[d.start:d.end]))
		}
	}
	l.onNote = func(s, e uint32) {
		if text := p.src[s:e]; bytes.Contains(text, pcmlintMark) {
			text = bytes.TrimSuffix(bytes.TrimLeft(text, "/*"), starSlash)
			p.f.Comments = append(p.f.Comments, Comment{Text: string(bytes.TrimSpace(text)), Pos: Pos(s), End: Pos(e)})
		}
	}
	l.run()
	for i := range p.f.Macros {
		if guardName != "" && p.f.Macros[i].Name == guardName {
			guard = true
		}
	}
	return l.toks, guard
}

var pcmlintMark = []byte("pcmlint:")

func lineStarts(src []byte) []Pos {
	out := make([]Pos, 1, bytes.Count(src, []byte{'\n'})+1)
	for i := 0; ; {
		n := bytes.IndexByte(src[i:], '\n')
		if n < 0 {
			return out
		}
		i += n + 1
		out = append(out, Pos(i))
	}
}

// Position returns the line and column of p, both counted from 1, the column in bytes.
func (f *File) Position(p Pos) (line, col int) {
	if len(f.Lines) == 0 {
		return 1, int(p) + 1
	}
	n := sort.Search(len(f.Lines), func(i int) bool { return f.Lines[i] > p })
	if n == 0 {
		return 1, int(p) + 1
	}
	return n, int(p-f.Lines[n-1]) + 1
}

// sortFile puts every list into source order.
func sortFile(f *File) {
	byPos := func(a, b Pos) int { return int(a) - int(b) }
	slices.SortStableFunc(f.Structs, func(a, b Struct) int { return byPos(a.Pos, b.Pos) })
	slices.SortStableFunc(f.Typedefs, func(a, b Typedef) int { return byPos(a.Pos, b.Pos) })
	slices.SortStableFunc(f.Funcs, func(a, b Func) int { return byPos(a.Pos, b.Pos) })
	slices.SortStableFunc(f.Protos, func(a, b Proto) int { return byPos(a.Pos, b.Pos) })
	slices.SortStableFunc(f.Vars, func(a, b Var) int { return byPos(a.Pos, b.Pos) })
	slices.SortStableFunc(f.TopCalls, func(a, b TopCall) int { return byPos(a.Pos, b.Pos) })
	slices.SortStableFunc(f.Problems, func(a, b Problem) int { return byPos(a.Pos, b.Pos) })
}

// dedupe drops later entries with an earlier one's key; merge, if given, adds the later one to the earlier one first.
func dedupe[T any, K comparable](list []T, key func(*T) K, merge func(into, from *T)) []T {
	at := make(map[K]int, len(list))
	out := list[:0]
	for i := range list {
		k := key(&list[i])
		if j, ok := at[k]; ok {
			if merge != nil {
				merge(&out[j], &list[i])
			}
			continue
		}
		at[k] = len(out)
		out = append(out, list[i])
	}
	return out
}

// mergeReadings unites what several readings of the file found.
func mergeReadings(f *File) {
	f.Structs = dedupe(f.Structs, func(s *Struct) Pos { return s.Pos }, func(a, b *Struct) {
		a.Fields = dedupe(append(a.Fields, b.Fields...), func(x *Field) Pos { return x.Pos }, nil)
	})
	f.Typedefs = dedupe(f.Typedefs, func(t *Typedef) Pos { return t.Pos }, nil)
	f.Protos = dedupe(f.Protos, func(t *Proto) Pos { return t.Pos }, nil)
	f.Vars = dedupe(f.Vars, func(v *Var) Pos { return v.Pos }, mergeVar)
	f.TopCalls = dedupe(f.TopCalls, func(c *TopCall) uint64 { return c.item.fingerprint(uint64(c.Pos)) }, nil)
	f.Problems = dedupe(f.Problems, func(c *Problem) Problem { return *c }, nil)
	f.Funcs = dedupe(f.Funcs, func(fn *Func) Pos { return fn.Pos }, func(a, b *Func) {
		a.Params = dedupe(append(a.Params, b.Params...), func(x *Param) Pos { return x.Pos }, nil)
		a.End = max(a.End, b.End)
		a.item = a.item.join(b.item)
	})
}

// mergeFunc adds what a reading of a function says. Several readings are united.
func mergeFunc(a, b *Func, several bool) {
	a.Locals = append(a.Locals, b.Locals...)
	a.Stmts = append(a.Stmts, b.Stmts...)
	a.Errors = max(a.Errors, b.Errors)
	if !several {
		return
	}
	a.Locals = dedupe(a.Locals, func(v *Var) Pos { return v.Pos }, mergeVar)
	slices.SortStableFunc(a.Locals, func(x, y Var) int { return int(x.Pos) - int(y.Pos) })
	a.Stmts = dedupe(a.Stmts, func(s *Stmt) uint64 { return fingerprint(s.X, uint64(s.Kind)+1) },
		func(x, y *Stmt) { x.Cond = min(x.Cond, y.Cond) })
	slices.SortStableFunc(a.Stmts, func(x, y Stmt) int { return int(x.X.Pos) - int(y.X.Pos) })
}

// fingerprint tells expressions apart by the place and kind of all their parts.
func fingerprint(x *Expr, h uint64) uint64 {
	if x == nil {
		return h
	}
	h = ((h^uint64(x.Pos))*1099511628211 ^ uint64(x.End)<<8 ^ uint64(x.Kind)) * 1099511628211
	for i, a := range x.Args {
		if i != 1 || a != x.Args[0] {
			h = fingerprint(a, h)
		}
	}
	return h
}

// mergeVar unites two readings of a variable: the elements of their initializers.
func mergeVar(a, b *Var) {
	a.End = max(a.End, b.End)
	if b.item != nil {
		a.item = a.item.join(b.item)
	}
	switch {
	case a.Init == nil:
		a.Init = b.Init
	case b.Init != nil && a.Init.Kind == InitList && b.Init.Kind == InitList:
		a.Init.Args = dedupe(append(a.Init.Args, b.Init.Args...), func(x **Expr) uint64 { return fingerprint(*x, 1) }, nil)
		slices.SortStableFunc(a.Init.Args, func(x, y *Expr) int { return int(x.Pos) - int(y.Pos) })
	}
}
