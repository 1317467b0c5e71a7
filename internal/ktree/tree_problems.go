package ktree

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// Problem is something that could not be read. A run with problems is incomplete.
type Problem struct {
	Path    string // relative to the root
	Message string
}

// Skip is a source or build file that was not looked at, because there is nothing to look at: the analysis lacks nothing
// by it that a compiler would get.
type Skip struct{ Path, Reason string }

// Stats count what was done to answer so far.
type Stats struct {
	Folders  int            // read
	Files    int            // .c files found
	Searched int64          // bytes searched for words
	Read     int            // .c and Kbuild files read by the search; the others were known from the index
	Parsed   int            // files cut into items
	Items    int            // items parsed and put into the cache
	Kept     int            // items that the cache knew
	Scanned  int            // files scanned for a summary
	Skipped  map[string]int // what was not looked at, by reason: "special file", "symlink": one that leads nowhere, or to a file that has a place of its own
}

// Stats tell what it took so far.
func (t *Tree) Stats() Stats {
	b := t.b
	s := Stats{
		Folders:  int(b.stats.folders.Load()),
		Files:    b.total,
		Searched: b.stats.searched.Load(),
		Read:     int(b.stats.read.Load()),
		Parsed:   int(b.stats.parsed.Load()),
		Items:    int(b.stats.items.Load()),
		Kept:     int(b.stats.kept.Load()),
		Scanned:  int(b.stats.scanned.Load()),
		Skipped:  map[string]int{},
	}
	if b.aliases > 0 {
		s.Skipped["symlink"] = b.aliases
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, x := range b.skipped {
		s.Skipped[x.Reason]++
	}
	return s
}

// Problems lists what could not be read, sorted by path.
func (t *Tree) Problems() []Problem {
	t.b.mu.Lock()
	defer t.b.mu.Unlock()
	list := slices.DeleteFunc(slices.Clone(t.b.problems), func(p Problem) bool { return t.overlay[p.Path] != nil })
	slices.SortFunc(list, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Message, b.Message))
	})
	return slices.Compact(list)
}

func (b *base) problem(p string, err error) {
	var pe *os.PathError
	msg := err.Error()
	if errors.As(err, &pe) { // the path is in Problem.Path already
		msg = "cannot " + pe.Op + ": " + pe.Err.Error()
	}
	b.mu.Lock()
	b.problems = append(b.problems, Problem{Path: p, Message: msg})
	b.mu.Unlock()
}

// unreadable notes a file that could not be read, unless it is simply not there (any more).
func (b *base) unreadable(p string, err error) {
	if !errors.Is(err, fs.ErrNotExist) {
		b.problem(p, err)
	}
}

func (b *base) skip(p, reason string) {
	b.mu.Lock()
	b.skipped = append(b.skipped, Skip{p, reason})
	b.mu.Unlock()
}

// Skipped lists what was not looked at, sorted by path.
func (t *Tree) Skipped() []Skip {
	t.b.mu.Lock()
	defer t.b.mu.Unlock()
	list := slices.DeleteFunc(slices.Clone(t.b.skipped), func(s Skip) bool { return t.overlay[s.Path] != nil })
	slices.SortFunc(list, func(a, b Skip) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Reason, b.Reason))
	})
	return list
}

// warn says a thing once.
func (b *base) warn(msg string) {
	if b.opt.Warn == nil {
		return
	}
	if _, said := b.warned.LoadOrStore(msg, true); !said {
		b.opt.Warn(msg)
	}
}

func (b *base) progress(stage string, done, total int) {
	if b.opt.Progress != nil {
		b.opt.Progress(stage, done, total)
	}
}
