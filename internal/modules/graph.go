package modules

import (
	"encoding/binary"
	"errors"
	"maps"
	"path"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// A Graph says which modules of a tree are linked together: module a uses module b when a file of a mentions a symbol
// that b exports. A program that can run is one leaf, a module that nobody uses, with all that it uses; two files can
// meet only where some leaf has both. Immutable once built.
type Graph struct {
	*links
	tree *ktree.Tree
	own  map[string]*cparse.Summary // of the files that changed since the links were made, nil for one that is gone
}

// links are what Graphs share when an edit changes nothing of how modules are linked.
type links struct {
	headerOnce  sync.Once
	headerHash  ktree.Digest
	macroOnce   sync.Once
	macroWords  map[uint32][]string // HashName -> macros of headers whose bodies mention it
	macroNames  map[uint32]bool     // HashName of the macros of headers
	callMacros  map[string][]string // header -> its function-like macros
	sums        sync.Map            // path -> *cparse.Summary
	closures    sync.Map            // path -> []string, see Closure
	CoreStructs sync.Map            // file and tag -> the header that defines the struct for it, "" for none
	API         *kernelapi.API
	Modules     []*ktree.Module
	Of          map[string][]int // path -> modules
	exporters   map[uint32][]int // HashName of a symbol -> modules that export it
	uses        map[string][]int // path -> other modules whose symbols it mentions
	moduleUses  []map[int]bool   // per module: those that it uses, or that it works for
	Leaves      []Leaves         // per module: the leaves that it is part of
	Includers   map[string][]string
	relevant    map[string]bool     // files of modules that PCM drivers lead to
	headerWords *ktree.Words        // of headers
	tableFiles  []string            // files that mention a struct of PCM callbacks
	includedBy  map[string][]string // header of a driver -> files that #include it
	sources     sync.Map            // header -> []string, see CompiledIn
	Headers     []string            // of the drivers' own and <sound/...>, that any of the files includes
}

// Summary is the tree's, remembered. Safe for concurrent use.
func (g *Graph) Summary(path string) (*cparse.Summary, error) {
	s, ok := g.own[path]
	if !ok {
		s, ok = g.known(path)
	}
	if ok {
		if s == nil {
			return nil, errNoFile
		}
		return s, nil
	}
	s, err := g.tree.Summary(path)
	if err != nil {
		s = nil
	}
	g.sums.Store(path, s)
	return s, err
}

// Mentions tells whether an identifier occurs in a file, in code or in a macro's body.
func (g *Graph) Mentions(path, ident string) bool {
	s, err := g.Summary(path)
	return err == nil && s.Mentions(cparse.HashName(ident))
}

func (l *links) known(path string) (*cparse.Summary, bool) {
	s, ok := l.sums.Load(path)
	if !ok {
		return nil, false
	}
	return s.(*cparse.Summary), true
}

var errNoFile = errors.New("no such file")

// NewGraph reads the summaries of the candidate files of a tree and links their modules.
func NewGraph(t *ktree.Tree, api *kernelapi.API) *Graph {
	return newGraph(t, api, nil)
}

// newGraph is NewGraph with the summaries that are known already.
func newGraph(t *ktree.Tree, api *kernelapi.API, known map[string]*cparse.Summary) *Graph {
	g := &Graph{tree: t, links: &links{API: api, Of: map[string][]int{}, exporters: map[uint32][]int{}, Includers: map[string][]string{}, includedBy: map[string][]string{}, relevant: map[string]bool{}}}
	for p, s := range known {
		g.sums.Store(p, s)
	}
	candidates := t.Candidates()
	t.Mentioning("") // reads their summaries, several at a time
	files := slices.Clone(candidates)
	index := map[*ktree.Module]int{}
	for i := 0; i < len(files); i++ {
		f := files[i]
		if _, ok := g.Of[f]; ok {
			continue
		}
		for _, m := range t.Modules(f) {
			n, ok := index[m]
			if !ok {
				n = len(g.Modules)
				index[m] = n
				g.Modules = append(g.Modules, m)
				files = append(files, m.Files...)
			}
			g.Of[f] = append(g.Of[f], n)
		}
	}
	g.tableFiles = t.With(ktree.HasOps | ktree.HasComponent)
	for _, f := range candidates {
		if IsHeader(f) && t.Flags(f)&(ktree.HasOps|ktree.HasComponent) != 0 {
			g.tableFiles = append(g.tableFiles, f)
		}
	}
	for _, tag := range api.Added {
		g.tableFiles = append(g.tableFiles, t.Mentioning(tag)...)
	}
	slices.Sort(g.tableFiles)
	g.tableFiles = slices.Compact(g.tableFiles)
	for _, f := range candidates {
		ms := g.Of[f]
		s, err := g.Summary(f)
		if err != nil || s == nil || len(ms) == 0 {
			continue
		}
		if kernelapi.IsFramework(f) {
			continue // used by all, it joins nobody
		}
		for _, name := range s.Exports {
			h := cparse.HashName(name)
			g.exporters[h] = append(g.exporters[h], ms...)
		}
		for _, p := range t.Included(f) {
			g.Includers[p] = append(g.Includers[p], f)
		}
	}
	for _, by := range g.Includers {
		slices.Sort(by)
	}

	uses := g.findUses(candidates)
	g.closeLeaves(uses)
	if g.joinOrphans(uses) {
		g.closeLeaves(uses)
	}
	g.moduleUses = uses
	g.findRelevant(uses)
	g.findHeaders()
	return g
}

// findUses gives for each module those whose symbols its files mention, several files at a time.
func (g *Graph) findUses(files []string) []map[int]bool {
	uses := make([]map[int]bool, len(g.Modules))
	for i := range uses {
		uses[i] = map[int]bool{}
	}
	found := make([][]int, len(files))
	var (
		next atomic.Int64
		wg   sync.WaitGroup
	)
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(files)); i = next.Add(1) - 1 {
				found[i] = g.usesOf(files[i])
			}
		})
	}
	wg.Wait()
	g.uses = make(map[string][]int, len(files))
	for i, f := range files {
		g.uses[f] = found[i]
		for _, to := range found[i] {
			for _, m := range g.Of[f] {
				uses[m][to] = true
			}
		}
	}
	return uses
}

// findRelevant marks the modules that PCM drivers lead to: those that call elapsed or have an ops table, those that
// use them and those that they use, the kernel's own sound core left out.
func (g *Graph) findRelevant(uses []map[int]bool) {
	framework := make([]bool, len(g.Modules))
	seed := make([]bool, len(g.Modules))
	usedBy := make([][]int, len(g.Modules))
	for i, m := range g.Modules {
		for to := range uses[i] {
			usedBy[to] = append(usedBy[to], i)
		}
		for _, f := range m.Files {
			framework[i] = framework[i] || kernelapi.IsFramework(f)
			if g.tree.Flags(f)&(ktree.HasElapsed|ktree.HasDmaengine) != 0 || g.HasOps(f) {
				seed[i] = true
			}
		}
	}
	up := make([]bool, len(g.Modules))
	down := make([]bool, len(g.Modules))
	var walk func(i int, seen []bool, next func(int) []int)
	walk = func(i int, seen []bool, next func(int) []int) {
		if seen[i] || framework[i] {
			return
		}
		seen[i] = true
		for _, to := range next(i) {
			walk(to, seen, next)
		}
	}
	for i := range seed {
		if seed[i] {
			walk(i, up, func(i int) []int { return usedBy[i] })
		}
	}
	for i := range up {
		if up[i] {
			walk(i, down, func(i int) []int {
				var out []int
				for to := range uses[i] {
					out = append(out, to)
				}
				return out
			})
		}
	}
	for f, ms := range g.Of {
		for _, m := range ms {
			if down[m] || framework[m] && seed[m] {
				g.relevant[f] = true
			}
		}
	}
}

// IsRelevant tells whether PCM drivers lead to a file's module.
func (g *Graph) IsRelevant(file string) bool { return g.relevant[file] }

// Relevant lists the .c files of the modules that PCM drivers lead to, sorted.
func (g *Graph) Relevant() []string { return slices.Sorted(maps.Keys(g.relevant)) }

// joinOrphans joins modules that meet only at run time: one that calls elapsed and has no ops table works for a table of
// a module beside it with which it shares a header, the driver of its child device.
func (g *Graph) joinOrphans(uses []map[int]bool) bool {
	hasTable := make([]bool, len(g.Modules))
	var tables []int
	for i, m := range g.Modules {
		for _, f := range m.Files {
			hasTable[i] = hasTable[i] || g.CanHoldTable(f) && !kernelapi.IsFramework(f)
		}
		if hasTable[i] {
			tables = append(tables, i)
		}
	}
	joined := false
	for i, m := range g.Modules {
		if hasTable[i] || !g.callsElapsed(m) {
			continue
		}
		for _, t := range tables {
			if g.Modules[t].Dir == m.Dir && g.shareHeader(m, g.Modules[t]) {
				uses[i][t] = true
				joined = true
			}
		}
	}
	return joined
}

// HasOps tells whether a file mentions a struct of PCM callbacks other than ASoC's.
func (g *Graph) HasOps(file string) bool {
	if g.tree.Flags(file)&ktree.HasOps != 0 {
		return true
	}
	return slices.ContainsFunc(g.API.Added, func(tag string) bool {
		s, err := g.Summary(file)
		return err == nil && s.Mentions(cparse.HashName(tag))
	})
}

// componentOps are callbacks of which an ASoC component with PCM ops has one.
var componentOps = []string{"pointer", "trigger", "hw_free", "hw_params", "prepare"}

// CanHoldTable tells whether a file can define an ops table.
func (g *Graph) CanHoldTable(file string) bool {
	if g.HasOps(file) {
		return true
	}
	if g.tree.Flags(file)&ktree.HasComponent == 0 {
		return false
	}
	s, err := g.Summary(file)
	return err == nil && slices.ContainsFunc(componentOps, func(n string) bool {
		return s.Mentions(cparse.HashName(n))
	})
}

func (g *Graph) callsElapsed(m *ktree.Module) bool {
	return slices.ContainsFunc(m.Files, func(f string) bool {
		return g.tree.Flags(f)&ktree.HasElapsed != 0 && !kernelapi.IsFramework(f)
	})
}

// shareHeader tells whether files of two modules include the same header of their folder.
func (g *Graph) shareHeader(a, b *ktree.Module) bool {
	own := func(m *ktree.Module) map[string]bool {
		out := map[string]bool{}
		for _, f := range m.Files {
			s, err := g.Summary(f)
			if err != nil || s == nil {
				continue
			}
			for _, inc := range s.Includes {
				if p, ok := g.tree.Include(f, inc); ok && !inc.System && path.Dir(p) == path.Dir(f) {
					out[p] = true
				}
			}
		}
		return out
	}
	theirs := own(b)
	for h := range own(a) {
		if theirs[h] {
			return true
		}
	}
	return false
}

// Siblings lists the files of a file's modules.
func (g *Graph) Siblings(path string) []string {
	var out []string
	ms := g.tree.Modules(path)
	for _, m := range ms {
		out = append(out, m.Files...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// SameModule tells whether two files are linked into one module.
func (g *Graph) SameModule(a, b string) bool {
	for _, m := range g.Of[a] {
		if slices.Contains(g.Of[b], m) {
			return true
		}
	}
	return a == b
}

// ModuleName names the module of a file for people.
func (g *Graph) ModuleName(path string) string {
	for _, m := range g.Of[path] {
		return g.Modules[m].Name
	}
	return ""
}

// Key identifies all that decides what is found about a selection, as far as it is known before: the text of the files
// of its programs, how they are linked, and the drivers' headers.
func (g *Graph) Key(sel *Selection, more ...string) ktree.Digest {
	var b []byte
	for _, m := range append(more, g.API.Key, g.tree.TargetKey()) {
		b = append(append(b, m...), 0)
	}
	h := g.HeadersKey()
	b = append(b, h[:]...)
	for _, f := range g.inScope(sel) {
		h := g.tree.Hash(f)
		b = append(append(append(b, f...), 0), h[:]...)
		for _, x := range g.LeavesOf(f).And(sel.Leaves) {
			b = binary.LittleEndian.AppendUint64(b, x)
		}
	}
	return ktree.HashText(b)
}

// inScope lists the relevant files that are part of a selection's programs.
func (g *Graph) inScope(sel *Selection) []string {
	var out []string
	for f := range g.relevant {
		if g.LeavesOf(f).Meets(sel.Leaves) {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return out
}
