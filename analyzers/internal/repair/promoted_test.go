package repair

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

// TestEmbeddedPath: a promoted method is called through the fields that it is promoted by, pointers too.
func TestEmbeddedPath(t *testing.T) {
	const src = `package p

type base struct{}

func (base) SyncStop() {}

type middle struct{ *base }

type outer struct{ middle; n int }

type plain struct{}

func (plain) SyncStop() {}
`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := new(types.Config).Check("p", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"outer": "middle.base", "middle": "base", "plain": ""} {
		typ := pkg.Scope().Lookup(name).Type()
		obj, index, _ := types.LookupFieldOrMethod(typ, true, pkg, "SyncStop")
		if obj == nil {
			t.Fatalf("%s has no SyncStop", name)
		}
		if got := embeddedPath(typ, index); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
