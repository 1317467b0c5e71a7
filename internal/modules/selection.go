package modules

import (
	"maps"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// A Selection is a set of modules to look at.
type Selection struct {
	files  map[string]bool
	Leaves Leaves
}

// Has tells whether a file belongs to one of the selected modules.
func (s *Selection) Has(file string) bool { return s == nil || s.files[file] }

// Empty tells whether nothing that has to do with PCM is selected.
func (s *Selection) Empty() bool { return s != nil && s.Leaves.Empty() }

// Near lists those of some files that can be linked with a selection.
func (g *Graph) Near(s *Selection, files []string) []string {
	var out []string
	for _, f := range files {
		if g.ProgramsOf(f).Meets(s.Leaves) {
			out = append(out, f)
		}
	}
	return out
}

// UsedBy gives the modules that those of a selection use.
func (g *Graph) UsedBy(s *Selection) map[int]bool {
	used := map[int]bool{}
	for f := range s.files {
		for _, m := range g.Of[f] {
			for to := range reachable(g.moduleUses, m) {
				used[to] = true
			}
		}
	}
	return used
}

// Covers tells whether all programs that a file is part of are among those of a selection, so that what an analysis of
// the selection says of the file is all there is to say.
func (g *Graph) Covers(s *Selection, file string) bool {
	l := g.ProgramsOf(file)
	return s == nil || l != nil && !l.Empty() && l.Subset(s.Leaves)
}

// Name is the same for Selections of the same files.
func (s *Selection) Name() string { return strings.Join(slices.Sorted(maps.Keys(s.files)), "\n") }

// Select gives the modules of the given .c files. Nil files select everything.
func (g *Graph) Select(files []string) *Selection {
	if files == nil {
		return nil
	}
	s := &Selection{files: map[string]bool{}, Leaves: Leaves{}}
	for _, f := range files {
		l := g.ProgramsOf(f)
		if l == nil {
			continue
		}
		if len(s.Leaves) == 0 {
			s.Leaves = make(Leaves, len(l))
		}
		s.Leaves.Or(l)
		s.files[f] = true
		for _, sib := range g.Siblings(f) {
			s.files[sib] = true
			s.Leaves.Or(g.ProgramsOf(sib))
		}
	}
	return s
}

// TableFiles lists the files that may hold ops tables: those of modules that a call of snd_pcm_period_elapsed() is
// linked with, or all of them.
func (g *Graph) TableFiles(everything bool) []string {
	if everything {
		return g.tableFiles
	}
	var out []string
	for _, f := range g.tableFiles {
		if g.relevant[f] {
			out = append(out, f)
		}
	}
	return out
}

// Tableless lists the files that call snd_pcm_period_elapsed() and are linked with no file that may hold an ops table.
func (g *Graph) Tableless() []string {
	tables := g.TableFiles(false)
	var out []string
	for f := range g.relevant {
		if g.tree.Flags(f)&ktree.HasElapsed == 0 || kernelapi.IsFramework(f) {
			continue
		}
		if l := g.LeavesOf(f); !slices.ContainsFunc(tables, func(t string) bool { return l.Meets(g.LeavesOf(t)) }) {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return out
}
