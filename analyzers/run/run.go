// Package run loads Go packages and applies the PCM analyzers to them, for callers that print findings themselves.
package run

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"os"
	"sort"
	"strings"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/pcmlint/pcmlint/analyzers"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
	"github.com/pcmlint/pcmlint/analyzers/internal/pcmfacts"
)

// Options say how packages are loaded.
type Options struct {
	Dir        string   // the folder in which patterns are meant; "" for the working directory
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
	Packages int // how many packages the patterns named
	Files    int // how many Go files they hold
	Errors   []Error
}

const graphMode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedModule

// Run applies the analyzers to the packages that the patterns name.
func Run(ctx context.Context, patterns []string, o Options) (*Result, error) {
	cfg := &packages.Config{Context: ctx, Dir: o.Dir, Env: o.Env, BuildFlags: o.BuildFlags, Tests: !o.NoTests, Overlay: o.Overlay,
		Mode: graphMode}
	graph, err := packages.Load(cfg, patterns...)
	if err != nil {
		return nil, fmt.Errorf("loading Go packages %s: %w", strings.Join(patterns, " "), err)
	}
	r := &Result{}
	roots, files := map[string]bool{}, map[string]bool{}
	for _, p := range graph {
		roots[p.ID] = true
		r.Packages++
		for _, f := range p.GoFiles {
			files[f] = true
		}
	}
	r.Files = len(files)
	if len(graph) == 0 {
		return nil, fmt.Errorf("no Go packages match %s", strings.Join(patterns, " "))
	}
	found, libSeen := survey(graph, o.Library)
	if o.Library != "" && !libSeen {
		return nil, fmt.Errorf("-pcm.library=%s: none of the %d packages imports a package of this path", o.Library, len(graph))
	}
	load := patterns
	if found {
		load = append(append([]string(nil), patterns...), below(graph)...)
	}
	cfg.Fset = token.NewFileSet()
	cfg.Mode = packages.LoadSyntax | packages.NeedModule
	pkgs, err := packages.Load(cfg, load...)
	if err != nil {
		return nil, fmt.Errorf("loading Go packages %s: %w", strings.Join(patterns, " "), err)
	}
	pkgs = r.collectErrors(pkgs, roots)
	if !found || ctx.Err() != nil {
		return r, ctx.Err()
	}
	defer pcmfacts.SetLibrary(pcmfacts.Library())
	pcmfacts.SetLibrary(o.Library)
	return r, r.analyze(pkgs, roots)
}

// survey tells whether anything in the graph names PeriodElapsed, and whether the named library is in it.
func survey(graph []*packages.Package, library string) (found, libSeen bool) {
	packages.Visit(graph, nil, func(p *packages.Package) {
		libSeen = libSeen || p.PkgPath == library
		if found || knowledge.Std(p.PkgPath) {
			return
		}
		for _, f := range p.GoFiles {
			if src, err := os.ReadFile(f); err == nil && pcmfacts.Mentions(src) {
				found = true
				return
			}
		}
	})
	return found || libSeen, libSeen
}

// below lists the packages outside the standard library that the roots import, whose facts the rules need.
func below(graph []*packages.Package) []string {
	var out []string
	packages.Visit(graph, nil, func(p *packages.Package) {
		if p.ID == p.PkgPath && !knowledge.Std(p.PkgPath) && !strings.HasSuffix(p.PkgPath, ".test") && len(p.Errors) == 0 {
			out = append(out, p.PkgPath)
		}
	})
	sort.Strings(out)
	return out
}

// collectErrors moves the errors of packages to the result and returns the packages that can be analysed.
func (r *Result) collectErrors(pkgs []*packages.Package, roots map[string]bool) []*packages.Package {
	seen := map[Error]bool{}
	packages.Visit(pkgs, nil, func(p *packages.Package) {
		if knowledge.Std(p.PkgPath) && len(p.Errors) == 0 {
			return
		}
		for _, e := range p.Errors {
			if strings.HasPrefix(e.Msg, "# ") && len(p.Errors) > 1 {
				continue // the compiler's output as a whole; the others say the same one by one
			}
			x := packageError(p, e)
			if !seen[x] {
				seen[x] = true
				r.Errors = append(r.Errors, x)
			}
		}
	})
	sort.Slice(r.Errors, func(i, j int) bool { return r.Errors[i].Error() < r.Errors[j].Error() })
	var out []*packages.Package
	for _, p := range pkgs {
		if p.Types != nil && p.TypesInfo != nil && len(p.Syntax) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// packageError makes an Error of what go/packages says, whose position is text.
func packageError(p *packages.Package, e packages.Error) Error {
	x := Error{Message: e.Msg}
	if x.Message == "" {
		x.Message = "package " + p.PkgPath + " could not be loaded"
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
	c := &converter{result: r, findings: map[string]bool{}, tables: map[Place]bool{}}
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
