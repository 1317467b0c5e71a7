package program

import (
	"maps"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// symbolLayer is what has been asked of the files of one tree so far.
type symbolLayer struct {
	tree  *ktree.Tree
	graph *modules.Graph
	scope modules.Leaves // the programs that are asked about; files that are in none of them are not looked at
	stop  func() bool    // whether the analysis is to be given up, nil for never
	units map[string]*unit
	spare map[string]*unit // of files that an earlier World has indexed and this one was not asked for yet, see Follow

	search     map[string][]string // searchFiles, remembered
	nameMacros map[macroIn]bool    // whether calls are expanded at once, see makesNames
	closures   map[string][]string
	groups     map[string][]string
	core       map[string]*structDef
	coreIn     map[structAt]*unit
	types      map[*site]typ
	held       map[[2]*structDef]bool // holds, remembered
	sums       map[string]*cparse.Summary
	seen       map[string]bool     // files that were looked at
	exports    map[string][]string // symbols that were looked for
	asked      *asked              // see Track
}

func newSymbolLayer(t *ktree.Tree, g *modules.Graph) symbolLayer {
	return symbolLayer{
		tree: t, graph: g, units: map[string]*unit{}, spare: map[string]*unit{}, search: map[string][]string{},
		nameMacros: map[macroIn]bool{}, closures: map[string][]string{}, groups: map[string][]string{},
		core: map[string]*structDef{}, coreIn: map[structAt]*unit{}, types: map[*site]typ{}, held: map[[2]*structDef]bool{}, seen: map[string]bool{},
		sums: map[string]*cparse.Summary{}, exports: map[string][]string{},
	}
}

// api is what is known of the kernel's interfaces.
func (w *symbolLayer) api() *kernelapi.API { return w.graph.API }

// unit gives the indexed file, nil when it cannot be read.
func (w *symbolLayer) unit(path string) *unit {
	if u, ok := w.units[path]; ok {
		return u
	}
	w.units[path] = nil
	w.seen[path] = true
	if u := w.take(path); u != nil {
		return u
	}
	f, err := w.tree.Facts(path)
	if err != nil || f == nil {
		return nil
	}
	u := w.newUnit(path, f)
	w.units[path] = u
	return u
}

// summary is the graph's, noted.
func (w *symbolLayer) summary(path string) (*cparse.Summary, error) {
	if s := w.sums[path]; s != nil {
		return s, nil
	}
	w.seen[path] = true
	s, err := w.graph.Summary(path)
	w.sums[path] = s
	return s, err
}

// exporters is the tree's, noted.
func (w *symbolLayer) exporters(symbol string) []string {
	if out, ok := w.exports[symbol]; ok {
		return out
	}
	out := w.tree.Exporters(symbol)
	w.exports[symbol] = out
	return out
}

func (w *symbolLayer) mentions(path, name string) bool {
	s, err := w.summary(path)
	h := cparse.HashName(name)
	w.asked.note(h, anywhere)
	return err == nil && s.Mentions(h)
}

// Close lets go of the facts of the source files that the World has looked at.
func (w *symbolLayer) Close() {
	w.forget(slices.Collect(maps.Keys(w.units)))
	w.forget(slices.Collect(maps.Keys(w.spare)))
}

// forget lets go of the facts of source files. Headers stay: the next World will ask for the same ones.
func (w *symbolLayer) forget(files []string) {
	w.tree.Forget(slices.DeleteFunc(files, modules.IsHeader))
}

// localClosure is the graph's, noted.
func (w *symbolLayer) localClosure(file string) []string {
	if c, ok := w.closures[file]; ok {
		return c
	}
	c := w.graph.Closure(file)
	w.seen[file] = true
	for _, p := range c {
		w.seen[p] = true
	}
	w.closures[file] = c
	return c
}

// findCoreStruct searches everything that a file includes for the definition of a struct. Headers stay what they are as
// long as the links do, so what was found in them is remembered there.
func (w *symbolLayer) findCoreStruct(file, tag string) *unit {
	has := func(p string) *unit {
		if u := w.unit(p); u != nil && len(u.structs[tag]) > 0 {
			return u
		}
		return nil
	}
	key := [2]string{file, tag}
	h := cparse.HashName(tag)
	if p, ok := w.graph.CoreStructs.Load(key); ok {
		if p != "" {
			return has(p.(string))
		}
		if !slices.ContainsFunc(w.group(file), func(f string) bool {
			s, err := w.summary(f)
			return err == nil && s.DefinesTag(h)
		}) {
			return nil
		}
	}
	seen := map[string]bool{file: true}
	queue := []string{file}
	for n := 0; len(queue) > 0 && n < 4000; n++ {
		f := queue[0]
		queue = queue[1:]
		s, err := w.summary(f)
		if err != nil || s == nil {
			continue
		}
		if s.DefinesTag(h) {
			if u := has(f); u != nil {
				if modules.IsHeader(f) {
					w.graph.CoreStructs.Store(key, f)
				}
				return u
			}
		}
		for _, inc := range s.Includes {
			if p, ok := w.tree.Include(f, inc); ok && !seen[p] {
				seen[p] = true
				queue = append(queue, p)
			}
		}
	}
	w.graph.CoreStructs.Store(key, "")
	return nil
}

// group lists the files that are compiled together with a file: those that it includes and, for one that is itself
// included, those that include it, a source's with all that they include.
func (w *symbolLayer) group(file string) []string {
	if g, ok := w.groups[file]; ok {
		return g
	}
	out := append([]string{file}, w.localClosure(file)...)
	for _, by := range w.graph.Includers[file] {
		out = append(out, by)
		out = append(out, w.localClosure(by)...)
	}
	out = append(out, w.graph.CompiledIn(file)...)
	slices.Sort(out[1:])
	out = append(out[:1:1], slices.Compact(out[1:])...)
	w.groups[file] = out
	return out
}

// lookupFunc finds the definitions that a function's name can mean in a file: in the file itself, in what is compiled
// with it, in the other files of its modules, in another module that exports it.
func (w *symbolLayer) lookupFunc(u *unit, name string) []*fn {
	if fs, ok := u.fnCache[name]; ok {
		return fs
	}
	u.fnCache[name] = nil
	fs := w.findFunc(u, name)
	if len(fs) == 0 {
		if m := w.ownMacro(u, name); m != nil && !m.FuncLike && isName(m.Body) && m.Body != name {
			fs = w.lookupFunc(u, m.Body)
		}
	}
	u.fnCache[name] = fs
	return fs
}

func (w *symbolLayer) findFunc(u *unit, name string) []*fn {
	if fs := u.funcs[name]; len(fs) > 0 {
		return fs
	}
	var out []*fn
	for _, p := range w.group(u.path) {
		if p == u.path || !w.mentions(p, name) {
			continue
		}
		if x := w.unit(p); x != nil {
			out = append(out, x.funcs[name]...)
		}
	}
	// A header may have an empty stand-in under #else beside the prototype of what another file defines.
	if len(out) > 0 && !modules.IsHeader(out[0].u.path) {
		return out
	}
	if out = append(out, w.globalFuncs(w.graph.Siblings(u.path), name)...); len(out) > 0 {
		return out
	}
	for _, p := range w.exporters(name) {
		x := w.unit(p)
		if x == nil {
			continue
		}
		fs := x.funcs[name]
		if len(fs) == 0 && len(w.graph.Of[p]) > 0 {
			fs = w.globalFuncs(w.graph.Siblings(p), name) // exported by another file of its module
		}
		out = append(out, fs...)
	}
	return w.linkedOnly(u.path, out)
}

// globalFuncs lists the functions of a name in some files that others can call.
func (w *symbolLayer) globalFuncs(files []string, name string) []*fn {
	h := cparse.HashName(name)
	var out []*fn
	for _, p := range files {
		s, err := w.summary(p)
		if err != nil || !s.DefinesFunc(h) {
			continue
		}
		if x := w.unit(p); x != nil {
			for _, f := range x.funcs[name] {
				if !f.d.Static {
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// linkedOnly keeps the functions that can be in one kernel with a file; of several definitions of one name only those
// in modules that the file's module uses.
func (w *symbolLayer) linkedOnly(path string, fs []*fn) []*fn {
	if len(fs) < 2 {
		return fs
	}
	var out []*fn
	for _, f := range fs {
		if w.graph.Linked(path, f.u.path) {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		return fs
	}
	return out
}

// lookupVar finds the file-scope variable that a name means in a file; a definition before a declaration.
func (w *symbolLayer) lookupVar(u *unit, name string) *gvar {
	if v, ok := u.varCache[name]; ok {
		return v
	}
	u.varCache[name] = nil
	v := w.findVar(u, name)
	u.varCache[name] = v
	return v
}

func (w *symbolLayer) findVar(u *unit, name string) *gvar {
	if v := definition(u.vars[name]); v != nil && !v.d.Extern {
		return v
	}
	for _, p := range w.group(u.path) {
		if p == u.path || !w.mentions(p, name) {
			continue
		}
		if x := w.unit(p); x != nil {
			if v := definition(x.vars[name]); v != nil && !v.d.Extern {
				return v
			}
		}
	}
	for _, p := range w.graph.Siblings(u.path) {
		if p == u.path || !w.mentions(p, name) {
			continue
		}
		if x := w.unit(p); x != nil {
			if v := definition(x.vars[name]); v != nil && !v.d.Static && !v.d.Extern {
				return v
			}
		}
	}
	for _, p := range w.linkedFirst(u.path, w.exporters(name)) {
		files := []string{p}
		if len(w.graph.Of[p]) > 0 {
			files = append(files, w.graph.Siblings(p)...) // exported by another file of its module
		}
		for _, q := range files {
			if !w.mentions(q, name) {
				continue
			}
			if x := w.unit(q); x != nil {
				if v := definition(x.vars[name]); v != nil && !v.d.Extern {
					return v
				}
			}
		}
	}
	return definition(u.vars[name])
}

// linkedFirst puts those of some files that can be in one kernel with a file before the others.
func (w *symbolLayer) linkedFirst(path string, files []string) []string {
	if len(files) < 2 {
		return files
	}
	var linked, others []string
	for _, p := range files {
		if w.graph.Linked(path, p) {
			linked = append(linked, p)
		} else {
			others = append(others, p)
		}
	}
	return append(linked, others...)
}

// definition picks of several declarations the one with an initializer, then one that is not extern. A forward
// declaration (static const struct snd_pcm_ops x;) is no definition of its own.
func definition(vs []*gvar) *gvar {
	var best *gvar
	for _, v := range vs {
		switch {
		case best == nil, v.d.Initialized() && !best.d.Initialized(), best.d.Extern && !v.d.Extern:
			best = v
		}
	}
	return best
}

// local finds the local variable or parameter that a name means in a function.
func (f *fn) local(name string, at cparse.Pos) (*cparse.Type, *cparse.Var, bool) {
	var best *cparse.Var
	for _, v := range f.localsNamed(name) {
		if best == nil || v.Pos <= at {
			best = v
		}
	}
	if best != nil {
		return &best.Type, best, true
	}
	if i, ok := f.param(name); ok {
		return &f.d.Params[i].Type, nil, true
	}
	return nil, nil, false
}

// objectMacro finds an object-like macro of the driver and parses its body as an expression.
func (w *symbolLayer) objectMacro(u *unit, s *site) *site {
	if x := s.expansion(); len(x) > 0 {
		return x[0]
	}
	if s.root.depth >= maxMacroDepth {
		return nil
	}
	m := w.ownMacro(u, s.e.Name)
	if m == nil || m.FuncLike || m.Body == "" || m.Body == s.e.Name {
		return nil
	}
	f := cparse.ParseFragment(cparse.FragmentExpr, m.Body, s.e.Pos, s.e.End)
	if f == nil || len(f.Funcs) == 0 || len(f.Funcs[0].Stmts) == 0 || f.Funcs[0].Stmts[0].X == nil {
		return nil
	}
	r := *s.root
	r.depth++
	x := &site{e: f.Funcs[0].Stmts[0].X, up: s.up, arg: s.arg, root: &r}
	w.addSite(x)
	s.exp = &[]*site{x}
	return x
}

// textOf gives the text of a function's file to somebody who looks into the function.
func (w *symbolLayer) textOf(f *fn) []byte {
	w.build(f.u, f.item)
	return w.source(f.u)
}

// isName tells whether a macro's body is just an identifier.
func isName(body string) bool {
	for i := range len(body) {
		if !isIdent(body[i]) {
			return false
		}
	}
	return body != ""
}

func (w *symbolLayer) stopped() bool { return w.stop != nil && w.stop() }

// take gives the unit of a file that another World has indexed, nil when there is none. What the file's macros were
// found in counts as looked at, as if this World had expanded them.
func (w *symbolLayer) take(path string) *unit {
	u := w.spare[path]
	if u == nil {
		return nil
	}
	delete(w.spare, path)
	u.forgetMeanings() // its names may mean something else beside other files
	w.units[path] = u
	w.localClosure(path)
	for _, p := range u.macrosFrom {
		w.unit(p)
	}
	return u
}

// forgetMeanings empties what depends on other files than the headers.
func (u *unit) forgetMeanings() {
	clear(u.fnCache)
	clear(u.varCache)
	clear(u.beside)
	clear(u.sdCache)
	clear(u.typeCache)
}
