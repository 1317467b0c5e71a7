package repair

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"sort"

	"golang.org/x/tools/go/analysis"
)

// merge puts the edits in order, each once, with insertions at one place as one edit. It fails when edits overlap, and
// when one would go to a file that was made of another, as cgo makes files in the build cache.
func (r *repair) merge() bool {
	for _, e := range r.out {
		if r.pass.Fset.Position(e.Pos).Filename != r.pass.Fset.PositionFor(e.Pos, false).Filename {
			return false
		}
	}
	sort.SliceStable(r.out, func(i, j int) bool {
		a, b := r.out[i], r.out[j]
		return a.Pos < b.Pos || a.Pos == b.Pos && a.End < b.End
	})
	var out []analysis.TextEdit
	for _, e := range r.out {
		n := len(out)
		if n == 0 {
			out = append(out, e)
			continue
		}
		last := &out[n-1]
		switch {
		case e.Pos == last.Pos && e.End == last.End && string(e.NewText) == string(last.NewText):
		case e.Pos == last.Pos && e.End == last.End && e.Pos == e.End:
			last.NewText = append(append([]byte(nil), last.NewText...), e.NewText...)
		case e.Pos < last.End:
			return false
		default:
			out = append(out, e)
		}
	}
	r.out = out
	return len(out) > 0
}

// compiles type-checks the package as it is with the edits.
func (r *repair) compiles() bool {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, f := range r.pass.Files {
		tf := r.pass.Fset.File(f.FileStart)
		src, err := r.pass.ReadFile(tf.Name())
		if err != nil {
			return false
		}
		file, err := parser.ParseFile(fset, tf.Name(), r.apply(tf, src), parser.SkipObjectResolution)
		if err != nil {
			return false
		}
		files = append(files, file)
	}
	known := map[string]*types.Package{"unsafe": types.Unsafe}
	for _, p := range reach(r.pass.Pkg) {
		known[p.Path()] = p
	}
	// The importer knows a vendored package by its longer path.
	for _, p := range r.pass.Pkg.Imports() {
		known[p.Path()] = p
	}
	if sync := known["sync"]; sync == nil || !sync.Complete() {
		known["sync"] = neededSync()
	}
	ok := true
	conf := types.Config{
		GoVersion: r.pass.Pkg.GoVersion(),
		Importer:  importer(func(path string) (*types.Package, error) { return known[path], nil }),
		Error:     func(error) { ok = false },
		Sizes:     r.pass.TypesSizes,
	}
	_, _ = conf.Check(r.pass.Pkg.Path(), fset, files, nil)
	return ok
}

// neededSync is as much of package sync as repairs use, for packages that do not import it yet.
func neededSync() *types.Package {
	const src = `package sync

type WaitGroup struct{}

func (*WaitGroup) Add(int)
func (*WaitGroup) Done()
func (*WaitGroup) Go(func())
func (*WaitGroup) Wait()

type RWMutex struct{}

func (*RWMutex) Lock()
func (*RWMutex) Unlock()
func (*RWMutex) RLock()
func (*RWMutex) RUnlock()

type Map struct{}

func (*Map) Store(k, v any)
func (*Map) Load(k any) (v any, ok bool)
func (*Map) Delete(k any)
`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "sync.go", src, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	conf := types.Config{IgnoreFuncBodies: true, Error: func(error) {}}
	pkg, _ := conf.Check("sync", fset, []*ast.File{file}, nil)
	return pkg
}

type importer func(path string) (*types.Package, error)

func (f importer) Import(path string) (*types.Package, error) {
	pkg, err := f(path)
	if pkg == nil && err == nil {
		return nil, types.Error{Msg: "no package " + path}
	}
	return pkg, err
}

// apply applies the edits of one file.
func (r *repair) apply(tf *token.File, src []byte) []byte {
	for i := len(r.out) - 1; i >= 0; i-- {
		e := r.out[i]
		if int(e.Pos) < tf.Base() || int(e.Pos) > tf.Base()+tf.Size() {
			continue
		}
		from, to := tf.Offset(e.Pos), tf.Offset(e.End)
		src = append(src[:from:from], append(append([]byte(nil), e.NewText...), src[to:]...)...)
	}
	return src
}
