package link_test

import (
	"go/token"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/irbuild"
	"github.com/pcmlint/pcmlint/analyzers/internal/link"
)

// TestBig reduces and links code that has nothing to do with PCM: nothing is found, nothing panics.
func TestBig(t *testing.T) {
	if testing.Short() {
		t.Skip("loads parts of the standard library")
	}
	cfg := &packages.Config{Mode: packages.LoadSyntax, Tests: false}
	pkgs, err := packages.Load(cfg, "net/http", "text/template", "slices", "sync", "log/slog", "testing")
	if err != nil {
		t.Fatal(err)
	}
	lib := &ir.Library{Path: "example.com/pcm", OpsStructs: []string{"net/http.Transport"}, OpsIfaces: []string{"net/http.Handler"}, Elapsed: []string{"net/http.nothing"}}
	for _, p := range pkgs {
		unit := irbuild.Build(irbuild.Input{Fset: p.Fset, Files: p.Syntax, Pkg: p.Types, Info: p.TypesInfo}, []*ir.Library{lib})
		unit.Std = false
		r := link.Judge(unit, []*ir.Package{unit}, nil, func(token.Pos) bool { return true })
		t.Logf("%s: %d funcs", p.PkgPath, len(unit.Funcs))
		if len(r.Findings) > 0 {
			t.Errorf("%s: %v", p.PkgPath, r.Findings)
		}
	}
}
