package program

import (
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// layers are the groups of the package's files, the lowest first. A file is in the group that its name begins with.
var layers = []string{
	"symbols",  // what a name means, what type an expression has
	"pointsto", // where a value comes from and goes to, and which functions a call can mean
	"control",  // what runs before what in a function, and under which conditions
	"tables",   // the ops tables
	"contexts", // what runs asynchronously and ends periods, and of which tables
	"waits",    // the waiting calls, and the objects that they wait for
	"proof",    // whether a wait waits for a context
	"verdict",  // how a table stands
	"remedy",   // what a repair can be made of
	"result",   // what is told of it all
	"check",    // the walk through all tables
	"reuse",    // what of a result stands after an edit
	"dump",     // the model as text
}

// layerOf gives a file's place among the layers, -1 for one that is in none.
func layerOf(file string) int {
	name, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".go"), "_")
	return slices.Index(layers, name)
}

// A layer uses only what is its own or stands in a lower one. The records of result.go may be named by those that fill
// them in.
func TestLayers(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax}, ".")
	if err != nil || len(pkgs) != 1 || len(pkgs[0].Errors) > 0 {
		t.Fatal(err, pkgs[0].Errors)
	}
	p := pkgs[0]
	fileOf := func(n interface{ Pos() token.Pos }) string { return filepath.Base(p.Fset.Position(n.Pos()).Filename) }
	for _, f := range p.Syntax {
		from := fileOf(f)
		if layerOf(from) < 0 && from != "doc.go" {
			t.Errorf("%s: the name begins with no layer: %s", from, strings.Join(layers, ", "))
		}
		ast.Inspect(f, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			obj := p.TypesInfo.Uses[id]
			if obj == nil || obj.Pkg() != p.Types || isLocal(obj) {
				return true
			}
			if to := fileOf(obj); layerOf(to) > layerOf(from) && !isRecord(to, obj) {
				t.Errorf("%s uses %s of %s, a layer above it", p.Fset.Position(id.Pos()), id.Name, to)
			}
			return true
		})
	}
}

// isLocal tells whether something is declared inside a function, or is a field, which goes with its struct.
func isLocal(obj types.Object) bool {
	if v, ok := obj.(*types.Var); ok {
		return v.IsField() || v.Parent() != v.Pkg().Scope()
	}
	if f, ok := obj.(*types.Func); ok {
		return f.Signature().Recv() != nil && types.IsInterface(f.Signature().Recv().Type())
	}
	return obj.Parent() != obj.Pkg().Scope()
}

// isRecord tells whether something is a type or a constant of result.go.
func isRecord(file string, obj types.Object) bool {
	_, function := obj.(*types.Func)
	return file == "result.go" && !function
}
