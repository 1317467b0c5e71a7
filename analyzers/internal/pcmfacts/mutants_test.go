package pcmfacts_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"math/rand"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"

	"github.com/pcmlint/pcmlint/analyzers/internal/pcmfacts"
)

// mutants is how many broken drivers TestMutants makes.
const mutants = 400

// TestMutants breaks the drivers of the tests at random, so that most do not compile, and analyses what is left of them:
// whatever that gives, it must not crash.
func TestMutants(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: "../../../testdata/src/go"}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	l := &lab{facts: map[*types.Package]*pcmfacts.Fact{}, known: map[string]*types.Package{}}
	var drivers []*packages.Package
	packages.Visit(pkgs, nil, func(p *packages.Package) {
		l.known[p.PkgPath] = p.Types
		if err := l.analyze(p.Fset, p.Syntax, p.Types, p.TypesInfo, nil); err != nil {
			t.Errorf("%s: %v", p.PkgPath, err)
		}
		if strings.Contains(p.PkgPath, "/drivers/") || strings.Contains(p.PkgPath, "/styles/") {
			drivers = append(drivers, p)
		}
	})
	for seed := range int64(mutants) {
		rng := rand.New(rand.NewSource(seed))
		p := drivers[rng.Intn(len(drivers))]
		src := map[string][]byte{}
		for _, name := range p.GoFiles {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			src[name] = mutate(text, rng)
		}
		if err := l.check(p, src); err != nil {
			t.Fatalf("seed %d, %s: %v", seed, p.PkgPath, err)
		}
	}
}

// mutate deletes and exchanges a few lines, words and characters.
func mutate(text []byte, rng *rand.Rand) []byte {
	lines := strings.Split(string(text), "\n")
	for range 1 + rng.Intn(4) {
		at := rng.Intn(len(lines))
		line := lines[at]
		switch rng.Intn(4) {
		case 0:
			line = ""
		case 1:
			line = lines[rng.Intn(len(lines))]
		case 2:
			if words := strings.Fields(line); len(words) > 1 {
				i := rng.Intn(len(words))
				line = strings.Join(append(words[:i:i], words[i+1:]...), " ")
			}
		case 3:
			if len(line) > 1 {
				i := rng.Intn(len(line))
				line = line[:i] + line[i+1:]
			}
		}
		lines[at] = line
	}
	return []byte(strings.Join(lines, "\n"))
}

// lab analyses packages that need not compile.
type lab struct {
	facts map[*types.Package]*pcmfacts.Fact
	known map[string]*types.Package
}

func (l *lab) Import(path string) (*types.Package, error) {
	if p := l.known[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("no package %s", path)
}

// check type-checks what can be parsed of a package with other text, and analyses it.
func (l *lab) check(p *packages.Package, src map[string][]byte) error {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range p.GoFiles {
		if f, _ := parser.ParseFile(fset, name, src[name], parser.ParseComments); f != nil {
			files = append(files, f)
		}
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}}
	conf := types.Config{Importer: l, Error: func(error) {}}
	pkg, _ := conf.Check(p.PkgPath, fset, files, info)
	defer delete(l.facts, pkg)
	return l.analyze(fset, files, pkg, info, src)
}

// analyze runs the analyzer and makes the diagnostics of all rules.
func (l *lab) analyze(fset *token.FileSet, files []*ast.File, pkg *types.Package, info *types.Info, src map[string][]byte) error {
	pass := &analysis.Pass{Analyzer: pcmfacts.Analyzer, Fset: fset, Files: files, Pkg: pkg, TypesInfo: info,
		Report:     func(analysis.Diagnostic) {},
		TypeErrors: []types.Error{{Msg: "a mutant"}},
		ReadFile: func(name string) ([]byte, error) {
			if text, ok := src[name]; ok {
				return text, nil
			}
			return os.ReadFile(name)
		},
		ImportPackageFact: func(p *types.Package, f analysis.Fact) bool {
			known := l.facts[p]
			if known != nil {
				reflect.ValueOf(f).Elem().Set(reflect.ValueOf(known).Elem())
			}
			return known != nil
		},
		ExportPackageFact: func(f analysis.Fact) { l.facts[pkg] = f.(*pcmfacts.Fact) },
	}
	res, err := pcmfacts.Analyzer.Run(pass)
	if err != nil {
		return err
	}
	pass.ResultOf = map[*analysis.Analyzer]any{pcmfacts.Analyzer: res}
	for _, rule := range pcmfacts.Rules {
		if _, err := pcmfacts.Report(pass, rule); err != nil {
			return err
		}
	}
	return nil
}
