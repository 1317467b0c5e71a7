package pcmfacts

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"

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

// signs are what a file has that Interesting can say yes to, as bytes of its text.
var signs = [][]byte{[]byte("go "), []byte("<-"), []byte("chan "), []byte("func("), []byte("interface"), []byte("Lock("), []byte(".Wait("),
	[]byte(".Acquire("), []byte("AfterFunc"), []byte("io."), []byte(`"C"`)}

// MayMatter tells, without parsing, whether Interesting can say yes to a file.
func MayMatter(src []byte) bool {
	return slices.ContainsFunc(signs, func(sign []byte) bool { return bytes.Contains(src, sign) })
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
	var files []*ast.File
	for i, src := range sources {
		if !MayMatter(src) {
			continue
		}
		f, err := parser.ParseFile(fset, names[i], src, parser.SkipObjectResolution)
		if err != nil {
			return true
		}
		files = append(files, f)
	}
	return Interesting(files)
}

// Interesting tells whether a package without a PCM library in reach can matter to a driver that uses it: it runs or
// keeps functions or methods of what it is given, waits, or has locks and channels.
func Interesting(files []*ast.File) bool {
	kinds := declaredKinds(files)
	for _, f := range files {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if interestingFunc(d, kinds) {
					return true
				}
			case *ast.GenDecl:
				if hasChannel(d) {
					return true
				}
			}
		}
	}
	return false
}

// callable says how a value of a type can lead to code of somebody else.
type callable uint8

const (
	isFunc  callable = iota + 1 // it is a function
	isIface                     // it may have methods of somebody else
)

// declaredKinds finds the named types of functions and interfaces that a package declares.
func declaredKinds(files []*ast.File) map[string]callable {
	kinds := map[string]callable{}
	for _, f := range files {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, s := range g.Specs {
				t := s.(*ast.TypeSpec)
				if k := kindOf(t.Type, nil); k != 0 {
					kinds[t.Name.Name] = k
				}
			}
		}
	}
	return kinds
}

// plain lists types of other packages that look as if they could be interfaces, but are none, or none of drivers.
var plain = map[string]bool{"time": true, "context": true, "reflect": true, "big": true, "netip": true, "token": true, "ast": true, "types": true,
	"protoreflect": true, "slog": true}

// kindOf tells what a type as written is. A type of another package can be an interface.
func kindOf(t ast.Expr, kinds map[string]callable) callable {
	switch t := t.(type) {
	case *ast.FuncType:
		return isFunc
	case *ast.InterfaceType:
		if t.Methods.NumFields() > 0 {
			return isIface
		}
	case *ast.Ident:
		return kinds[t.Name]
	case *ast.IndexExpr:
		return kindOf(t.X, kinds)
	case *ast.IndexListExpr:
		return kindOf(t.X, kinds)
	case *ast.Ellipsis:
		return kindOf(t.Elt, kinds)
	case *ast.ArrayType:
		return kindOf(t.Elt, kinds)
	case *ast.MapType:
		return kindOf(t.Value, kinds)
	case *ast.SelectorExpr:
		if pkg, ok := t.X.(*ast.Ident); ok && !plain[pkg.Name] && kinds != nil {
			return isIface
		}
	}
	return 0
}

// hasChannel tells whether a declaration has a channel in it.
func hasChannel(d ast.Node) bool {
	found := false
	ast.Inspect(d, func(n ast.Node) bool {
		_, is := n.(*ast.ChanType)
		found = found || is
		return !found
	})
	return found
}

// callableParams returns the parameters that are functions or may be interfaces, type parameters included.
func callableParams(fn *ast.FuncDecl, kinds map[string]callable) map[string]callable {
	out := map[string]callable{}
	if tp := fn.Type.TypeParams; tp != nil {
		own := map[string]callable{}
		for name, k := range kinds {
			own[name] = k
		}
		for _, p := range tp.List {
			for _, n := range p.Names {
				if own[n.Name] = kindOf(p.Type, kinds); own[n.Name] == 0 {
					delete(own, n.Name)
				}
			}
		}
		kinds = own
	}
	for _, list := range []*ast.FieldList{fn.Recv, fn.Type.Params} {
		if list == nil {
			continue
		}
		for _, p := range list.List {
			if k := kindOf(p.Type, kinds); k != 0 {
				for _, n := range p.Names {
					out[n.Name] = k
				}
			}
		}
	}
	return out
}

// waiting lists methods that wait, or tell those who do. Most packages of which others need to know have one of them.
var waiting = map[string]bool{"Wait": true, "Lock": true, "RLock": true, "Unlock": true, "RUnlock": true, "Acquire": true, "Release": true,
	"Broadcast": true, "AfterFunc": true}

// interestingFunc looks at one function.
func interestingFunc(fn *ast.FuncDecl, kinds map[string]callable) bool {
	params := callableParams(fn, kinds)
	if fn.Body == nil {
		return len(params) > 0
	}
	if hasChannel(fn.Type) {
		return true
	}
	found := false
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt, *ast.SendStmt, *ast.ChanType:
			found = true
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		case *ast.SelectorExpr:
			found = found || waiting[n.Sel.Name]
		case *ast.Ident:
			found = found || params[n.Name] != 0
		}
		return !found
	})
	return found
}
