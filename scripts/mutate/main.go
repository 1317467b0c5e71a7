// Mutate breaks decisions of the analysis, one at a time, and sees whether a test notices.
//
//	go run ./scripts/mutate [-n 60] [-seed 1] [-v] [-operands] [-only PREFIX]
//
// A mutant is one condition turned round, or one bool that is returned, in the layers that decide: those of
// internal/program from contexts upward, rules, internal/fix and analyzers/internal/link. With -operands it is one operand
// of && or || left out, which is harder to notice: many only save time, or guard against what no driver has.
// All mutants of a run are compiled into the tests at once, and each is switched on by an environment variable, so that a
// run costs one build and then only the tests that are fast. -only mutates the files whose path begins with PREFIX, as in
// internal/program/proof_. The survivors are listed: look at them. Exit status 0 when at least 80 % of the mutants die.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/packages"
)

const (
	module = "github.com/pcmlint/pcmlint/"
	goal   = 80 // percent
	most   = 2 * time.Minute
)

// mutated are the files that decide: by package, what their names begin with.
var mutated = map[string][]string{
	"internal/program":        {"contexts", "waits", "proof", "verdict", "remedy"},
	"rules":                   {""},
	"internal/fix":            {""},
	"analyzers/internal/link": {""},
}

// A suite is the tests of a package that are fast.
type suite struct{ pkg, run, skip string }

var suites = map[string][]suite{
	"internal/program":        {{"internal/program", "", "TestLayers"}, {"internal/drivertest", "TestQuick", ""}, {"internal/fix", "", ""}, {"rules", "", ""}},
	"rules":                   {{"rules", "", ""}, {"internal/drivertest", "TestQuick", ""}},
	"internal/fix":            {{"internal/fix", "", ""}},
	"analyzers/internal/link": {{"analyzers/internal/link", "", ""}, {"analyzers", "TestDrivers|TestRepairs", ""}},
}

// A site is one decision: the text that takes the place of an expression.
type site struct {
	pkg, file  string
	line       int
	start, end int // of the expression
	before     string
	after      string
	what       string
	operand    bool // it leaves an operand out
}

func main() {
	n := flag.Int("n", 60, "how many mutants")
	seed := flag.Int64("seed", 1, "which ones")
	operands := flag.Bool("operands", false, "leave operands out instead of turning conditions round")
	only := flag.String("only", "", "only files whose path begins so")
	verbose := flag.Bool("v", false, "name the mutants that die, too")
	flag.Parse()
	ok, err := run(*n, *seed, *operands, *only, *verbose)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

func run(n int, seed int64, operands bool, only string, verbose bool) (bool, error) {
	sites, err := find(operands, only)
	if err != nil {
		return false, err
	}
	rand.New(rand.NewSource(seed)).Shuffle(len(sites), func(i, j int) { sites[i], sites[j] = sites[j], sites[i] })
	total := len(sites)
	sites = sites[:min(n, total)]
	dir, err := os.MkdirTemp("", "mutate-")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	overlay, err := rewrite(dir, sites)
	if err != nil {
		return false, err
	}
	t := &tests{dir: dir, overlay: overlay, built: map[string]string{}}
	if err := t.sound(sites); err != nil {
		return false, err
	}
	dead := 0
	for i, s := range sites {
		by := t.killer(i+1, s)
		if by != "" {
			dead++
		}
		if verbose || by == "" {
			fmt.Printf("%s:%d: %s: %s\n", s.file, s.line, s.what, map[bool]string{true: "SURVIVES", false: by}[by == ""])
		}
	}
	if len(sites) == 0 {
		return false, fmt.Errorf("no decisions in files that begin with %q", only)
	}
	fmt.Printf("%d of %d mutants died (%d %%), of %d decisions\n", dead, len(sites), 100*dead/len(sites), total)
	return 100*dead >= goal*len(sites), nil
}

// find lists the decisions in the files that are mutated.
func find(operands bool, only string) ([]site, error) {
	var patterns []string
	for pkg := range mutated {
		patterns = append(patterns, module+pkg)
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax}, patterns...)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(pkgs, func(a, b *packages.Package) int { return strings.Compare(a.PkgPath, b.PkgPath) })
	var out []site
	for _, p := range pkgs {
		if len(p.Errors) > 0 {
			return nil, p.Errors[0]
		}
		name := strings.TrimPrefix(p.PkgPath, module)
		for i, f := range p.Syntax {
			base := filepath.Base(p.GoFiles[i])
			if !slices.ContainsFunc(mutated[name], func(prefix string) bool { return strings.HasPrefix(base, prefix) }) {
				continue
			}
			if strings.HasPrefix(name+"/"+base, only) {
				for _, s := range decisions(p, name, f) {
					if s.operand == operands {
						out = append(out, s)
					}
				}
			}
		}
	}
	return out, nil
}

const leavesOut = "leaves out"

// decisions lists those of one file.
func decisions(p *packages.Package, name string, f *ast.File) []site {
	var out []site
	add := func(e ast.Expr, before, after, what string) {
		at := p.Fset.Position(e.Pos())
		out = append(out, site{pkg: name, file: at.Filename, line: at.Line, start: at.Offset, end: p.Fset.Position(e.End()).Offset,
			before: before, after: after, what: what + " " + text(e), operand: what == leavesOut})
	}
	turn := func(e ast.Expr, what string) {
		if t := p.TypesInfo.TypeOf(e); t != nil && types.Identical(t, types.Typ[types.Bool]) || t == types.Typ[types.UntypedBool] {
			add(e, "(mutant(%d) != (", "))", what)
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			turn(n.Cond, "turns")
		case *ast.ReturnStmt:
			for _, e := range n.Results {
				turn(e, "returns the opposite of")
			}
		case *ast.SwitchStmt:
			if n.Tag == nil {
				for _, c := range n.Body.List {
					for _, e := range c.(*ast.CaseClause).List {
						turn(e, "turns")
					}
				}
			}
		case *ast.BinaryExpr:
			switch n.Op {
			case token.LAND:
				add(n.X, "(mutant(%d) || (", "))", leavesOut)
				add(n.Y, "(mutant(%d) || (", "))", leavesOut)
			case token.LOR:
				add(n.X, "(!mutant(%d) && (", "))", leavesOut)
				add(n.Y, "(!mutant(%d) && (", "))", leavesOut)
			}
		}
		return true
	})
	return out
}

// text is an expression on one line, shortened.
func text(e ast.Expr) string {
	s := types.ExprString(e)
	if len(s) > 90 {
		s = s[:87] + "..."
	}
	return s
}

// switchedOn is the file that a mutated package gets.
const switchedOn = `

import "os"

var switchedOn = os.Getenv("PCMLINT_MUTANT")

func mutant(n string) bool { return switchedOn == n }
`

// rewrite writes the files with the mutants, and the overlay that has the go command compile those.
func rewrite(dir string, sites []site) (string, error) {
	type insert struct {
		at, other int
		text      string
		opens     bool
	}
	edits := map[string][]insert{}
	replace := map[string]string{}
	for i, s := range sites {
		number := fmt.Sprintf("%q", fmt.Sprint(i+1))
		edits[s.file] = append(edits[s.file],
			insert{s.start, s.end, strings.Replace(s.before, "%d", number, 1), true}, insert{s.end, s.start, s.after, false})
		extra := filepath.Join(filepath.Dir(s.file), "zz_mutant.go")
		if replace[extra] == "" {
			replace[extra] = filepath.Join(dir, strings.ReplaceAll(s.pkg, "/", "_")+".go")
			text := "package " + filepath.Base(s.pkg) + switchedOn
			if err := os.WriteFile(replace[extra], []byte(text), 0o666); err != nil {
				return "", err
			}
		}
	}
	for file, list := range edits {
		src, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		// Where two meet, what closes comes first; of two that open, that of the longer expression, of two that close, that
		// of the shorter one.
		slices.SortStableFunc(list, func(a, b insert) int {
			switch {
			case a.at != b.at:
				return a.at - b.at
			case a.opens != b.opens:
				if a.opens {
					return 1
				}
				return -1
			}
			return b.other - a.other
		})
		var out bytes.Buffer
		last := 0
		for _, x := range list {
			out.Write(src[last:x.at])
			out.WriteString(x.text)
			last = x.at
		}
		out.Write(src[last:])
		replace[file] = filepath.Join(dir, fmt.Sprintf("%d_%s", len(replace), filepath.Base(file)))
		if err := os.WriteFile(replace[file], out.Bytes(), 0o666); err != nil {
			return "", err
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, data, 0o666)
}

// tests are test binaries with all mutants in them.
type tests struct {
	dir, overlay string
	built        map[string]string
}

// binary builds the tests of a package.
func (t *tests) binary(pkg string) (string, error) {
	if bin := t.built[pkg]; bin != "" {
		return bin, nil
	}
	bin := filepath.Join(t.dir, strings.ReplaceAll(pkg, "/", "_")+".test")
	out, err := exec.Command("go", "test", "-c", "-overlay", t.overlay, "-o", bin, "./"+pkg).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building the tests of %s: %w\n%s", pkg, err, out)
	}
	t.built[pkg] = bin
	return bin, nil
}

// sound makes sure that all tests pass while no mutant is switched on.
func (t *tests) sound(sites []site) error {
	done := map[suite]bool{}
	for _, s := range sites {
		for _, x := range suites[s.pkg] {
			if done[x] {
				continue
			}
			done[x] = true
			if _, err := t.binary(x.pkg); err != nil {
				return err
			}
			if out, failed := t.fails(x, 0); failed {
				return fmt.Errorf("the tests of %s fail without a mutant:\n%s", x.pkg, out)
			}
		}
	}
	return nil
}

// killer names the tests that notice a mutant, "" when none do.
func (t *tests) killer(n int, s site) string {
	for _, x := range suites[s.pkg] {
		if _, failed := t.fails(x, n); failed {
			return x.pkg
		}
	}
	return ""
}

// fails runs the tests of a suite with a mutant switched on.
func (t *tests) fails(x suite, n int) (out []byte, failed bool) {
	cmd := exec.Command(t.built[x.pkg], "-test.timeout="+most.String(), "-test.run="+x.run, "-test.skip="+x.skip, "-test.failfast")
	cmd.Dir = x.pkg
	cmd.Env = append(os.Environ(), fmt.Sprintf("PCMLINT_MUTANT=%d", n))
	out, err := cmd.CombinedOutput()
	return out, err != nil
}
