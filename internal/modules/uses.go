package modules

import (
	"path"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// usesOf lists the modules other than its own whose symbols a file mentions.
func (g *Graph) usesOf(f string) []int {
	s, err := g.Summary(f)
	if err != nil || s == nil || len(g.Of[f]) == 0 {
		return nil
	}
	var out []int
	d := &declarations{g: g, file: f, own: s}
	for _, h := range s.Idents {
		for _, to := range g.exporters[h] {
			if !slices.Contains(g.Of[f], to) && !slices.Contains(out, to) && g.canUse(f, to, h, d) {
				out = append(out, to)
			}
		}
	}
	return out
}

// canUse tells whether a name in a file can mean the symbol of that name that a module exports: the module is of the
// same folder, or a header that the file includes speaks of it, or, in a repository, the file declares it by itself. A static
// function of the same name is no use.
func (g *Graph) canUse(f string, to int, h uint32, d *declarations) bool {
	if path.Dir(f) == g.Modules[to].Dir {
		return true
	}
	if g.tree.Flags(f)&ktree.HasSound == 0 && !strings.HasPrefix(path.Dir(f)+"/", g.Modules[to].Dir+"/") &&
		!strings.HasPrefix(g.Modules[to].Dir+"/", path.Dir(f)+"/") {
		return false
	}
	return d.mention(h) || !g.tree.Kernel() && g.declares(f, h)
}

// declares tells whether a file declares a function or a variable of another one by itself: extern int f(void).
func (g *Graph) declares(file string, h uint32) bool {
	f, err := g.tree.Facts(file)
	if err != nil || f == nil {
		return false
	}
	return slices.ContainsFunc(f.Protos, func(p cparse.Proto) bool { return !p.Static && cparse.HashName(p.Name) == h }) ||
		slices.ContainsFunc(f.Vars, func(v cparse.Var) bool { return v.Extern && cparse.HashName(v.Name) == h })
}

// declarations are the headers that a file includes, directly or through further headers of the drivers' own kind.
type declarations struct {
	g      *Graph
	file   string
	own    *cparse.Summary
	found  bool
	near   []*cparse.Summary // drivers' own headers and ALSA's
	far    []string          // the kernel's general ones
	read   bool              // far is in general
	others []*cparse.Summary
}

// maxDeclarationDepth is how many includes of the drivers' own kind lie between a file and a header that declares what it
// uses, at most.
const maxDeclarationDepth = 3

// mention tells whether any of the headers mentions a name. The general ones are read only when the others do not.
func (d *declarations) mention(h uint32) bool {
	if !d.found {
		d.found = true
		d.find()
	}
	speaks := func(s *cparse.Summary) bool { return s.Mentions(h) }
	if slices.ContainsFunc(d.near, speaks) {
		return true
	}
	if !d.read {
		d.read = true
		for _, p := range d.far {
			if x, err := d.g.Summary(p); err == nil && x != nil {
				d.others = append(d.others, x)
			}
		}
	}
	return slices.ContainsFunc(d.others, speaks)
}

func (d *declarations) find() {
	type place struct {
		file string
		s    *cparse.Summary
	}
	seen := map[string]bool{}
	deeper := map[string]bool{}
	level := []place{{d.file, d.own}}
	for depth := 0; depth <= maxDeclarationDepth && len(level) > 0; depth++ {
		var next []place
		for _, at := range level {
			for _, inc := range at.s.Includes {
				p, ok := d.g.tree.Include(at.file, inc)
				if !ok || seen[p] && (inc.System || deeper[p]) {
					continue
				}
				if inc.System && !strings.HasPrefix(inc.Path, "sound/") {
					seen[p] = true
					d.far = append(d.far, p)
					continue
				}
				x, err := d.g.Summary(p)
				if err != nil || x == nil {
					continue
				}
				seen[p] = true
				d.near = append(d.near, x)
				if !inc.System {
					deeper[p] = true
					next = append(next, place{p, x})
				}
			}
		}
		level = next
	}
}
