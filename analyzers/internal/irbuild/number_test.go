package irbuild

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"testing"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
)

// build reduces the text of a package.
func build(t *testing.T, src string) *ir.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{},
		Scopes: map[ast.Node]*types.Scope{}}
	conf := types.Config{Importer: importer.Default()}
	pkg, err := conf.Check("example.com/p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return Build(Input{Fset: fset, Files: []*ast.File{file}, Pkg: pkg, Info: info}, nil)
}

// TestNumbers: where the number of an interrupt comes from is told for constants, fields, other variables, results and
// numbers behind a pointer, and for nothing that is no number.
func TestNumbers(t *testing.T) {
	out := build(t, `package p

const spare = 7

type chip struct{ irq int; name string }

var (
	fixed  int
	copied int
	field  int
	given  int
	behind int
	text   string
)

func number() int { return 3 }

func f(c *chip, p *int) {
	fixed = spare
	copied = fixed
	field = c.irq
	given = number()
	behind = *p
	text = c.name
}
`)
	for _, c := range []struct{ dst, src string }{
		{"fixed", "=7"},
		{"copied", "example.com/p@fixed"},
		{"field", "example.com/p.chip.irq"},
		{"given", ir.ResultKey("example.com/p.number", 0)},
	} {
		if !slices.Contains(out.Numbers, ir.Number{Dst: "example.com/p@" + c.dst, Src: c.src}) {
			t.Errorf("%s does not get %s: %+v", c.dst, c.src, out.Numbers)
		}
	}
	has := func(dst string) bool {
		return slices.ContainsFunc(out.Numbers, func(n ir.Number) bool { return n.Dst == "example.com/p@"+dst })
	}
	if !has("behind") {
		t.Error("the number behind a pointer is lost")
	}
	if has("text") {
		t.Error("a string is taken for a number")
	}
}
