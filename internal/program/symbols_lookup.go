package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// named lists the identifiers of a file that spell a name or an alias of it (#define alias name).
func (w *symbolLayer) named(path, name string) []*site {
	u := w.unit(path)
	if u == nil {
		return nil
	}
	out := w.idents(u, name)
	for _, alias := range w.aliases(u, name) {
		out = append(out[:len(out):len(out)], w.idents(u, alias)...)
	}
	return out
}

// aliases lists the object-like macros that stand for a name in a file, or for another one that does.
func (w *symbolLayer) aliases(u *unit, name string) []string {
	names := []string{name}
	for i := 0; i < len(names); i++ {
		add := func(m *cparse.Macro) {
			if !m.FuncLike && m.Body == names[i] && !slices.Contains(names, m.Name) {
				names = append(names, m.Name)
			}
		}
		for j := range u.file.Macros {
			add(&u.file.Macros[j])
		}
		for _, a := range w.graph.HeaderMacros(names[i]) {
			if m := w.ownMacro(u, a); m != nil {
				add(m)
			}
		}
	}
	return names[1:]
}

// searchPasted lists the files that searchFiles does, and those in which macros may paste the name together: what its
// first part is pasted to is an identifier of its own.
func (w *symbolLayer) searchPasted(name string) []string {
	out := slices.Clone(w.searchFiles(name))
	for n := len(pastedFrom); n < len(name); n++ {
		out = append(out, w.searchFiles(name[:n])...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// pastedFrom is the shortest beginning of one of the kernel's names that drivers paste something to.
const pastedFrom = "snd"

// visibleFrom lists the files in which a function's name can mean it.
func (w *symbolLayer) visibleFrom(f *fn) []string {
	name := f.name()
	var out []string
	add := func(paths []string) {
		for _, p := range paths {
			if w.mentions(p, name) {
				out = append(out, p)
			}
		}
	}
	if f.d.Static {
		if modules.IsHeader(f.u.path) {
			return w.searchFiles(name)
		}
		out = append(out, f.u.path)
		add(w.group(f.u.path)[1:])
		return out
	}
	return w.searchFiles(name)
}

// searchFiles lists the candidate files that mention a name, the drivers' headers that do, and the files that mention
// a macro of theirs that does.
func (w *symbolLayer) searchFiles(name string) []string {
	if out, ok := w.search[name]; ok {
		return out
	}
	names := []string{name}
	var out []string
	for i := 0; i < len(names); i++ {
		w.asked.note(cparse.HashName(names[i]), anywhere)
		out = append(out, w.graph.Mentioning(names[i])...)
		for _, m := range w.graph.HeaderMacros(names[i]) {
			if !slices.Contains(names, m) {
				names = append(names, m)
			}
		}
	}
	if len(names) > 1 {
		slices.Sort(out)
		out = slices.Compact(out)
	}
	out = slices.DeleteFunc(out, func(p string) bool { return !w.graph.LeavesOf(p).Meets(w.scope) })
	w.search[name] = out
	return out
}

// means tells whether an identifier in its place means the function.
func (w *symbolLayer) means(s *site, f *fn) bool {
	if g := s.fn(); g != nil {
		if _, _, ok := g.local(s.e.Name, s.e.Pos); ok {
			return false
		}
	}
	if s.u() == f.u && s.e.Name == f.name() {
		return true
	}
	for _, x := range w.lookupFunc(s.u(), s.e.Name) {
		if x == f {
			return true
		}
	}
	return false
}
