package modules

import (
	"path"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// ownInclude tells whether an include belongs to drivers rather than to the kernel's core.
func ownInclude(inc cparse.Include, resolved string) bool {
	if inc.System && !strings.HasPrefix(inc.Path, "sound/") {
		return false
	}
	return !strings.HasPrefix(resolved, "include/linux/") && !strings.HasPrefix(resolved, "arch/")
}

// Closure lists the headers and sources that a file includes and that belong to drivers rather than to the kernel's
// core: #include "..." and <sound/...>, transitively, without the file itself, nearest first.
func (g *Graph) Closure(file string) []string {
	if c, ok := g.closures.Load(file); ok {
		return c.([]string)
	}
	seen := map[string]bool{file: true}
	queue := []string{file}
	var out []string
	for len(queue) > 0 && len(out) < 2000 {
		f := queue[0]
		queue = queue[1:]
		for _, p := range g.ownIncludes(f) {
			if !seen[p] {
				seen[p] = true
				out = append(out, p)
				queue = append(queue, p)
			}
		}
	}
	g.closures.Store(file, out)
	return out
}

// ownIncludes lists what a file includes by itself and belongs to drivers rather than to the kernel's core.
func (g *Graph) ownIncludes(file string) []string {
	s, err := g.Summary(file)
	if err != nil || s == nil {
		return nil
	}
	out := g.tree.Forced(file)
	for _, inc := range s.Includes {
		if inc.System && !strings.HasPrefix(inc.Path, "sound/") {
			continue
		}
		if p, ok := g.tree.Include(file, inc); ok && ownInclude(inc, p) {
			out = append(out, p)
		}
	}
	return out
}

// findHeaders lists the drivers' own headers.
func (g *Graph) findHeaders() {
	seen := map[string]bool{}
	var queue []string
	for f := range g.relevant {
		queue = append(queue, f)
	}
	for len(queue) > 0 {
		f := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, p := range g.ownIncludes(f) {
			if !IsHeader(p) {
				continue
			}
			if !strings.HasPrefix(p, "include/") {
				g.includedBy[p] = append(g.includedBy[p], f)
			}
			if !seen[p] {
				seen[p] = true
				queue = append(queue, p)
				g.Headers = append(g.Headers, p)
			}
		}
	}
	slices.Sort(g.Headers)
	sums := make([]*cparse.Summary, len(g.Headers))
	for i, h := range g.Headers {
		sums[i], _ = g.Summary(h)
	}
	g.headerWords = ktree.IndexWords(sums)
}

// IsPart tells whether a file is a source by being included, and no .c file.
func (g *Graph) IsPart(p string) bool { return IsHeader(p) && len(g.Includers[p]) > 0 }

// CompiledIn lists the .c files that include a header of a driver, directly or through others, sorted.
func (g *Graph) CompiledIn(header string) []string {
	if v, ok := g.sources.Load(header); ok {
		return v.([]string)
	}
	var out []string
	seen := map[string]bool{header: true}
	for queue := []string{header}; len(queue) > 0; queue = queue[1:] {
		for _, by := range g.includedBy[queue[0]] {
			if seen[by] {
				continue
			}
			seen[by] = true
			if IsHeader(by) {
				queue = append(queue, by)
			} else {
				out = append(out, by)
			}
		}
	}
	slices.Sort(out)
	g.sources.Store(header, out)
	return out
}

// HeaderMacros lists the macros of the drivers' headers whose bodies mention a name.
func (g *Graph) HeaderMacros(name string) []string {
	g.readMacros()
	return g.macroWords[cparse.HashName(name)]
}

func (g *Graph) readMacros() {
	g.macroOnce.Do(func() {
		g.macroWords = map[uint32][]string{}
		g.macroNames = map[uint32]bool{}
		g.callMacros = map[string][]string{}
		for _, h := range g.Headers {
			s, err := g.Summary(h)
			if err != nil || len(s.Defines) == 0 {
				continue
			}
			src, err := g.tree.Compiled(h)
			if err != nil {
				continue
			}
			for _, m := range cparse.MacroWords(src) {
				g.macroNames[cparse.HashName(m.Name)] = true
				if m.Call {
					g.callMacros[h] = append(g.callMacros[h], m.Name)
				}
				for _, x := range m.Words {
					if !slices.Contains(g.macroWords[x], m.Name) {
						g.macroWords[x] = append(g.macroWords[x], m.Name)
					}
				}
			}
		}
	})
}

// HeaderHasMacro tells whether any of the drivers' headers defines a macro of that name, given by its hash.
func (g *Graph) HeaderHasMacro(h uint32) bool {
	g.readMacros()
	return g.macroNames[h]
}

// MacrosOf lists the function-like macros of one of the drivers' headers.
func (g *Graph) MacrosOf(header string) []string {
	g.readMacros()
	return g.callMacros[header]
}

// Mentioning lists the relevant source files and the drivers' headers that mention a name.
func (g *Graph) Mentioning(name string) []string {
	var out []string
	for _, f := range g.tree.Mentioning(name) {
		if g.relevant[f] {
			out = append(out, f)
		}
	}
	for i := range g.headerWords.With(cparse.HashName(name)) {
		if h := g.Headers[i]; !g.relevant[h] { // else it is a source like others
			out = append(out, h)
		}
	}
	return out
}

// HeadersKey identifies what the headers say.
func (g *Graph) HeadersKey() ktree.Digest {
	g.headerOnce.Do(func() {
		var b []byte
		for _, f := range g.Headers {
			h := g.tree.Hash(f)
			b = append(append(append(b, f...), 0), h[:]...)
		}
		g.headerHash = ktree.HashText(b)
	})
	return g.headerHash
}

// IsHeader tells whether a file is only compiled as part of others.
func IsHeader(p string) bool { return path.Ext(p) != ".c" }

// CompiledWithOthers tells whether a file's text is compiled as part of another one, or another .c file as part of it.
func (g *Graph) CompiledWithOthers(p string) bool {
	if IsHeader(p) || len(g.Includers[p]) > 0 {
		return true
	}
	for _, by := range g.Includers {
		if slices.Contains(by, p) {
			return true
		}
	}
	return false
}
