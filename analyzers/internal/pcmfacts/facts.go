// Package pcmfacts does the work that the PCM analyzers share, once for each package: it recognises PCM libraries,
// reduces the package to what the rules need, carries that to dependent packages as a fact, and judges the package
// together with what it imports.
package pcmfacts

import (
	"fmt"
	"go/token"
	"reflect"
	"runtime/debug"
	"sort"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/irbuild"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
	"github.com/pcmlint/pcmlint/analyzers/internal/link"
)

// Analyzer gathers facts and judges. Its result is a *Result.
var Analyzer = &analysis.Analyzer{
	Name: "pcm",
	Doc: `gather what the PCM rules need to know

This analyzer reports only what is wrong with comments that suppress findings: //pcmlint:ignore PCM001 -- why.
It recognises PCM libraries by their shape: a package that declares an ops type
with HwFree, Trigger and Pointer, and a PeriodElapsed function or method. With -pcm.library=import/path only the
package of that path is one.`,
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Fact)},
}

var library string

func init() {
	Analyzer.Flags.StringVar(&library, "library", "", "import path of the PCM library (default: recognised by shape)")
}

// Fatal, if set, gets errors that make the analysis of a package impossible, instead of the driver.
var Fatal func(error)

// Library returns the value of -pcm.library.
func Library() string { return library }

// SetLibrary sets -pcm.library.
func SetLibrary(path string) { library = path }

// Fact is what dependent packages get to know of a package.
type Fact struct {
	Version int
	// Mark is Marker when a PCM library is in reach, so that a reader of the encoded fact can tell without decoding it.
	Mark      string
	Units     []*ir.Package // the package and what it needs of those below
	Libraries []*ir.Library
	Reported  []string // keys of findings that hold at this level or below
}

// Marker is in the facts of every package that has a PCM library in reach, and in no others.
const Marker = "pcm library in reach #4711"

// AFact marks Fact as a fact.
func (*Fact) AFact() {}

func (f *Fact) String() string {
	return fmt.Sprintf("pcm(%d units, %d libraries)", len(f.Units), len(f.Libraries))
}

// Result is what the rules report.
type Result struct {
	Judged   *link.Result // nil when no PCM library is in reach
	Unit     *ir.Package
	Silences map[string]*Silence // comments that suppress findings, by the keys of those
	Problems []Problem           // what is wrong with such comments
}

// report puts what the package's comments say into a result, and reports what is wrong with them.
func (r *Result) report(pass *analysis.Pass) *Result {
	var found []link.Finding
	if r.Judged != nil {
		found = r.Judged.Findings
	}
	d := readDirectives(pass, found)
	r.Silences, r.Problems = d.by, d.problems
	ReportProblems(pass, r)
	return r
}

func run(pass *analysis.Pass) (res any, err error) {
	defer func() {
		if x := recover(); x != nil {
			res, err = nil, fmt.Errorf("internal error: the analysis of %s failed: %v\n%s", pass.Pkg.Path(), x, debug.Stack())
			if Fatal != nil {
				Fatal(err)
			}
		}
	}()
	if knowledge.Std(pass.Pkg.Path()) {
		return &Result{}, nil
	}
	below, libs, err := imported(pass)
	if err != nil {
		if Fatal != nil {
			Fatal(err)
		}
		return nil, err
	}
	in := irbuild.Input{Fset: pass.Fset, Files: pass.Files, Pkg: pass.Pkg, Info: pass.TypesInfo}
	if len(libs) == 0 && !Interesting(pass.Files) {
		return (&Result{}).report(pass), nil
	}
	unit := irbuild.Build(in, libs)
	fact := &Fact{Version: ir.Version, Libraries: libs}
	fact.Units = append(append(fact.Units, unit), below.units...)
	if len(libs) == 0 {
		pass.ExportPackageFact(fact)
		return (&Result{Unit: unit}).report(pass), nil
	}
	fact.Mark = Marker
	judged := link.Judge(unit, fact.Units, below.reported, func(p token.Pos) bool { return own(pass, p) })
	for k := range below.reported {
		judged.Reported = append(judged.Reported, k)
	}
	sort.Strings(judged.Reported)
	fact.Reported = judged.Reported
	pass.ExportPackageFact(fact)
	return (&Result{Judged: judged, Unit: unit}).report(pass), nil
}

// belowFacts is what the imports brought.
type belowFacts struct {
	units    []*ir.Package
	reported map[string]bool
}

// imported reads the facts of the imports and finds the PCM libraries in reach.
func imported(pass *analysis.Pass) (*belowFacts, []*ir.Library, error) {
	b := &belowFacts{reported: map[string]bool{}}
	seen := map[string]bool{pass.Pkg.Path(): true}
	libs := map[string]*ir.Library{}
	own, err := libraryOf(pass)
	if err != nil {
		return nil, nil, err
	}
	if own != nil {
		libs[own.Path] = own
	}
	for _, imp := range pass.Pkg.Imports() {
		var f Fact
		if !pass.ImportPackageFact(imp, &f) || f.Version != ir.Version {
			continue
		}
		for _, u := range f.Units {
			if !seen[u.Path] {
				seen[u.Path] = true
				b.units = append(b.units, u)
			}
		}
		for _, l := range f.Libraries {
			libs[l.Path] = l
		}
		for _, k := range f.Reported {
			b.reported[k] = true
		}
	}
	sort.Slice(b.units, func(i, j int) bool { return b.units[i].Path < b.units[j].Path })
	var out []*ir.Library
	for _, l := range libs {
		out = append(out, l)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Path < out[j].Path })
	return b, out, nil
}

// libraryOf tells whether the package is a PCM library, by its shape or by -pcm.library.
func libraryOf(pass *analysis.Pass) (*ir.Library, error) {
	path := strings.TrimSuffix(pass.Pkg.Path(), "_test")
	if library == "" {
		return irbuild.Library(pass.Pkg), nil
	}
	if path != library {
		return nil, nil
	}
	if l := irbuild.Library(pass.Pkg); l != nil {
		return l, nil
	}
	return nil, fmt.Errorf("-pcm.library=%s: the package declares no PCM library: it needs an ops type with HwFree, Trigger and Pointer, and a PeriodElapsed function or method", library)
}
