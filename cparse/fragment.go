package cparse

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

// FragmentKind tells what the text of an expanded macro stands for.
type FragmentKind uint8

const (
	FragmentItems FragmentKind = iota // declarations and definitions
	FragmentStmts                     // a statement list; the result is in Funcs[0].Stmts and Locals
	FragmentExpr                      // one expression; the result is Funcs[0].Stmts[0].X
	FragmentInit                      // a brace initializer or an expression; the result is Funcs[0].Stmts[0].X
)

// ParseFragment parses the text that a macro invocation expands to. Every position in the result is at or end, the
// span of the invocation; a struct without a tag is "@AT.N" instead of "@N". Funcs has exactly one entry, without a
// name, except for FragmentItems.
func ParseFragment(kind FragmentKind, text string, at, end Pos) *File {
	if kind == FragmentItems || len(text) > maxKept {
		return parseFragment(kind, text, at, end)
	}
	// A driver's macros expand to the same few texts again and again.
	key := keptFragment{kind, text}
	v, known := fragments.Load(key)
	if !known {
		f := parseFragment(kind, text, 0, 1)
		if len(f.Structs) > 0 || len(f.Typedefs) > 0 { // named after where they are
			return parseFragment(kind, text, at, end)
		}
		v = f
		if fragmentCount.Add(1) <= maxFragments {
			fragments.Store(key, f)
		}
	}
	return placed{at, end}.file(v.(*File))
}

type keptFragment struct {
	kind FragmentKind
	text string
}

var (
	fragments     sync.Map
	fragmentCount atomic.Int64
)

const (
	maxKept      = 400  // bytes of an expansion that is kept
	maxFragments = 8192 // that are kept
)

// placed copies what an expansion says to the place of another invocation. Of what was kept all positions are 0 or 1.
type placed [2]Pos

func (at placed) file(f *File) *File {
	out := &File{Problems: slices.Clone(f.Problems), Funcs: make([]Func, 1)}
	for i := range out.Problems {
		out.Problems[i].Pos, out.Problems[i].End = at[out.Problems[i].Pos], at[out.Problems[i].End]
	}
	fn := &out.Funcs[0]
	*fn = f.Funcs[0]
	fn.Pos, fn.End = at[fn.Pos], at[fn.End]
	fn.Locals, fn.Stmts = slices.Clone(fn.Locals), slices.Clone(fn.Stmts)
	for i := range fn.Locals {
		v := &fn.Locals[i]
		v.Pos, v.End, v.Init = at[v.Pos], at[v.End], at.expr(v.Init)
	}
	for i := range fn.Stmts {
		fn.Stmts[i].X = at.expr(fn.Stmts[i].X)
	}
	return out
}

func (at placed) expr(e *Expr) *Expr {
	if e == nil {
		return nil
	}
	c := *e
	c.Pos, c.End = at[e.Pos], at[e.End]
	if len(e.Args) > 0 {
		c.Args = make([]*Expr, len(e.Args))
		for i, a := range e.Args {
			if e.Kind == Cond && i == 1 && a == e.Args[0] {
				c.Args[1] = c.Args[0] // a ?: b
			} else {
				c.Args[i] = at.expr(a)
			}
		}
	}
	return &c
}

func parseFragment(kind FragmentKind, text string, at, end Pos) (f *File) {
	f = &File{}
	defer func() {
		if r := recover(); r != nil {
			f.Problems = append(f.Problems, Problem{Pos: at, End: end, Msg: fmt.Sprintf("internal error: %v", r)})
		}
		if kind != FragmentItems && len(f.Funcs) == 0 {
			f.Funcs = []Func{{Pos: at, End: end}}
		}
	}()
	if len(text) > maxFile {
		f.Problems = []Problem{{Pos: at, End: end, Msg: "expansion too large"}}
		return f
	}
	if kind == FragmentStmts {
		text = "{" + text + ";\n}"
	}
	from := &source{text: text, fixed: true, at: at, end: end}
	p := &parser{src: []byte(text), text: text, f: f, from: from, fixed: true, fixPos: at, fixEnd: end, eng: engines.Get().(*engine)}
	defer p.eng.give()
	toks, _ := p.lex()
	p.read(findConditionals(p.src, toks, false), 0)
	if len(p.toks) == 0 {
		return f
	}
	n := len(p.toks)
	switch kind {
	case FragmentItems:
		p.items(0, n)
		from.types = p.types
	case FragmentStmts:
		fn := Func{Pos: at, End: end}
		p.bodyOf(&fn, 0, n-1)
		fn.Errors = len(f.Problems)
		f.Funcs = append(f.Funcs, fn)
	default:
		fn := Func{Pos: at, End: end}
		for n > 1 && p.kind(n-1) == ';' {
			n--
		}
		var x *Expr
		if kind == FragmentInit {
			x = p.initOf(0, n)
		} else {
			x = p.argument(0, n)
		}
		fn.Stmts = []Stmt{{X: x}}
		f.Funcs = append(f.Funcs, fn)
	}
	return f
}
