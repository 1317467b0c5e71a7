// Package run loads Go packages and applies the PCM analyzers to them, for callers that print findings themselves.
package run

import (
	"context"
	"errors"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/pcmlint/pcmlint/analyzers"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
	"github.com/pcmlint/pcmlint/analyzers/internal/pcmfacts"
)

// Options say how packages are loaded.
type Options struct {
	Dir        string   // the folder in which patterns are meant; "" for the working directory
	Named      []string // folders, absolute, whose own packages are compiled though only a pattern with dots names them
	Env        []string // the environment of the go command; nil for the own
	BuildFlags []string
	NoTests    bool   // leave out test files
	Library    string // import path of the PCM library, as -pcm.library
	Overlay    map[string][]byte
}

// Place is a stretch of source text. Lines and columns are 1-based, columns count bytes.
type Place struct {
	File                             string // absolute
	Line, Column, EndLine, EndColumn int
}

// Step is one step of a path.
type Step struct {
	Place
	Function, Note string
}

// Edit replaces a stretch of one file.
type Edit struct {
	Place
	NewText string
}

// Fix is a repair.
type Fix struct {
	Summary string
	Edits   []Edit
}

// Finding is one broken rule.
type Finding struct {
	Rule, Name string
	Place
	Subject string
	Context string
	Entries []string // the functions in which the contexts start
	Message string
	Path    []Step
	Related []Step
	Fix     *Fix
	Advice  string // what to do, when the rule does not say it

	Suppressed *Suppression
}

// Suppression is the comment that suppresses a finding.
type Suppression struct {
	Place
	Reason string
}

// Context is one async context of a table.
type Context struct {
	Kind, Entry         string
	Registered, Elapsed Place
	Path                []Step
}

// Table is one ops table, for an audit.
type Table struct {
	Place
	Name     string
	Kind     string // "struct" or "interface"
	Status   string // synced, unsynced, no-async or unknown
	By       string // sync_stop or sync_irq
	ByPlace  Place
	Contexts []Context
	Reason   string
}

// Error is something that could not be analysed. A result with one is incomplete.
type Error struct {
	File    string // "" when unknown
	Line    int
	Column  int
	Message string
}

func (e Error) Error() string {
	if e.File == "" {
		return e.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

// Result is what a run gives. With Errors it is incomplete: exit status 2.
type Result struct {
	Findings []Finding
	Tables   []Table
	Packages int             // how many packages the patterns named
	Files    int             // how many Go files they hold
	Folders  map[string]bool // where these are, absolute
	Errors   []Error
	Involved bool // a package that was asked for speaks of a PCM library, or imports one that does
}

const (
	graphMode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedModule | packages.NeedForTest
	buildMode = graphMode | packages.NeedExportFile
)

// Run applies the analyzers to the packages that the patterns name. Only those that have a PCM library in reach are
// type-checked, as nothing in the others can break a rule. Of these, what a pattern with dots names is not compiled either:
// imports that are missing and syntax errors are told.
func Run(ctx context.Context, patterns []string, o Options) (*Result, error) {
	cfg := &packages.Config{Context: ctx, Dir: o.Dir, Env: o.Env, BuildFlags: o.BuildFlags, Tests: !o.NoTests, Overlay: o.Overlay,
		Mode: graphMode}
	graph, err := packages.Load(cfg, patterns...)
	if err != nil {
		return nil, fmt.Errorf("loading Go packages %s: %w", strings.Join(patterns, " "), err)
	}
	if len(graph) == 0 {
		return nil, fmt.Errorf("no Go packages match %s: files that build constraints leave out do not count, and those that use cgo need a C compiler",
			strings.Join(patterns, " "))
	}
	r := &Result{Folders: map[string]bool{}}
	roots, files := map[string]bool{}, map[string]bool{}
	for _, p := range graph {
		roots[p.ID] = true
		r.Packages++
		for _, f := range p.GoFiles {
			files[f] = true
			r.Folders[filepath.Dir(f)] = true
		}
	}
	r.Files = len(files)
	s := look(graph, o)
	if o.Library != "" && !s.library {
		return nil, fmt.Errorf("-pcm.library=%s: none of the %d packages imports a package of this path", o.Library, len(graph))
	}
	r.Involved = len(s.roots) > 0
	errs := errorList{dir: o.Dir, seen: map[Error]bool{}}
	errs.add(graph, func(p *packages.Package) bool { return !s.reach[p.ID] })
	if other := slices.DeleteFunc(slices.Clone(graph), func(p *packages.Package) bool { return s.reach[p.ID] }); len(other) > 0 {
		errs.addSyntax(other, o.Overlay)
		named := slices.DeleteFunc(slices.Clone(patterns), func(p string) bool { return strings.Contains(p, "...") })
		for _, p := range other {
			if len(p.GoFiles) > 0 && slices.Contains(o.Named, filepath.Dir(p.GoFiles[0])) && !slices.Contains(named, p.PkgPath) && p.ForTest == "" {
				named = append(named, p.PkgPath)
			}
		}
		if err := errs.addBuild(cfg, named, s); err != nil {
			return nil, err
		}
	}
	if len(s.roots) > 0 && ctx.Err() == nil {
		cfg.Mode, cfg.Fset = packages.LoadSyntax|packages.NeedModule, token.NewFileSet()
		pkgs, err := packages.Load(cfg, s.patterns(patterns)...)
		if err != nil {
			return nil, fmt.Errorf("loading Go packages %s: %w", strings.Join(patterns, " "), err)
		}
		errs.add(pkgs, func(p *packages.Package) bool { return s.known[p.ID] })
		defer pcmfacts.SetLibrary(pcmfacts.Library())
		pcmfacts.SetLibrary(o.Library)
		if err := r.analyze(s.analyzable(pkgs), roots); err != nil {
			return nil, err
		}
	}
	r.Errors = append(r.Errors, errs.sorted()...)
	return r, ctx.Err()
}

// Matters tells whether a Go file's text speaks of a PCM library, or silences findings.
func Matters(src []byte) bool { return pcmfacts.Matters(src) }

// survey is what can be told of packages without parsing most of them.
type survey struct {
	known   map[string]bool     // IDs of the packages in the graph
	reach   map[string]bool     // IDs of those that have a PCM library in reach, or may be one
	roots   []*packages.Package // the packages among them that were asked for
	library bool                // the named library is there
}

// look finds the packages that matter: those that name PeriodElapsed or are the named library, and all that import them.
func look(graph []*packages.Package, o Options) *survey {
	s := &survey{known: map[string]bool{}, reach: map[string]bool{}}
	packages.Visit(graph, nil, func(p *packages.Package) {
		s.known[p.ID] = true
		isLib := o.Library != "" && p.PkgPath == o.Library
		s.library = s.library || isLib
		if isLib || !knowledge.Std(p.PkgPath) && mentions(p, o.Overlay) {
			s.reach[p.ID] = true
		}
		for _, imp := range p.Imports {
			if s.reach[imp.ID] {
				s.reach[p.ID] = true
			}
		}
	})
	for _, p := range graph {
		if s.reach[p.ID] {
			s.roots = append(s.roots, p)
		}
	}
	return s
}

// mentions tells whether a file of the package names PeriodElapsed or suppresses findings.
func mentions(p *packages.Package, overlay map[string][]byte) bool {
	for _, f := range p.GoFiles {
		src, ok := overlay[f]
		if !ok {
			src, _ = os.ReadFile(f) // the loader complains if it cannot be read
		}
		if pcmfacts.Matters(src) {
			return true
		}
	}
	return false
}

// patterns names what must be loaded to judge the roots: themselves, and what they import whose facts the rules need.
func (s *survey) patterns(given []string) []string {
	set := map[string]bool{}
	packages.Visit(s.roots, nil, func(p *packages.Package) {
		if knowledge.Std(p.PkgPath) || len(p.Errors) > 0 || p.ID != p.PkgPath || strings.HasSuffix(p.ID, ".test") {
			return
		}
		if s.reach[p.ID] || pcmfacts.MayInterest(p.GoFiles) {
			set[p.PkgPath] = true
		}
	})
	for _, p := range s.roots {
		path := p.PkgPath
		if p.ForTest != "" {
			path = p.ForTest
		}
		path = strings.TrimSuffix(path, ".test")
		if path == "command-line-arguments" || strings.HasPrefix(path, "_/") {
			return given // packages outside modules have no path by which the go command finds them
		}
		set[path] = true
	}
	out := make([]string, 0, len(set))
	for path := range set {
		out = append(out, path)
	}
	sort.Strings(out)
	return out
}

// analyzable returns the packages that can be analysed. Tests of packages that were only imported are not asked for.
func (s *survey) analyzable(pkgs []*packages.Package) []*packages.Package {
	var out []*packages.Package
	for _, p := range pkgs {
		if s.known[p.ID] && p.Types != nil && p.TypesInfo != nil && len(p.Syntax) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// errorList collects the errors of packages, each once.
type errorList struct {
	dir  string // in which the go command ran
	seen map[Error]bool
	list []Error
}

// add collects the errors of the packages, and of those that they import, that are wanted.
func (l *errorList) add(pkgs []*packages.Package, wanted func(*packages.Package) bool) {
	packages.Visit(pkgs, nil, func(p *packages.Package) {
		if !wanted(p) {
			return
		}
		for _, e := range p.Errors {
			if derivedError(p, e) {
				continue
			}
			for _, x := range l.errorsOf(p, e) {
				if !l.seen[x] {
					l.seen[x] = true
					l.list = append(l.list, x)
				}
			}
		}
	})
}

// addBuild collects what the compiler says of packages without a PCM library in reach that are named one by one.
func (l *errorList) addBuild(cfg *packages.Config, named []string, s *survey) error {
	if len(named) == 0 || len(l.list) > 0 {
		return nil
	}
	cfg.Mode = buildMode
	built, err := packages.Load(cfg, named...)
	if err != nil {
		return fmt.Errorf("compiling Go packages %s: %w", strings.Join(named, " "), err)
	}
	l.add(built, func(p *packages.Package) bool { return !s.reach[p.ID] })
	return nil
}

// addSyntax collects the syntax errors in the files of packages about which go list has nothing to say.
func (l *errorList) addSyntax(pkgs []*packages.Package, overlay map[string][]byte) {
	var files []string
	for _, p := range pkgs {
		if len(p.Errors) == 0 {
			files = append(files, p.GoFiles...)
		}
	}
	slices.Sort(files)
	files = slices.Compact(files)
	found := make([]*Error, len(files))
	var work sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		work.Go(func() {
			for i := w; i < len(files); i += workers {
				found[i] = syntaxError(files[i], overlay)
			}
		})
	}
	work.Wait()
	for _, e := range found {
		if e != nil {
			l.list = append(l.list, *e)
		}
	}
}

// syntaxError returns the first syntax error of a file, nil for none.
func syntaxError(name string, overlay map[string][]byte) *Error {
	var src any
	if text, ok := overlay[name]; ok {
		src = text
	}
	_, err := parser.ParseFile(token.NewFileSet(), name, src, parser.SkipObjectResolution)
	var list scanner.ErrorList
	if !errors.As(err, &list) || len(list) == 0 {
		return nil
	}
	at := list[0].Pos
	return &Error{File: name, Line: at.Line, Column: at.Column, Message: list[0].Msg}
}

const failedImport = "could not import "

// derivedError tells errors of which others say more: an import that failed, and the compiler's output as a whole.
func derivedError(p *packages.Package, e packages.Error) bool {
	failed := func(e packages.Error) bool { return strings.HasPrefix(e.Msg, failedImport) }
	whole := func(e packages.Error) bool { return strings.HasPrefix(e.Msg, "# ") }
	for _, o := range p.Errors {
		switch {
		case o == e:
		case failed(e) && !failed(o), whole(e) && !whole(o) && !failed(o):
			return true
		}
	}
	return false
}

// errorsOf makes errors of what go/packages says, which may be the compiler's output as a whole.
func (l *errorList) errorsOf(p *packages.Package, e packages.Error) []Error {
	head, lines, ok := strings.Cut(e.Msg, "\n")
	if !ok || !strings.HasPrefix(head, "# ") {
		return []Error{packageError(p, e)}
	}
	var out []Error
	for line := range strings.SplitSeq(lines, "\n") {
		pos, msg, ok := strings.Cut(line, ": ")
		file, _, hasLine := strings.Cut(pos, ":")
		if !ok || !hasLine || !strings.HasSuffix(file, ".go") {
			continue
		}
		if !filepath.IsAbs(file) {
			pos = filepath.Join(l.dir, file) + strings.TrimPrefix(pos, file)
		}
		out = append(out, packageError(p, packages.Error{Pos: pos, Msg: msg}))
	}
	if len(out) == 0 {
		return []Error{packageError(p, e)}
	}
	return out
}

// sorted returns the errors in order, without failed imports of which another error tells the cause.
func (l *errorList) sorted() []Error {
	type line struct {
		file string
		line int
	}
	caused := map[line]bool{}
	for _, e := range l.list {
		if !strings.HasPrefix(e.Message, failedImport) {
			caused[line{filepath.Base(e.File), e.Line}] = true
		}
	}
	l.list = slices.DeleteFunc(l.list, func(e Error) bool {
		return strings.HasPrefix(e.Message, failedImport) && caused[line{filepath.Base(e.File), e.Line}]
	})
	sort.Slice(l.list, func(i, j int) bool { return l.list[i].Error() < l.list[j].Error() })
	return l.list
}

// packageError makes an Error of what go/packages says, whose position is text.
func packageError(p *packages.Package, e packages.Error) Error {
	x := Error{Message: e.Msg}
	if x.Message == "" {
		x.Message = "package " + p.PkgPath + " could not be loaded"
	}
	if strings.HasPrefix(x.Message, failedImport+"C (") {
		x.Message = failedImport + "C: cgo failed, as `go build` does"
	}
	parts := strings.Split(e.Pos, ":")
	if len(parts) >= 2 {
		x.File = parts[0]
		fmt.Sscanf(parts[1], "%d", &x.Line)
		if len(parts) >= 3 {
			fmt.Sscanf(parts[2], "%d", &x.Column)
		}
	}
	return x
}

// analyze runs the analyzers over the packages and converts what the roots give.
func (r *Result) analyze(pkgs []*packages.Package, roots map[string]bool) error {
	g, err := checker.Analyze(analyzers.All, pkgs, &checker.Options{})
	if err != nil {
		return fmt.Errorf("running the PCM analyzers: %w", err)
	}
	c := &converter{result: r, findings: map[string]bool{}, tables: map[Place]int{}}
	for _, act := range g.Roots {
		if act.Err != nil {
			if len(act.Package.Errors) == 0 && !derived(act.Err) {
				r.Errors = append(r.Errors, Error{Message: act.Package.PkgPath + ": " + act.Err.Error()})
			}
			continue
		}
		if !roots[act.Package.ID] {
			continue
		}
		c.add(act)
	}
	c.sort()
	return nil
}

// derived tells errors that only say that another package or analyzer failed.
func derived(err error) bool {
	return strings.HasPrefix(err.Error(), "failed prerequisites") || strings.Contains(err.Error(), "analysis skipped")
}

// ErrIncomplete says that packages could not be analysed.
var ErrIncomplete = errors.New("the Go packages could not be analysed completely")

// Err returns ErrIncomplete when the result has errors.
func (r *Result) Err() error {
	if len(r.Errors) > 0 {
		return ErrIncomplete
	}
	return nil
}
