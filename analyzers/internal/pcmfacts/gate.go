package pcmfacts

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"

	"github.com/pcmlint/pcmlint/internal/suppress"
)

var elapsed = []byte("periodelapsed")

// Mentions tells whether a source file names PeriodElapsed in any capitalisation.
func Mentions(src []byte) bool {
	for {
		i := bytes.IndexAny(src, "pP")
		if i < 0 || len(src)-i < len(elapsed) {
			return false
		}
		if bytes.EqualFold(src[i:i+len(elapsed)], elapsed) {
			return true
		}
		src = src[i+1:]
	}
}

// Matters tells whether a source file names PeriodElapsed or has a comment that suppresses findings.
func Matters(src []byte) bool { return Mentions(src) || bytes.Contains(src, []byte(suppress.Word)) }

// MayMatter tells, without parsing, whether Interesting can say yes to a file.
func MayMatter(src []byte) bool {
	for _, s := range []string{"go ", "<-", ".Wait(", "AfterFunc", "func("} {
		if bytes.Contains(src, []byte(s)) {
			return true
		}
	}
	return false
}

// MayInterest tells whether a package of these files can matter to a driver that uses it: it names PeriodElapsed or is
// Interesting. What cannot be read or parsed may.
func MayInterest(names []string) bool {
	var sources [][]byte
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil || Matters(src) {
			return true
		}
		sources = append(sources, src)
	}
	fset := token.NewFileSet()
	for i, src := range sources {
		if !MayMatter(src) {
			continue
		}
		f, err := parser.ParseFile(fset, names[i], src, parser.SkipObjectResolution)
		if err != nil || Interesting([]*ast.File{f}) {
			return true
		}
	}
	return false
}

// Interesting tells whether a package without a PCM library in reach can matter to a driver that uses it: it runs or
// keeps functions that it is given, or waits.
func Interesting(files []*ast.File) bool {
	for _, f := range files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && matters(fn) {
				return true
			}
		}
	}
	return false
}

// matters looks at one function.
func matters(fn *ast.FuncDecl) bool {
	funcs := map[string]bool{}
	if fn.Type.Params != nil {
		for _, p := range fn.Type.Params.List {
			t := p.Type
			if e, ok := t.(*ast.Ellipsis); ok {
				t = e.Elt
			}
			if _, ok := t.(*ast.FuncType); ok {
				for _, n := range p.Names {
					funcs[n.Name] = true
				}
			}
		}
	}
	if fn.Body == nil {
		return len(funcs) > 0
	}
	found := false
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			found = true
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		case *ast.SendStmt:
			found = true
		case *ast.CallExpr:
			if s, ok := n.Fun.(*ast.SelectorExpr); ok && (s.Sel.Name == "Wait" && len(n.Args) == 0 || s.Sel.Name == "AfterFunc") {
				found = true
			}
			if id, ok := n.Fun.(*ast.Ident); ok && funcs[id.Name] {
				for _, a := range n.Args {
					ast.Inspect(a, func(ast.Node) bool { return !found })
				}
			}
		case *ast.Ident:
			if funcs[n.Name] {
				found = true
			}
		}
		return !found
	})
	return found
}
