package cparse

import "fmt"

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
func ParseFragment(kind FragmentKind, text string, at, end Pos) (f *File) {
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
		text = "{" + text + "\n}"
	}
	p := &parser{src: []byte(text), text: text, f: f, fixed: true, fixPos: at, fixEnd: end, eng: engines.Get().(*engine)}
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
	case FragmentStmts:
		p.body(&Func{Pos: at, End: end}, 0, n-1)
	default:
		fn := Func{Pos: at, End: end}
		p.fn = &fn
		for n > 1 && p.kind(n-1) == ';' {
			n--
		}
		var x *Expr
		if kind == FragmentInit {
			x = p.initValue(0, n)
		} else {
			x = p.argument(0, n)
		}
		p.flush()
		fn.Stmts = []Stmt{{X: x}}
		f.Funcs = append(f.Funcs, fn)
	}
	return f
}
