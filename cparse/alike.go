package cparse

import (
	"bytes"
	"slices"
)

// A Move says where the places of one text are in another one: up to At they moved by Before bytes, behind it by After.
type Move struct {
	At            Pos
	Before, After int
}

// To is where a place is now.
func (m Move) To(p Pos) Pos {
	if p <= m.At {
		return Pos(int(p) + m.Before)
	}
	return Pos(int(p) + m.After)
}

// Func tells whether two definitions say the same but for their places, which moved so.
func (m Move) Func(a, b *Func) bool {
	if !SameHead(a, b) || m.To(a.Pos) != b.Pos || m.To(a.End) != b.End ||
		!slices.EqualFunc(a.Params, b.Params, func(x, y Param) bool { return m.To(x.Pos) == y.Pos }) {
		return false
	}
	if a.item != nil || b.item != nil {
		return m.item(a.item, b.item)
	}
	return a.Errors == b.Errors && sameItems(a.Locals, b.Locals, m.Var) && sameItems(a.Stmts, b.Stmts, m.stmt)
}

// SameHead tells whether two definitions are of the same function with the same parameters, wherever they are and
// whatever they do.
func SameHead(a, b *Func) bool {
	return a.Name == b.Name && a.Static == b.Static && a.Inline == b.Inline && a.Ret == b.Ret &&
		slices.EqualFunc(a.Params, b.Params, func(x, y Param) bool { return x.Name == y.Name && x.Type == y.Type })
}

// item tells whether two items consist of the same tokens: then they say the same, and need not be read to know it.
func (m Move) item(a, b *item) bool {
	ea, eb := engines.Get().(*engine), engines.Get().(*engine)
	defer ea.give()
	defer eb.give()
	for ; a != nil && b != nil; a, b = a.more, b.more {
		was, is := a.tokens(ea), b.tokens(eb)
		if a.kind != b.kind || a.multi != b.multi || !slices.EqualFunc(was, is, func(x, y tok) bool {
			return x.kind == y.kind && x.ifd == y.ifd && m.To(Pos(x.start)) == Pos(y.start) &&
				a.from.text[x.start:x.end] == b.from.text[y.start:y.end]
		}) {
			return false
		}
	}
	return a == nil && b == nil
}

func sameDeclaration(a, b Var) bool {
	return a.Name == b.Name && a.Type == b.Type && a.Static == b.Static && a.Extern == b.Extern && a.Ifdef == b.Ifdef &&
		a.Cond == b.Cond && a.Initialized() == b.Initialized()
}

// Var is like Func.
func (m Move) Var(a, b *Var) bool {
	if !sameDeclaration(*a, *b) || m.To(a.Pos) != b.Pos || m.To(a.End) != b.End {
		return false
	}
	if a.item != nil || b.item != nil {
		return m.item(a.item, b.item)
	}
	return m.expr(a.Init, b.Init)
}

// TopCall is like Func.
func (m Move) TopCall(a, b *TopCall) bool {
	if a.Name != b.Name || a.Static != b.Static || m.To(a.Pos) != b.Pos || m.To(a.End) != b.End {
		return false
	}
	if a.item != nil || b.item != nil {
		return m.item(a.item, b.item)
	}
	return slices.EqualFunc(a.Args, b.Args, m.expr)
}

func (m Move) stmt(a, b *Stmt) bool {
	return a.Kind == b.Kind && a.Cond == b.Cond && a.Ifdef == b.Ifdef && m.expr(a.X, b.X)
}

func (m Move) expr(a, b *Expr) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Kind != b.Kind || a.Arrow != b.Arrow || a.Desig != b.Desig || a.Ifdef != b.Ifdef || a.Name != b.Name ||
		m.To(a.Pos) != b.Pos || m.To(a.End) != b.End || len(a.Args) != len(b.Args) ||
		a.Type != b.Type && (a.Type == nil || b.Type == nil || *a.Type != *b.Type) {
		return false
	}
	for i := range a.Args {
		if !m.expr(a.Args[i], b.Args[i]) {
			return false
		}
	}
	return true
}

// SameDeclarations tells whether two files declare the same beside functions, variables and invocations, whose order and
// number are the same as well.
func SameDeclarations(a, b *File) bool {
	return len(a.Funcs) == len(b.Funcs) && len(a.Vars) == len(b.Vars) && len(a.TopCalls) == len(b.TopCalls) &&
		slices.EqualFunc(a.Includes, b.Includes, func(x, y Include) bool { return x.Path == y.Path && x.System == y.System }) &&
		slices.EqualFunc(a.Macros, b.Macros, func(x, y Macro) bool {
			return x.Name == y.Name && x.FuncLike == y.FuncLike && x.Body == y.Body && slices.Equal(x.Params, y.Params)
		}) &&
		slices.EqualFunc(a.Structs, b.Structs, func(x, y Struct) bool {
			return x.Tag == y.Tag && x.Union == y.Union &&
				slices.EqualFunc(x.Fields, y.Fields, func(f, g Field) bool { return f.Name == g.Name && f.Type == g.Type })
		}) &&
		slices.EqualFunc(a.Typedefs, b.Typedefs, func(x, y Typedef) bool { return x.Name == y.Name && x.Type == y.Type }) &&
		slices.EqualFunc(a.Protos, b.Protos, func(x, y Proto) bool {
			return x.Name == y.Name && x.Ret == y.Ret && x.Static == y.Static
		})
}

func sameItems[T any](a, b []T, same func(*T, *T) bool) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !same(&a[i], &b[i]) {
			return false
		}
	}
	return true
}

// InComment tells whether a stretch of a text that begins outside of comments and strings lies within one comment,
// behind its beginning and before its end.
func InComment(text []byte, from, to int) bool {
	for i := 0; i < len(text) && i < from; {
		switch c := text[i]; {
		case c == '"' || c == '\'':
			i = behindQuote(text, i)
		case c == '/' && i+1 < len(text) && text[i+1] == '*':
			end := bytes.Index(text[i+2:], []byte("*/"))
			if end < 0 {
				return false
			}
			end += i + 2
			if from >= i+2 {
				if from <= end {
					return to <= end
				}
			}
			i = end + 2
		case c == '/' && i+1 < len(text) && text[i+1] == '/':
			end := bytes.IndexByte(text[i:], '\n')
			if end < 0 {
				return false
			}
			if end += i; from >= i+2 && from <= end {
				return to <= end && text[end-1] != '\\'
			}
			i = end
		default:
			i++
		}
	}
	return false
}

// behindQuote gives the place behind a string or character that begins at i.
func behindQuote(text []byte, i int) int {
	for n := i + 1; n < len(text); n++ {
		switch text[n] {
		case '\\':
			n++
		case text[i], '\n':
			return n + 1
		}
	}
	return len(text)
}
